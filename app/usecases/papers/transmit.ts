import type { Actor } from '#app/domain/basics/actor.ts'
import { isIsoDate } from '#app/domain/basics/date.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftId, Transmission } from '#app/domain/basics/draft.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { isSameSymbol } from '#app/domain/numbering/symbol.ts'
import { transmissionFrom } from '#app/domain/papers/transmission.ts'
import { findDraft, isTaken, permit } from '../permit.ts'
import type { Ports } from '../ports.ts'
import { readinessOf, takenSymbols } from './readiness.ts'

export type Handing = {
  /** In the receiving organ's series. */
  symbol: string
  /** ISO date */
  date: string
}

/**
 * Hands the agreed text to the next organ. The last revision must be the text as it stands, everything in it
 * agreed; after it nothing changes any more.
 */
export async function transmit(
  ports: Pick<Ports, 'drafts' | 'organs' | 'revisions' | 'rooms' | 'transmissions'>,
  actor: Actor,
  draft: DraftId,
  handing: Handing,
): Promise<Result<RecordEntry, PageRefusal | DecisionRefusal>> {
  const found = await findDraft(ports, actor, draft, 'transmit')
  if (!found.ok) return found
  const { points, obstacles, revision, to } = await readinessOf(ports, found.value)
  const [obstacle] = obstacles
  if (obstacle) return refuse(obstacle)
  if (points.length > 0) return refuse({ kind: 'not-ready', points: points.length })
  const wrong = await problemWith(ports, handing)
  if (wrong) return refuse(wrong)
  const { date } = handing
  const symbol = handing.symbol.trim()
  const decision = { kind: 'transmit', revision: revision!.number, to: to!.code, symbol, date } as const
  return unlessTaken(symbol, ports.rooms.decide(draft, actor, decision))
}

async function problemWith(
  ports: Pick<Ports, 'drafts' | 'transmissions'>,
  handing: Handing,
): Promise<PageRefusal | null> {
  const symbol = handing.symbol.trim()
  if (symbol === '') return { kind: 'symbol-needed' }
  if (symbol.length > 80) return { kind: 'too-long', field: 'symbol', limit: 80 }
  if (!isIsoDate(handing.date)) return { kind: 'date-needed' }
  const taken = await takenSymbols(ports)
  return taken.some((other) => isSameSymbol(other, symbol)) ? { kind: 'symbol-taken', symbol } : null
}

/**
 * Hands a text that an organ has received to the next one, as it is: CIDI to the General Assembly. The step
 * keeps where the text came from, and the first organ sees it. Of two at once, the second is refused.
 */
export async function passOn(
  ports: Pick<Ports, 'drafts' | 'organs' | 'rooms' | 'transmissions'>,
  actor: Actor,
  received: Transmission['id'],
  handing: Handing,
): Promise<Result<Omit<Transmission, 'at'>, PageRefusal | DecisionRefusal>> {
  const permitted = permit(actor, 'pass-on')
  if (!permitted.ok) return permitted
  const previous = await ports.transmissions.byId(received)
  const header = previous && (await ports.drafts.byId(previous.draft))
  if (!previous || !header) return refuse({ kind: 'no-such-transmission' })
  const later = await stepAfter(ports, previous)
  if (later) return refuse({ kind: 'already-passed-on', to: later.to })
  const from = await ports.organs.byCode(previous.to)
  const to = from?.next ? await ports.organs.byCode(from.next) : null
  if (!to) return refuse({ kind: 'no-next-organ', organ: previous.to })
  const wrong = await problemWith(ports, handing)
  if (wrong) return refuse(wrong)
  const { date } = handing
  const symbol = handing.symbol.trim()
  const decision = { kind: 'pass-on', transmission: received, to: to.code, symbol, date } as const
  const decided = await unlessTaken(symbol, ports.rooms.decide(header.id, actor, decision))
  if (decided.ok) {
    const [{ revision }, { at: when, detail }, by] = [previous, decided.value, actor.user]
    const id = 'onward' in detail ? (detail.onward as string) : ''
    const of = { id, header, revision, from: from!, to, symbol, date, at: when, by, previous }
    return accept(withoutTime(transmissionFrom(of)))
  }
  const step = await stepAfter(ports, previous)
  return decided.refusal.kind === 'not-next-organ' && step
    ? refuse({ kind: 'already-passed-on', to: step.to })
    : decided
}

const withoutTime = ({ at: _, ...step }: Transmission): Omit<Transmission, 'at'> => step

async function stepAfter(
  { transmissions }: Pick<Ports, 'transmissions'>,
  { id, draft }: Transmission,
): Promise<Transmission | undefined> {
  return (await transmissions.of(draft)).find(({ previous }) => previous === id)
}

/** A symbol that another document took meanwhile, which only the store can see, is refused like the others. */
async function unlessTaken<T, R extends { kind: string }>(
  symbol: string,
  work: Promise<Result<T, R>>,
): Promise<Result<T, R | { kind: 'symbol-taken'; symbol: string }>> {
  try {
    return await work
  } catch (error) {
    if (isTaken(error)) return refuse({ kind: 'symbol-taken', symbol })
    throw error
  }
}
