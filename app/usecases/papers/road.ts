import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId, LocalName, Organ, Transmission } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { nextSymbol } from '#app/domain/numbering/symbol.ts'
import { findDraft, permit } from '../permit.ts'
import type { Ports } from '../ports.ts'
import { takenSymbols } from './readiness.ts'
import { textOfRevision, type DraftText } from '../draft/read-text.ts'

/** An organ that the text has come through, the first one included. */
export type Station = {
  organ: string
  name: LocalName
  symbol: string
  series: string
  /** ISO date of the paper */
  date: string
  statusLine: string
  /** Null where it was negotiated. */
  transmission: Transmission['id'] | null
  /** Who handed it here; null where it was negotiated, or for an account that is gone. */
  byName: string | null
  /** ms since epoch; null where it was negotiated. */
  at: number | null
  /** The text is here now. */
  isHere: boolean
}

export type Road = { header: DraftHeader; stations: Station[] }

type Asked = Pick<Ports, 'drafts' | 'organs' | 'transmissions' | 'users'>

/** Where a text has been, from the organ that negotiated it to where it is now. */
export async function roadOf(ports: Asked, actor: Actor, draft: DraftId): Promise<Result<Road, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  return found.ok ? accept(await roadFrom(ports, found.value)) : found
}

async function roadFrom(ports: Asked, header: DraftHeader): Promise<Road> {
  const [organs, steps] = await Promise.all([ports.organs.all(), ports.transmissions.of(header.id)])
  const names = new Map(organs.map((organ) => [organ.code, organ.name]))
  const nameOf = (code: string): LocalName => names.get(code) ?? { en: code, es: code, fr: code, pt: code }
  const origin: Station = {
    organ: header.organ,
    name: nameOf(header.organ),
    symbol: header.symbol,
    series: header.series,
    date: header.date,
    statusLine: header.statusLine,
    transmission: null,
    byName: null,
    at: null,
    isHere: steps.length === 0,
  }
  const later = await Promise.all(
    steps.map(async (step, place): Promise<Station> => ({
      organ: step.to,
      name: nameOf(step.to),
      symbol: step.symbol,
      series: step.series,
      date: step.date,
      statusLine: step.statusLine,
      transmission: step.id,
      byName: (await ports.users.byId(step.by))?.name ?? null,
      at: step.at,
      isHere: place === steps.length - 1,
    })),
  )
  return { header, stations: [origin, ...later] }
}

/** A text as an organ has received it. */
export type Received = Road & {
  transmission: Transmission
  organ: Organ
  /** The revision handed over, under its new symbol, series and status line. */
  text: DraftText
  /** The organ that it can go on to, with the next free symbol there; null when it has gone on or is at the end. */
  onward: { organ: Organ; nextSymbol: string } | null
}

/** Reads a text where it was received. */
export async function readReceived(
  ports: Asked & Pick<Ports, 'revisions'>,
  actor: Actor,
  id: Transmission['id'],
): Promise<Result<Received, PageRefusal>> {
  const permitted = permit(actor, 'see-draft')
  if (!permitted.ok) return permitted
  const transmission = await ports.transmissions.byId(id)
  const header = transmission && (await ports.drafts.byId(transmission.draft))
  if (!transmission || !header) return refuse({ kind: 'no-such-transmission' })
  const { to, revision: number } = transmission
  const [revision, organ, road] = await Promise.all([
    ports.revisions.byNumber(header.id, number),
    ports.organs.byCode(to),
    roadFrom(ports, header),
  ])
  if (!revision) return refuse({ kind: 'no-such-revision', revision: number })
  if (!organ) return refuse({ kind: 'no-such-organ', organ: to })
  const isLast = road.stations.at(-1)?.transmission === id
  const next = isLast && organ.next ? await ports.organs.byCode(organ.next) : null
  const onward = next && {
    organ: next,
    nextSymbol: nextSymbol(next.symbolStem, yearOf(transmission), await takenSymbols(ports)),
  }
  return accept({ ...road, transmission, organ, text: receivedText(revision, transmission), onward })
}

const yearOf = ({ date }: Transmission): number => Number(date.slice(0, 4))

/** The revision's words under the head that the receiving organ gives them. */
function receivedText(
  revision: Parameters<typeof textOfRevision>[0],
  { to, symbol, series, date, statusLine, at }: Transmission,
): DraftText {
  const text = textOfRevision(revision)
  const header = {
    ...text.header,
    organ: to,
    symbol,
    series,
    date,
    statusLine,
    phase: 'transmitted' as const,
  }
  return { ...text, header, symbol, date, frozenAt: at }
}
