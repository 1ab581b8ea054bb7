import type { Comment, Thread } from '#app/domain/floor/comment.ts'
import type { Dissociation, Floor, GroupPosition, Position, Rationale } from '#app/domain/floor/floor.ts'
import type { Group } from '#app/domain/floor/group.ts'
import type { Layers } from '../model/layers.ts'
import type { KeptThread } from './comments.ts'
import { DISSOCIATION, GROUP_POSITION, POSITION } from './positions.ts'
import { standsOn } from './standing.ts'

type Said = Pick<
  Floor,
  'positions' | 'groupPositions' | 'dissociations' | 'groups' | 'rationales' | 'threads'
>

/** What delegations have said, gathered key by key. */
export class Words {
  private readonly positions: Position[] = []
  private readonly groupPositions: GroupPosition[] = []
  private readonly dissociations: Dissociation[] = []
  private readonly groups: Group[] = []
  private readonly rationales: Rationale[] = []
  private readonly threads: KeptThread[] = []
  private readonly replies = new Map<string, Comment[]>()
  private readonly resolved = new Map<string, Thread['resolved']>()

  constructor(private readonly layers: Layers) {}

  take(key: string, value: unknown): void {
    const [holds, of = ''] = key.split(' ', 2)
    if (holds === POSITION) this.keep(this.positions, value as Position)
    else if (holds === GROUP_POSITION) this.keep(this.groupPositions, value as GroupPosition)
    else if (holds === DISSOCIATION) this.keep(this.dissociations, value as Dissociation)
    else if (holds === 'rationale') this.keep(this.rationales, { ...(value as Rationale), on: 'proposal' })
    else if (holds === 'group') this.groups.push(value as Group)
    else if (holds === 'thread') this.threads.push(value as KeptThread)
    else if (holds === 'resolved') this.resolved.set(of, value as Thread['resolved'])
    else if (holds === 'reply') this.replies.set(of, [...(this.replies.get(of) ?? []), value as Comment])
  }

  /** What is said about something counts while it is there, and is what it was. */
  private keep<T extends { subject: string }>(list: T[], one: T & { on: 'proposal' | 'paragraph' }) {
    if (standsOn(this.layers, one.subject) === one.on) list.push(one)
  }

  all(): Said {
    return {
      positions: this.positions.sort(byTime),
      groupPositions: this.groupPositions.sort(byTime),
      dissociations: this.dissociations.sort(byTime),
      groups: this.groups.sort((a, b) => (a.code < b.code ? -1 : 1)),
      rationales: this.rationales.sort(byTime),
      threads: this.threads
        .map((kept) => this.whole(kept))
        .sort((a, b) => byTime(a.comments[0]!, b.comments[0]!)),
    }
  }

  private whole({ first, ...thread }: KeptThread): Thread {
    const replies = (this.replies.get(thread.id) ?? []).sort(byTime)
    return { ...thread, comments: [first, ...replies], resolved: this.resolved.get(thread.id) ?? null }
  }
}

type Dated = { at: number; delegation: string | null }

/** Those of one moment in the order of their delegations, so that everybody reads the same. */
const byTime = (a: Dated, b: Dated): number =>
  a.at - b.at || ((a.delegation ?? '') < (b.delegation ?? '') ? -1 : 1)
