import {
  COMMENT_LIMITS,
  aboutOf,
  maySettle,
  sayable,
  type Comment,
  type Speaker,
  type Thread,
} from '#app/domain/floor/comment.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { StatementRefusal } from '#app/domain/floor/statement.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { FloorEdit, StatementHandler } from './floor-edit.ts'

/** A thread as it is kept: its later comments stand under keys of their own, so that a reply writes only itself. */
export type KeptThread = Omit<Thread, 'comments' | 'resolved'> & { first: Comment }

/** Begins a thread. The words it is about are kept with it, and in the record. */
export const comment: StatementHandler<'comment'> = (edit, statement) => {
  const { about: asked, text, mentions } = statement
  const speaker = speakerOf(edit)
  if (!speaker.ok) return speaker
  const said = sayable(text, mentions.filter(isOfTable))
  if (!said.ok) return said
  const found = aboutOf(asked, edit.layers.paragraph(asked.paragraph)?.paragraph ?? null)
  if (!found.ok) return found
  if (edit.keys('thread').length >= COMMENT_LIMITS.threads)
    return refuse({ kind: 'too-many-comments', limit: COMMENT_LIMITS.threads })
  const id = edit.newId()
  const first: Comment = { id, ...speaker.value, at: edit.now, ...said.value }
  const thread: KeptThread = { id, ...found.value, first }
  edit.set(thread, 'thread', id)
  return accept({ ...statement, ...noted(edit, thread), ...said.value, thread: id })
}

export const reply: StatementHandler<'reply'> = (edit, statement) => {
  const { thread: id, text, mentions } = statement
  const speaker = speakerOf(edit)
  if (!speaker.ok) return speaker
  const thread = edit.get<KeptThread>('thread', id)
  if (!thread) return refuse({ kind: 'no-such-thread' })
  const said = sayable(text, mentions.filter(isOfTable))
  if (!said.ok) return said
  if (edit.keys('reply', id).length + 1 >= COMMENT_LIMITS.comments)
    return refuse({ kind: 'too-many-comments', limit: COMMENT_LIMITS.comments })
  const own: Comment = { id: edit.newId(), ...speaker.value, at: edit.now, ...said.value }
  edit.set(own, 'reply', id, own.id)
  return accept({ ...statement, ...noted(edit, thread), ...said.value, comment: own.id })
}

/** Settles a thread; it stays, out of the way. */
export const resolveThread: StatementHandler<'resolve-thread'> = (edit, statement) =>
  settle(edit, statement, true)

export const reopenThread: StatementHandler<'reopen-thread'> = (edit, statement) =>
  settle(edit, statement, false)

function settle<S extends { thread: string }>(
  edit: FloorEdit,
  statement: S,
  isResolved: boolean,
): Result<S & Noted, StatementRefusal> {
  const { thread: id } = statement
  const speaker = speakerOf(edit)
  if (!speaker.ok) return speaker
  const thread = edit.get<KeptThread>('thread', id)
  if (!thread) return refuse({ kind: 'no-such-thread' })
  if (!maySettle({ ...thread, comments: [thread.first], resolved: null }, edit.by))
    return refuse({ kind: 'not-your-thread' })
  if (isResolved) edit.set({ ...speaker.value, at: edit.now }, 'resolved', id)
  else edit.delete('resolved', id)
  return accept({ ...statement, ...noted(edit, thread) })
}

function speakerOf({ by }: FloorEdit): Result<Speaker, StatementRefusal> {
  const { user, role, delegation } = by
  if (role === 'delegate' && delegation === null) return refuse({ kind: 'not-allowed' })
  return accept({ user, role, delegation, name: null })
}

/** At the table one calls upon delegations: who somebody's colleagues are is nobody else's business. */
const isOfTable = ({ kind }: Comment['mentions'][number]): boolean => kind === 'delegation'

type Noted = Pick<KeptThread, 'about' | 'words'> & { labels?: Record<ParagraphId, string> }

/** What the record keeps of every word about a place: which words, and the number the paragraph had. */
function noted({ layers }: FloorEdit, { about, words }: Pick<KeptThread, 'about' | 'words'>): Noted {
  const label = layers.paragraph(about.paragraph) && labelsOf(layers.rolling().paragraphs)[about.paragraph]
  return { about, words, ...(label && { labels: { [about.paragraph]: label } }) }
}
