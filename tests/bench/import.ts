// How long a long text takes to read.
//
//     npx tsx tests/bench/import.ts
import { repairCharacters } from '#app/exchange/text/characters.ts'
import { reassemble } from '#app/exchange/text/imported-text.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'
import { print, timed, type Figure } from './figures.ts'
import { genevaText, ownText, type LongText } from './texts.ts'

const RUNS = 9

function read(source: string) {
  const result = readPlainText(source)
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value
}

async function figureOf({ name, source }: LongText): Promise<Figure> {
  const samples = await timed(RUNS, () => read(source))
  const text = read(source)
  const { paragraphs, flags, counts } = text
  if (reassemble(text) !== repairCharacters(source).text.replace(/\s+/gu, ''))
    throw new Error(`${name}: characters were lost`)
  const note =
    `${counts.words} words, ${paragraphs.length} paragraphs, ${counts.brackets + counts.citations} pairs of ` +
    `brackets, ${flags.length} flags; no character lost; the first time ${samples[0]!.toFixed(0)} ms`
  return { what: name, unit: 'ms', samples, note }
}

const texts = [genevaText(), ownText()].filter((text) => text !== null)
print('Reading a long text', await Promise.all(texts.map(figureOf)))
