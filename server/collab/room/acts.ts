import { decide, type DecisionDetail } from '#app/document/decide/decide.ts'
import type { Given } from '#app/document/decide/handler.ts'
import { FloorEdit } from '#app/document/floor/floor-edit.ts'
import { makeStatement } from '#app/document/floor/apply-statement.ts'
import { deadlineIn } from '#app/document/floor/meeting/silence-end.ts'
import type { Actor, AuthorId, DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftHeader, RoomId } from '#app/domain/basics/draft.ts'
import { isRecorded, type Statement, type StatementRefusal } from '#app/domain/floor/statement.ts'
import type { UnchainedEntry } from '#app/domain/record/entry.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Batch, Clock } from '#app/usecases/ports.ts'
import { decided } from './happenings.ts'
import type { RoomState } from './room-state.ts'

export type Artifacts = Pick<Batch, 'revision' | 'transmission' | 'phase' | 'deadline'>

export type ActDeps = {
  clock: Clock
  id(): string
  /** What a decision needs to know that the text does not tell, such as the revision that it names. */
  given(header: DraftHeader, decision: Decision): Promise<Given>
  /** What a decision needs beyond the text: the revision it makes, the transmission; or why it cannot be. */
  complete(
    header: DraftHeader,
    decision: Decision,
    by: Actor,
    text: RollingText,
  ): Promise<Result<Artifacts, DecisionRefusal>>
}

/**
 * An act carried out in memory, where nobody sees it yet: what the record keeps of it, and what else is stored.
 * `outcome`: what is answered to whoever acted, where that is not its entry.
 */
export type Act = { happening: UnchainedEntry | null; made: Artifacts; outcome?: unknown }

/** Where it happens: the room, under whose id the record keeps its entries, and the draft that it is a room of. */
export type Acting = {
  room: RoomId
  header: DraftHeader
  nameOf(delegation: DelegationCode): string
  /** What stands for a person in the draft. */
  authorOf(user: UserId): AuthorId
}

const isTransmitted = ({ phase }: DraftHeader): boolean => phase === 'transmitted'

/**
 * Carries a decision out on the document of a room. To pass a text on leaves it as it is, and is all that can be
 * decided once it has been transmitted. After a refusal the document may be changed all the same.
 */
export async function applyDecision(
  { room, header, nameOf, authorOf }: Acting,
  state: RoomState,
  { by, decision }: { by: Actor; decision: Decision },
  deps: ActDeps,
): Promise<Result<Act, DecisionRefusal>> {
  const isOnward = decision.kind === 'pass-on'
  if (isOnward !== isTransmitted(header))
    return refuse({ kind: isOnward ? 'not-allowed' : 'draft-transmitted' })
  const given = await deps.given(header, decision)
  const changed = isOnward
    ? accept<DecisionDetail>({ ...decision })
    : state.doc.transact((transaction) => {
        state.stamp()
        const decider = { user: authorOf(by.user), now: deps.clock.now() }
        return decide(state.layers, transaction, decision, () => deps.id(), nameOf, decider, given)
      }, 'decision')
  if (!changed.ok) return changed
  const complete = await deps.complete(header, decision, by, state.layers.rolling())
  if (!complete.ok) return complete
  const what = { what: decision.kind, detail: changed.value, made: complete.value }
  return accept({ happening: decided(room, by, what, deps.clock.now()), made: complete.value })
}

/** What moves the moment at which the room decides by itself. */
const setsDeadline: readonly Statement['kind'][] = [
  'start-silence',
  'break-silence',
  'extend-silence',
  'cancel-silence',
]

/**
 * Has something said or arranged on the document of a room; a refusal may leave it changed all the same. `now` is
 * when it reached the room, in ms since epoch: what came before a deadline counts as before it.
 */
export function applyStatement(
  { room, header, authorOf }: Acting,
  state: RoomState,
  { by, said, now }: { by: Actor; said: Statement; now: number },
  deps: ActDeps,
): Result<Act, StatementRefusal> {
  if (isTransmitted(header)) return refuse({ kind: 'draft-transmitted' })
  const edit = new FloorEdit(state.layers, { ...by, user: authorOf(by.user) }, now, () => deps.id())
  const kept = state.doc.transact(() => makeStatement(edit, said), 'decision')
  if (!kept.ok) return kept
  const made = setsDeadline.includes(said.kind) ? { deadline: deadlineIn(state.doc) } : {}
  const happening =
    isRecorded(said) && kept.value
      ? decided(room, by, { what: said.kind, detail: kept.value, made: {} }, now)
      : null
  return accept({ happening, made, ...(said.kind === 'offer' && { outcome: edit.handed }) })
}
