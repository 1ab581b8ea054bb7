import type { Actor } from '#app/domain/basics/actor.ts'
import { isIsoDate } from '#app/domain/basics/date.ts'
import type { DraftHeader, Language, Organ } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { isSameSymbol, nextSymbol, revisionSymbol } from '#app/domain/numbering/symbol.ts'
import { isTaken, permit } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** As the form has it. */
export type NewDraft = {
  organ: string
  title: string
  symbol: string
  /** ISO date */
  date: string
  originalLanguage: Language
  statusLine: string
}

export const limits = { title: 300, symbol: 80, statusLine: 300 } as const

type Asked = Pick<Ports, 'drafts' | 'organs' | 'id'>

/**
 * Opens an empty draft in its organ's series. A revision in the symbol is left off: the draft has the symbol
 * of its first issue.
 */
export async function createDraft(
  ports: Asked,
  actor: Actor,
  given: NewDraft,
): Promise<Result<DraftHeader, PageRefusal>> {
  const permitted = permit(actor, 'create-draft')
  if (!permitted.ok) return permitted
  const { organ: code, originalLanguage, date } = given
  const symbol = revisionSymbol(given.symbol.trim(), 0)
  const title = given.title.trim()
  const statusLine = given.statusLine.trim()
  const wrong = problemIn({ title, symbol, statusLine, date })
  if (wrong) return refuse(wrong)
  const organ = await ports.organs.byCode(code)
  if (!organ) return refuse({ kind: 'no-such-organ', organ: code })
  const others = await ports.drafts.all()
  if (others.some((other) => isSameSymbol(other.symbol, symbol)))
    return refuse({ kind: 'symbol-taken', symbol })
  const header: DraftHeader = {
    id: ports.id(),
    title,
    organ: organ.code,
    symbol,
    series: organ.series,
    date,
    originalLanguage,
    statusLine,
    phase: 'negotiation',
  }
  try {
    await ports.drafts.add(header)
  } catch (error) {
    // Somebody else took it between the look and the write.
    if (isTaken(error)) return refuse({ kind: 'symbol-taken', symbol })
    throw error
  }
  return accept(header)
}

type Fields = Pick<NewDraft, 'title' | 'symbol' | 'statusLine' | 'date'>

function problemIn(fields: Fields): PageRefusal | null {
  if (fields.title === '') return { kind: 'title-needed' }
  if (fields.symbol === '') return { kind: 'symbol-needed' }
  if (!isIsoDate(fields.date)) return { kind: 'date-needed' }
  for (const field of ['title', 'symbol', 'statusLine'] as const)
    if (fields[field].length > limits[field]) return { kind: 'too-long', field, limit: limits[field] }
  return null
}

/** Every organ with the next free symbol in its series, for a form. */
export async function organsWithSymbols(
  { drafts, organs }: Pick<Ports, 'drafts' | 'organs'>,
  year: number,
): Promise<(Organ & { nextSymbol: string })[]> {
  const [all, headers] = await Promise.all([organs.all(), drafts.all()])
  const taken = headers.map(({ symbol }) => symbol)
  return all.map((organ) => ({ ...organ, nextSymbol: nextSymbol(organ.symbolStem, year, taken) }))
}
