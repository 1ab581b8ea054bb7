// How long a paper takes to write: 100 paragraphs with 300 proposals of four delegations.
//
//     npx tsx tests/bench/docx.ts
import { writeDocx } from '#app/exchange/docx/write-docx.ts'
import { writePlainText } from '#app/exchange/text/write-plain-text.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { paperOf } from '#tests/exchange/papers.ts'
import { print, timed, type Figure } from './figures.ts'

const RUNS = 60
const WORDS =
  'to strengthen cooperation among states of origin transit destination and return with due regard for '

const lines = Array.from({ length: 100 }, (_, at) => {
  const words = WORDS.repeat(3)
  return (
    `OP ${at + 1} (ad-referendum 2024-04-09): To urge [all][some] states ${words}` +
    `{+MEX#i${at}@${at}:in a spirit of {-CAN,BRA#s${at}:shared -}responsibility +}${words}${words}`
  )
})
const text = rollingText(['F: THE GENERAL ASSEMBLY,', 'F: RESOLVES:', ...lines].join('\n'))

const proposals = new Set(
  text.paragraphs.flatMap(({ runs }) =>
    runs.flatMap(({ insertions, strikes }) => [...insertions, ...strikes].map(({ id }) => id)),
  ),
)

async function figureOf(what: string, goal: number, write: () => { length: number }): Promise<Figure> {
  const samples = await timed(RUNS, write)
  const note = `${write().length} bytes; the first time ${samples[0]!.toFixed(0)} ms`
  return { what, unit: 'ms', samples, goal, note }
}

print(`Writing a paper (${text.paragraphs.length} paragraphs, ${proposals.size} proposals)`, [
  await figureOf('rolling .docx', 50, () => writeDocx(paperOf(text))),
  await figureOf('clean .docx', 50, () => writeDocx(paperOf(text, { view: 'clean' }))),
  await figureOf('rolling text', 50, () => writePlainText(paperOf(text))),
])
