import type { Language } from '#app/domain/basics/draft.ts'
import type { Seated } from '#app/domain/meeting/attendance.ts'
import type { Deciding, Removal } from '#app/domain/papers/removal.ts'
import type { GoneFrom } from '#app/domain/papers/removed.ts'
import { line } from './record-file.ts'
import { tableWords, type TableWords } from './table-words.ts'

/** Up to a moment what went, and what nothing accounts for. */
type Part = { removals: readonly Removal[]; missing: readonly GoneFrom[]; upTo: { at: number } }

/**
 * What went between two moments as a table: a header line, then a line for each stretch of words, each status and each
 * paragraph that went; fields and lines as those of the record's table, heads and remarks in the language of the text.
 * Kinds of entries, roles and statuses are called as in the chain, delegations by their codes. Times are UTC in ISO 8601.
 */
export async function* writeRemovedCsv(
  parts: AsyncIterable<Part>,
  language: Language,
): AsyncGenerator<string> {
  const say = tableWords[language]
  yield `\uFEFF${line(headsIn(say))}`
  for await (const { removals, missing, upTo } of parts) {
    const rows = removals.flatMap((removal) => {
      const seated = seatedIn(removal.seated)
      return removal.gone.flatMap((gone) =>
        wentFrom(gone, say).map((went) => [...stepOf(removal, say), ...went, seated]),
      )
    })
    const unknown = ['', timeOf(upTo.at), '', say.missing, ...Array<string>(4).fill('')]
    const left = missing.flatMap((gone) => wentFrom(gone, say).map((went) => [...unknown, ...went, '']))
    yield [...rows, ...left].map(line).join('')
  }
}

const headsIn = (say: TableWords): string[] => [
  ...[say.from, say.time, say.number, say.what, say.delegation, say.role, say.person, say.reason],
  ...[say.paragraph, say.words, say.whose, say.struckBy, say.status, say.statusAfter, say.atTheTable],
]

const timeOf = (at: number): string => new Date(at).toISOString()
const joined = (all: readonly (string | null)[]): string => all.filter((each) => each !== null).join('; ')

/** When it went, and by whose decision. */
function stepOf({ since, at, decisions, isByThemselves }: Removal, say: TableWords): string[] {
  const of = (field: (deciding: Deciding) => string | null) => joined(decisions.map(field))
  const without = isByThemselves ? say.themselves : say.noDecision
  return [
    timeOf(since),
    timeOf(at),
    of(({ number }) => String(number)),
    decisions.length > 0 ? of(({ what }) => what) : without,
    of(({ by }) => by.delegation),
    of(({ by }) => by.role),
    of(({ by }) => by.name),
    of(({ reason }) => reason),
  ]
}

/** What went from a paragraph, each with whose it was. */
function wentFrom({ label, isGone, proposedBy, status, words }: GoneFrom, say: TableWords): string[][] {
  return [
    ...words.map(({ text, of, struckBy }) => [label, text, of ?? say.baseText, joined(struckBy), '', '']),
    ...(isGone ? [[label, say.wholeParagraph, proposedBy ?? say.baseText, '', '', '']] : []),
    ...(status ? [[label, '', '', '', status.from, status.to]] : []),
  ]
}

const seatedIn = (seated: Seated | null): string =>
  seated === null
    ? ''
    : joined([
        ...seated.delegations.map(({ delegation }) => delegation),
        ...seated.offices.map(({ role }) => role),
      ])
