import { existsSync, readFileSync } from 'node:fs'
import { repairCharacters } from '#app/exchange/text/characters.ts'
import { reassemble } from '#app/exchange/text/imported-text.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'

/**
 * How long a long text takes to read: one made here (54,000 words besides its numbers and status notes) and the Geneva text where it is at hand.
 *
 *     npx tsx tests/bench/import.ts
 */
const geneva = new URL('../../../shared/texts/geneva-negotiating-text-2015-02-12.txt', import.meta.url)
const RUNS = 9

/** A rolling text of so many words, hard-wrapped, with brackets, lists, notes of status and pages. */
function textOf(words: number): string {
  const lines = ['THE GENERAL ASSEMBLY,', '', 'RESOLVES:', '']
  let count = 3
  for (let n = 1; count < words; n++) {
    const text =
      `${n}. To urge member states [of origin, transit, destination and return] to [consider adopting][adopt] ` +
      `measures that [facilitate [, as appropriate,] regular pathways][MEXICO, CANADA: in accordance with national law], ` +
      `and to report on them by [X date], as paragraph ${n} of the work plan foresees, in full and on time: ` +
      `(AGREED AD REFERENDUM, 03/12/24)`
    const list = [
      'a. in reception centers, including access to [education and] health;',
      'b. at border crossings.',
    ]
    for (const each of [text, ...list]) {
      count += each.split(' ').length
      lines.push(...wrap(each, 100))
    }
    if (n % 12 === 0) lines.push('', String(n / 12), '', 'CIDI/CAM - item 3', '')
  }
  return lines.join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last && last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = last ? `${last} ${word}` : word
  }
  return lines
}

function measure(name: string, source: string): void {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    const result = readPlainText(source)
    times.push(performance.now() - start)
    if (!result.ok) throw new Error(result.refusal.kind)
    if (run > 0) continue
    const { paragraphs, flags, counts } = result.value
    const whole = reassemble(result.value) === repairCharacters(source).text.replace(/\s+/gu, '')
    console.log(
      `${name}: ${counts.words} words, ${paragraphs.length} paragraphs, ${counts.brackets + counts.citations} pairs of brackets, ` +
        `${flags.length} flags; ${whole ? 'no character lost' : 'CHARACTERS LOST'}`,
    )
  }
  const sorted = [...times].sort((a, b) => a - b)
  const median = sorted[Math.floor(RUNS / 2)] ?? NaN
  console.log(`  first ${(times[0] ?? NaN).toFixed(0)} ms, median ${median.toFixed(0)} ms of ${RUNS}`)
}

if (existsSync(geneva)) measure('Geneva text', readFileSync(geneva, 'utf8'))
else console.log('Geneva text: not at hand, skipped')
measure('text of our own', textOf(60_300))
