import {
  COMMENT_LIMITS,
  aboutOf,
  maySettle,
  sayable,
  type Comment,
  type Speaker,
  type Thread,
} from '#app/domain/floor/comment.ts'
import type { Intervention, InterventionRefusal } from '#app/domain/floor/statement.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { FloorHand, Noted, Said } from './floor-edit.ts'

type Of<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>

/** A thread as it is kept: its later comments stand under keys of their own, so that a reply writes only itself. */
export type KeptThread = Omit<Thread, 'comments' | 'resolved'> & { first: Comment }

/** Begins a thread. The words it is about are kept with it, and in the record. */
export function comment(hand: FloorHand, { about: asked, text, mentions }: Of<'comment'>): Said {
  const speaker = speakerOf(hand)
  if (!speaker.ok) return speaker
  const said = sayable(text, mentions.filter(isOfTable))
  if (!said.ok) return said
  const found = aboutOf(asked, hand.layers.paragraph(asked.paragraph)?.paragraph ?? null)
  if (!found.ok) return found
  if (hand.keys('thread').length >= COMMENT_LIMITS.threads)
    return refuse({ kind: 'too-many-comments', limit: COMMENT_LIMITS.threads })
  const id = hand.newId()
  const first: Comment = { id, ...speaker.value, at: hand.now, ...said.value }
  const thread: KeptThread = { id, ...found.value, first }
  hand.set(thread, 'thread', id)
  return accept({ ...noted(hand, thread), ...said.value, thread: id })
}

export function reply(hand: FloorHand, { thread: id, text, mentions }: Of<'reply'>): Said {
  const speaker = speakerOf(hand)
  if (!speaker.ok) return speaker
  const thread = hand.get<KeptThread>('thread', id)
  if (!thread) return refuse({ kind: 'no-such-thread' })
  const said = sayable(text, mentions.filter(isOfTable))
  if (!said.ok) return said
  if (hand.keys('reply', id).length + 1 >= COMMENT_LIMITS.comments)
    return refuse({ kind: 'too-many-comments', limit: COMMENT_LIMITS.comments })
  const own: Comment = { id: hand.newId(), ...speaker.value, at: hand.now, ...said.value }
  hand.set(own, 'reply', id, own.id)
  return accept({ ...noted(hand, thread), ...said.value, comment: own.id })
}

/** Settles a thread; it stays, out of the way. */
export const resolveThread = (hand: FloorHand, { thread }: Of<'resolve-thread'>): Said =>
  settle(hand, thread, true)

export const reopenThread = (hand: FloorHand, { thread }: Of<'reopen-thread'>): Said =>
  settle(hand, thread, false)

function settle(hand: FloorHand, id: string, isResolved: boolean): Said {
  const speaker = speakerOf(hand)
  if (!speaker.ok) return speaker
  const thread = hand.get<KeptThread>('thread', id)
  if (!thread) return refuse({ kind: 'no-such-thread' })
  if (!maySettle({ ...thread, comments: [thread.first], resolved: null }, hand.by))
    return refuse({ kind: 'not-your-thread' })
  if (isResolved) hand.set({ ...speaker.value, at: hand.now }, 'resolved', id)
  else hand.delete('resolved', id)
  return accept(noted(hand, thread))
}

function speakerOf({ by }: FloorHand): Result<Speaker, InterventionRefusal> {
  const { user, role, delegation } = by
  if (role === 'delegate' && delegation === null) return refuse({ kind: 'not-allowed' })
  return accept({ user, role, delegation, name: null })
}

/** At the table one calls upon delegations: who somebody's colleagues are is nobody else's business. */
const isOfTable = ({ kind }: Comment['mentions'][number]): boolean => kind === 'delegation'

/** What the record keeps of every word about a place: which words, and the number the paragraph had. */
function noted({ layers }: FloorHand, { about, words }: Pick<KeptThread, 'about' | 'words'>): Noted {
  const label = layers.paragraph(about.paragraph) && labelsOf(layers.rolling().paragraphs)[about.paragraph]
  return { about, words, ...(label && { labels: { [about.paragraph]: label } }) }
}
