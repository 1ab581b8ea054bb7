import type { Actor, DelegationCode } from '#app/domain/basics/actor.ts'
import {
  BRIDGING_LIMIT,
  BRIDGING_NOTE_LIMIT,
  type BridgingStance,
  type BridgingText,
} from '#app/domain/floor/bridging.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

type Needs = Pick<Ports, 'drafts' | 'rooms' | 'bridging' | 'clock' | 'id'>
type Refusal = PageRefusal | StatementRefusal

/** The bridging texts an actor may read: a chair all of the draft, a delegate those sent to its delegation. */
export async function readBridging(
  ports: Needs,
  actor: Actor,
  draft: DraftId,
): Promise<Result<BridgingText[], PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  if (actor.role === 'chair') return accept(await ports.bridging.of(draft))
  if (actor.role !== 'delegate' || actor.delegation === null) return accept([])
  return accept(await ports.bridging.sentTo(draft, actor.delegation))
}

/** Keeps the chair's text for a paragraph in private. Answers its id; a text that was sent stays as it was sent. */
export async function keepBridging(
  ports: Needs,
  actor: Actor,
  draft: DraftId,
  { id, paragraph, text }: { id: string | null; paragraph: ParagraphId; text: string },
): Promise<Result<string, Refusal>> {
  const found = await findDraft(ports, actor, draft, 'send-bridging')
  if (!found.ok) return found
  const words = text.trim()
  if (words === '' || words.length > BRIDGING_LIMIT) return refuse({ kind: 'nothing-to-send' })
  const own = id ?? ports.id()
  const kept = { id: own, draft, paragraph, text: words, user: actor.user, at: ports.clock.now() }
  return (await ports.bridging.keep(kept)) ? accept(own) : refuse({ kind: 'nothing-to-send' })
}

/** Sends a text that was kept to delegations for their view. The room hears that it was sent, not what it says. */
export async function sendBridging(
  ports: Needs & Pick<Ports, 'sideWork'>,
  actor: Actor,
  draft: DraftId,
  { id, to }: { id: string; to: readonly DelegationCode[] },
): Promise<Result<null, Refusal>> {
  const found = await findDraft(ports, actor, draft, 'send-bridging')
  if (!found.ok) return found
  const kept = (await ports.bridging.of(draft)).find((each) => each.id === id)
  if (!kept || kept.sentAt !== null || to.length === 0) return refuse({ kind: 'nothing-to-send' })
  const { paragraph } = kept
  if (found.value.phase === 'transmitted') return refuse({ kind: 'draft-transmitted' })
  const text = await ports.rooms.read(draft)
  if (!text.paragraphs.some((each) => each.id === paragraph))
    return refuse({ kind: 'no-such-subject', subject: paragraph })
  if (!(await ports.bridging.send(draft, id, to, ports.clock.now())))
    return refuse({ kind: 'nothing-to-send' })
  const said = { kind: 'send-bridging', paragraph, to } as const
  await ports.sideWork.do({ kind: 'tell-bridging', draft, by: actor, text: id, said })
  return accept(null)
}

/** A delegation says how it sees a text that was sent to it; only chairs read that. */
export async function answerBridging(
  ports: Needs,
  actor: Actor,
  draft: DraftId,
  { id, stance, note }: { id: string; stance: BridgingStance; note: string },
): Promise<Result<null, Refusal>> {
  const found = await findDraft(ports, actor, draft, 'answer-bridging')
  if (!found.ok) return found
  const { delegation, user } = actor
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const view = {
    delegation,
    stance,
    note: note.trim().slice(0, BRIDGING_NOTE_LIMIT),
    user,
    at: ports.clock.now(),
  }
  return (await ports.bridging.answer(draft, id, view)) ? accept(null) : refuse({ kind: 'nothing-to-send' })
}

/** Takes a text off the delegations' tables: it was put to the room, or is given up. */
export async function closeBridging(
  ports: Needs & Pick<Ports, 'sideWork'>,
  actor: Actor,
  draft: DraftId,
  id: string,
): Promise<Result<null, Refusal>> {
  const found = await findDraft(ports, actor, draft, 'send-bridging')
  if (!found.ok) return found
  const text = (await ports.bridging.of(draft)).find((each) => each.id === id)
  if (!text || !(await ports.bridging.close(draft, id, ports.clock.now())))
    return refuse({ kind: 'nothing-to-send' })
  const said = { kind: 'close-bridging', paragraph: text.paragraph } as const
  await ports.sideWork.do({ kind: 'tell-bridging', draft, by: actor, text: id, said })
  return accept(null)
}

/**
 * Tells the room what became of a bridging text. A round before this one is over; what was said to it stays with it.
 * Of a text that was never sent nobody is told when it is given up.
 */
export async function tellBridging(
  ports: Pick<Ports, 'rooms' | 'bridging' | 'clock'>,
  actor: Actor,
  { draft, text, said }: { draft: DraftId; text: string; said: BridgingSaid },
): Promise<void> {
  const all = (await ports.bridging.of(draft)).filter((each) => each.paragraph === said.paragraph)
  const round = all.filter(({ id, sentAt }) => id === text || sentAt !== null)
  for (const { id, closedAt } of round)
    if (id !== text && closedAt === null) await ports.bridging.close(draft, id, ports.clock.now())
  if (round.some(({ sentAt }) => sentAt !== null)) await ports.rooms.makeStatement(draft, actor, said)
}

/** What the room hears of a bridging text. */
export type BridgingSaid = Extract<Statement, { kind: 'send-bridging' | 'close-bridging' }>
