import { writeDocx } from '#app/exchange/docx/write-docx.ts'
import { writePlainText } from '#app/exchange/text/write-plain-text.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { paperOf } from '#tests/exchange/papers.ts'

/**
 * How long a paper takes to write: 100 paragraphs with 300 proposals of four delegations.
 *
 *     npx tsx tests/bench/docx.ts
 */
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

function measure(name: string, write: () => { length: number }): void {
  const times: number[] = []
  let size = 0
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    size = write().length
    times.push(performance.now() - start)
  }
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor((RUNS - 1) * share)] ?? NaN).toFixed(1)
  console.log(
    `${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, first ${(times[0] ?? NaN).toFixed(0)} ms, ${size} bytes`,
  )
}

const proposals = text.paragraphs.flatMap(({ runs }) =>
  runs.flatMap(({ insertions, strikes }) => [...insertions, ...strikes].map(({ id }) => id)),
)
console.log(`${text.paragraphs.length} paragraphs, ${new Set(proposals).size} proposals`)
measure('rolling .docx', () => writeDocx(paperOf(text)))
measure('clean .docx', () => writeDocx(paperOf(text, { view: 'clean' })))
measure('rolling text', () => writePlainText(paperOf(text)))
