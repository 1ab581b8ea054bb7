import type { DraftHeader, DraftId, Revision } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { revisionSymbol } from '#app/domain/numbering/symbol.ts'
import type { Ports } from '../ports.ts'

/** Which state of a text: a revision by its number, or the text as it stands. */
export type Version = number | 'now'

/** A version, or the text as it stood after an update of its log: "@123". */
export type State = Version | `@${number}`

/** A state of a text with all that a page or a paper needs of it. */
export type DraftText = {
  header: DraftHeader
  version: Version
  /** With its revision: "CIDI/CAM/doc.8/24 rev. 2"; the draft's own for the text as it stands. */
  symbol: string
  /** ISO date of the paper; the draft's own for the text as it stands. */
  date: string
  /** ms since epoch when it was frozen or handed over; null for the text as it stands. */
  frozenAt: number | null
  text: RollingText
  labels: Readonly<Record<ParagraphId, string>>
}

/** Reads one state of a draft's text. The caller has settled that the reader may. */
export async function readText(
  ports: Pick<Ports, 'rooms' | 'revisions'>,
  header: DraftHeader,
  version: Version,
): Promise<Result<DraftText, Extract<PageRefusal, { kind: 'no-such-revision' }>>> {
  if (version === 'now') {
    const text = await ports.rooms.read(header.id)
    const labels = labelsOf(text.paragraphs)
    return accept({ header, version, symbol: header.symbol, date: header.date, frozenAt: null, text, labels })
  }
  const revision = await ports.revisions.byNumber(header.id, version)
  return revision ? accept(textOfRevision(revision)) : refuse({ kind: 'no-such-revision', revision: version })
}

/** {@link readText}, or the text at a moment that has passed. A moment before the first word has no paragraphs. */
export async function readState(
  ports: Pick<Ports, 'rooms' | 'revisions' | 'history' | 'past'>,
  header: DraftHeader,
  state: State,
): Promise<Result<DraftText, Extract<PageRefusal, { kind: 'no-such-revision' }>>> {
  if (typeof state === 'number' || state === 'now') return readText(ports, header, state)
  const moment = await ports.history.moment(header.id, Number(state.slice(1)))
  const text = await ports.past.at(header.id, moment.update)
  const labels = labelsOf(text.paragraphs)
  const { symbol, date } = header
  return accept({ header, version: 'now', symbol, date, frozenAt: moment.at, text, labels })
}

export const textOfRevision = ({
  header,
  number,
  symbol,
  date,
  issuedAt,
  text,
  labels,
}: Revision): DraftText => ({
  header,
  version: number,
  symbol,
  date,
  frozenAt: issuedAt,
  text,
  labels,
})

/** The latest revision of a draft, or null when none has been issued. */
export async function lastRevision(
  { revisions }: Pick<Ports, 'revisions'>,
  draft: DraftId,
): Promise<Revision | null> {
  return (await revisions.of(draft)).at(-1) ?? null
}

/** Number and symbol of the revision that would be issued next. */
export async function nextRevision(
  ports: Pick<Ports, 'revisions'>,
  header: DraftHeader,
): Promise<{ number: number; symbol: string }> {
  const last = await lastRevision(ports, header.id)
  const number = last === null ? 0 : last.number + 1
  return { number, symbol: revisionSymbol(header.symbol, number) }
}
