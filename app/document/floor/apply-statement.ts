import type { Intervention, InterventionRefusal } from '#app/domain/floor/statement.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import type { FloorHand, Noted, Said } from './floor-edit.ts'
import { closeBridging, sendBridging } from './bridging.ts'
import { setFocus } from './focus.ts'
import { carryingInMeetings } from './meeting.ts'
import { comment, reopenThread, reply, resolveThread } from './comments.ts'
import { dropGroup, setGroup } from './groups.ts'
import { associate, dissociate, leavePosition, takePosition } from './positions.ts'
import { setRationale } from './rationales.ts'
import { confirm } from './behalf.ts'
import { letGo, offer, setFallback, table } from './tabling.ts'

type Carrying = {
  [K in Intervention['kind']]: (hand: FloorHand, intervention: Extract<Intervention, { kind: K }>) => Said
}

/** How each intervention is carried out; a new kind does not compile until it is here. */
const carrying: Carrying = {
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
  ...carryingInMeetings,
  offer,
  table,
  'let-go': letGo,
  'set-fallback': setFallback,
}

/**
 * Carries an intervention out on the document, inside the caller's transaction, and answers what the record keeps
 * of it. Whether the actor may do such a thing at all is settled before. A refusal may leave the floor half
 * written: the room then drops the document and reads its log.
 */
export function intervene(hand: FloorHand, intervention: Intervention): Result<Noted, InterventionRefusal> {
  const carryOut = carrying[intervention.kind] as (hand: FloorHand, intervention: Intervention) => Said
  const said = carryOut(hand, intervention)
  if (!said.ok) return said
  return accept({ ...intervention, ...labelsIn(hand, intervention), ...said.value })
}

/** The numbers of the paragraphs it is about, as they are now: the record must be read without the document. */
function labelsIn(hand: FloorHand, intervention: Intervention): Noted {
  const { layers } = hand
  const subjects =
    'subjects' in intervention
      ? intervention.subjects
      : 'paragraph' in intervention && intervention.paragraph !== null
        ? [intervention.paragraph]
        : []
  if (subjects.length === 0) return {}
  const labels = labelsOf(layers.rolling().paragraphs)
  const paragraphs = subjects.flatMap((id) => (layers.entries.has(id) ? layers.paragraphsOf(id) : id))
  return { labels: Object.fromEntries(paragraphs.flatMap((id) => (labels[id] ? [[id, labels[id]]] : []))) }
}
