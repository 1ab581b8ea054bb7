import type { DelegationCode } from '#app/domain/basics/actor.ts'
import {
  rationaleOf,
  type Floor,
  type GroupPosition,
  type Position,
  type Rationale,
  type Subject,
} from '#app/domain/floor/floor.ts'
import { positionsOf, type Standing } from '#app/domain/floor/positions.ts'

/** What has been said about a proposal or a paragraph. */
export type StatementsAbout = {
  standings: readonly Standing[]
  rationale: Rationale | null
  /** One's own position, as one took it. */
  own: Position | null
}

export const NO_STATEMENTS: StatementsAbout = { standings: [], rationale: null, own: null }

type Spoken = { positions: Position[]; groupPositions: GroupPosition[]; rationales: Rationale[] }

/**
 * Finds what has been said about anything. Where nothing has, and where it is what `before` found, the answer is the
 * same object: a card of three hundred is drawn again only when something was said about it.
 */
export class StatementsIndex {
  private readonly spoken = new Map<Subject, Spoken>()
  private readonly found = new Map<string, { json: string; said: StatementsAbout }>()
  /** What the index before this one found; not that index itself, or none would ever be forgotten. */
  private readonly previous: StatementsIndex['found'] | null

  constructor(
    private readonly floor: Floor,
    private readonly me: DelegationCode | null,
    before: StatementsIndex | null,
  ) {
    this.previous = before?.found ?? null
    for (const position of floor.positions) this.spokenOn(position.subject).positions.push(position)
    for (const position of floor.groupPositions) this.spokenOn(position.subject).groupPositions.push(position)
    for (const rationale of floor.rationales) this.spokenOn(rationale.subject).rationales.push(rationale)
  }

  private spokenOn(subject: Subject): Spoken {
    const known = this.spoken.get(subject) ?? { positions: [], groupPositions: [], rationales: [] }
    this.spoken.set(subject, known)
    return known
  }

  /** Paragraphs and proposals that something was said about. */
  has(subject: Subject): boolean {
    return this.spoken.has(subject)
  }

  about(subjects: readonly Subject[], author: DelegationCode | null): StatementsAbout {
    if (!subjects.some((subject) => this.spoken.has(subject))) return NO_STATEMENTS
    const key = subjects.join(' ')
    const known = this.found.get(key)
    if (known) return known.said
    const said = this.look(subjects, author)
    const json = JSON.stringify(said)
    const same = this.previous?.get(key)
    const kept = same?.json === json ? same : { json, said }
    this.found.set(key, kept)
    return kept.said
  }

  private look(subjects: readonly Subject[], author: DelegationCode | null): StatementsAbout {
    const spoken = subjects.flatMap((subject) => this.spoken.get(subject) ?? [])
    const { groups, dissociations } = this.floor
    const positions = spoken.flatMap((one) => one.positions)
    const groupPositions = spoken.flatMap((one) => one.groupPositions)
    const rationales = spoken.flatMap((one) => one.rationales)
    const own = positions.filter(({ delegation }) => delegation === this.me)
    return {
      standings: positionsOf({ subjects, author }, { positions, groupPositions, dissociations, groups }),
      rationale: rationaleOf(subjects, { rationales }),
      own: own.reduce<Position | null>((a, b) => (a && a.at >= b.at ? a : b), null),
    }
  }
}
