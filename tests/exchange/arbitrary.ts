import fc from 'fast-check'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type RollingParagraph,
  type RollingText,
  type Run,
} from '#app/domain/basics/rolling.ts'
import { paragraph, proposalBy } from '#tests/builders/rolling.ts'

const codes = ['MEX', 'CAN', 'BRA', 'JAM']
const delegation = fc.constantFrom(...codes)
const words = fc.constantFrom(
  'to see ',
  'and ',
  'all',
  '[shall]',
  '[',
  ']',
  ' of them; ',
  'é<&> ',
  '3/',
  '\uF0B7',
  'x',
)
const strikers = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string[]>([]) },
  { weight: 2, arbitrary: fc.uniqueArray(delegation, { minLength: 1, maxLength: 3 }) },
)
const authors = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string[]>([]) },
  { weight: 2, arbitrary: fc.uniqueArray(delegation, { minLength: 1, maxLength: 2 }) },
)
const stretch = fc.record({ words, authors, strikers, breaks: fc.boolean() })

const by = (code: string, kind: string, at: number): Attribution => proposalBy(code, `${kind}${at}`, at)

const runOf = (
  {
    words,
    authors,
    strikers,
    breaks,
  }: { words: string; authors: string[]; strikers: string[]; breaks: boolean },
  at: number,
): Run => ({
  text: authors.length > 0 && breaks ? `${words}${PARAGRAPH_BREAK}${words}` : words,
  first: `1:${at * 100}`,
  insertions: authors.map((code, depth) => by(code, `i${depth}-`, at)),
  strikes: strikers.filter((code) => code !== authors.at(-1)).map((code) => by(code, 's', at)),
})

const paragraphOf = fc.record({
  runs: fc.array(stretch, { minLength: 1, maxLength: 6 }),
  proposed: fc.option(delegation, { freq: 4 }),
  removals: strikers,
  merges: fc.oneof(
    { weight: 5, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.uniqueArray(delegation, { minLength: 1, maxLength: 2 }) },
  ),
})

/** Rolling texts of plain paragraphs with proposals of every kind, four delegations at once. */
export const rollingTexts: fc.Arbitrary<RollingText> = fc
  .array(paragraphOf, { minLength: 1, maxLength: 6 })
  .map((all) => ({
    literalBrackets: [],
    paragraphs: all.map(({ runs, proposed, removals, merges }, at): RollingParagraph => {
      const own = proposed ? by(proposed, 'new', at) : null
      return paragraph('', {
        id: own?.id ?? `p${at}`,
        kind: 'text',
        proposed: own,
        removals: removals.filter((code) => code !== proposed).map((code) => by(code, 'out', at)),
        merges: merges.map((code) => by(code, 'join', at)),
        runs: runs.map(runOf).map((run) => (own ? { ...run, insertions: [own, ...run.insertions] } : run)),
      })
    }),
  }))
