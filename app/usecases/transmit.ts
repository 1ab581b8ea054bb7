import type { Actor } from '#app/domain/actor.ts'
import { isIsoDate } from '#app/domain/date.ts'
import type { DecisionRefusal } from '#app/domain/decision.ts'
import type { DraftId, Transmission } from '#app/domain/draft.ts'
import type { RecordEntry } from '#app/domain/record.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/result.ts'
import { isSameSymbol } from '#app/domain/symbol.ts'
import { transmissionFrom } from '#app/domain/transmission.ts'
import { findDraft, isTaken, permit } from './permit.ts'
import type { Ports } from './ports.ts'
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
  return ports.rooms.decide(draft, actor, {
    kind: 'transmit',
    revision: revision!.number,
    to: to!.code,
    symbol: handing.symbol.trim(),
    date: handing.date,
  })
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
 * keeps where the text came from, and the first organ sees it.
 */
export async function passOn(
  ports: Pick<Ports, 'drafts' | 'organs' | 'transmissions' | 'clock' | 'id'>,
  actor: Actor,
  received: Transmission['id'],
  handing: Handing,
): Promise<Result<Transmission, PageRefusal>> {
  const permitted = permit(actor, 'transmit')
  if (!permitted.ok) return permitted
  const previous = await ports.transmissions.byId(received)
  const header = previous && (await ports.drafts.byId(previous.draft))
  if (!previous || !header) return refuse({ kind: 'no-such-transmission' })
  const steps = await ports.transmissions.of(header.id)
  const later = steps.find((step) => step.previous === previous.id)
  if (later) return refuse({ kind: 'already-passed-on', to: later.to })
  const from = await ports.organs.byCode(previous.to)
  const to = from?.next ? await ports.organs.byCode(from.next) : null
  if (!from || !to) return refuse({ kind: 'no-next-organ', organ: previous.to })
  const wrong = await problemWith(ports, handing)
  if (wrong) return refuse(wrong)
  const step = transmissionFrom({
    id: ports.id(),
    header,
    revision: previous.revision,
    from,
    to,
    symbol: handing.symbol.trim(),
    date: handing.date,
    at: ports.clock.now(),
    by: actor.user,
    previous,
  })
  try {
    await ports.transmissions.add(step)
  } catch (error) {
    if (isTaken(error)) return refuse({ kind: 'symbol-taken', symbol: step.symbol })
    throw error
  }
  return accept(step)
}
