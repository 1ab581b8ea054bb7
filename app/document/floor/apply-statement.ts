import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RecordedStatement, Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordedDetail } from '#app/domain/record/kinds.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import type { FloorEdit, StatementHandler, StatementOf, StatementResult } from './floor-edit.ts'
import { closeBridging, sendBridging } from './bridging.ts'
import { setFocus } from './focus.ts'
import { meetingHandlers } from './meeting/meeting.ts'
import { comment, reopenThread, reply, resolveThread } from './comments.ts'
import { dropGroup, setGroup } from './groups.ts'
import { associate, dissociate, leavePosition, takePosition } from './positions.ts'
import { setRationale } from './rationales.ts'
import { confirm } from './behalf.ts'
import { letGo, offer, setFallback, table } from './tabling.ts'

type Handlers = { [K in Statement['kind']]: StatementHandler<K> }

/** What the record keeps of a statement. */
export type StatementDetail = RecordedDetail[RecordedStatement['kind']]

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
 * Carries a statement out on the document, inside the caller's transaction, and answers what the record keeps
 * of it. Whether the actor may do such a thing at all is settled before. A refusal may leave the floor half
 * written: the room then drops the document and reads its log.
 */
export function makeStatement(
  edit: FloorEdit,
  statement: Statement,
): Result<StatementDetail | null, StatementRefusal> {
  const kept = apply(edit, statement)
  if (!kept.ok || kept.value === null) return kept
  return accept({ ...labelsIn(edit, statement), ...kept.value })
}

const apply = <K extends Statement['kind']>(edit: FloorEdit, statement: StatementOf<K>): StatementResult<K> =>
  handlers[statement.kind as K](edit, statement)

/** The numbers of the paragraphs it is about, as they are now: the record must be read without the document. */
function labelsIn(edit: FloorEdit, statement: Statement): { labels?: Record<ParagraphId, string> } {
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
