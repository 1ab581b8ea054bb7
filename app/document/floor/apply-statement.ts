import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import type { FloorEdit, Recorded, StatementResult } from './floor-edit.ts'
import { closeBridging, sendBridging } from './bridging.ts'
import { setFocus } from './focus.ts'
import { meetingHandlers } from './meeting.ts'
import { comment, reopenThread, reply, resolveThread } from './comments.ts'
import { dropGroup, setGroup } from './groups.ts'
import { associate, dissociate, leavePosition, takePosition } from './positions.ts'
import { setRationale } from './rationales.ts'
import { confirm } from './behalf.ts'
import { letGo, offer, setFallback, table } from './tabling.ts'

type Handlers = {
  [K in Statement['kind']]: (edit: FloorEdit, statement: Extract<Statement, { kind: K }>) => StatementResult
}

/** How each statement is carried out; a new kind does not compile until it is here. */
const handlers: Handlers = {
  'take-position': takePosition,
  'leave-position': leavePosition,
  dissociate,
  associate,
  'set-group': setGroup,
  'drop-group': dropGroup,
  'set-rationale': setRationale,
  comment,
  reply,
  'resolve-thread': resolveThread,
  'reopen-thread': reopenThread,
  'send-bridging': sendBridging,
  'close-bridging': closeBridging,
  'set-focus': setFocus,
  confirm,
  ...meetingHandlers,
  offer,
  table,
  'let-go': letGo,
  'set-fallback': setFallback,
}

/**
 * Carries an statement out on the document, inside the caller's transaction, and answers what the record keeps
 * of it. Whether the actor may do such a thing at all is settled before. A refusal may leave the floor half
 * written: the room then drops the document and reads its log.
 */
export function makeStatement(edit: FloorEdit, statement: Statement): Result<Recorded, StatementRefusal> {
  const apply = handlers[statement.kind] as (edit: FloorEdit, statement: Statement) => StatementResult
  const said = apply(edit, statement)
  if (!said.ok) return said
  return accept({ ...statement, ...labelsIn(edit, statement), ...said.value })
}

/** The numbers of the paragraphs it is about, as they are now: the record must be read without the document. */
function labelsIn(edit: FloorEdit, statement: Statement): Recorded {
  const { layers } = edit
  const subjects =
    'subjects' in statement
      ? statement.subjects
      : 'paragraph' in statement && statement.paragraph !== null
        ? [statement.paragraph]
        : []
  if (subjects.length === 0) return {}
  const labels = labelsOf(layers.rolling().paragraphs)
  const paragraphs = subjects.flatMap((id) => (layers.entries.has(id) ? layers.paragraphsOf(id) : id))
  return { labels: Object.fromEntries(paragraphs.flatMap((id) => (labels[id] ? [[id, labels[id]]] : []))) }
}
