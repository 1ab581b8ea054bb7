import { writeDate } from '#app/domain/basics/date.ts'
import { trimmed } from '#app/domain/consolidation/alternatives.ts'
import type { Attribution } from '#app/domain/basics/rolling.ts'
import { blocksOf, type Block, type Piece } from '../blocks.ts'
import { paperWords } from '../paper-words.ts'
import { nameOf, recordLine, statusNoteOf, symbolLines, type Paper } from '../paper.ts'
import { isFootnotesHeading } from './forms.ts'

const RIGHT = 64
const RULE = '________'

/**
 * The paper as plain text, a paragraph a line, in the form that `readPlainText` reads: reading it gives the same
 * paragraphs again. What is proposed stands in the words of brackets, as it does on paper:
 * `[MEXICO: safe]`, `and [CANADA, BRAZIL: delete "and"]`.
 */
export function writePlainText(paper: Paper): string {
  const blocks = blocksOf(paper)
  const heading = blocks.findIndex((block) => block.kind === 'heading' && isFootnotesHeading(wordsOf(block)))
  const end = heading < 0 ? blocks.length : heading
  const before = blocks.slice(0, end)
  const notes = before.filter(({ kind }) => kind === 'footnote')
  const lines = [
    ...bodyLines(
      paper,
      before.filter(({ kind }) => kind !== 'footnote'),
    ),
    ...(notes.length > 0 ? [[RULE, ...notes.map((note, at) => noteLine(paper, note, at))].join('\n')] : []),
    ...blocks
      .slice(end)
      .map((block, at) =>
        block.kind === 'footnote' ? noteLine(paper, block, at - 1) : lineOf(paper, block),
      ),
  ]
  const last = recordLine(paper)
  return [symbolBlock(paper), titleOf(paper), ...lines, ...(last ? [last] : [])].join('\n\n') + '\n'
}

const wordsOf = ({ pieces }: Block): string => pieces.map(({ text }) => text).join('')

function symbolBlock(paper: Paper): string {
  const { originalLanguage, date } = paper.header
  const organ = paper.organ.name[originalLanguage].toLocaleUpperCase(originalLanguage)
  return symbolLines(paper, writeDate(date, originalLanguage))
    .map(
      (line, at) => (at === 0 ? organ.padEnd(Math.max(RIGHT, organ.length + 3)) : ' '.repeat(RIGHT)) + line,
    )
    .join('\n')
}

const titleOf = ({ header: { title, statusLine, originalLanguage } }: Paper): string =>
  [title.toLocaleUpperCase(originalLanguage), statusLine.trim()].filter(Boolean).join('\n\n')

/** With the fixed lines of the organ, if the text has none of its own. */
function bodyLines(paper: Paper, blocks: readonly Block[]): string[] {
  const language = paper.header.originalLanguage
  const bare = blocks.length > 0 && !blocks.some(({ kind }) => kind === 'formula')
  const operative = blocks.findIndex(({ kind }) => kind === 'operative')
  const lines = blocks.flatMap((block, at) => [
    ...(bare && at === operative ? [paperWords[language].resolves] : []),
    lineOf(paper, block),
  ])
  return bare ? [paper.organ.formula[language], ...lines] : lines
}

function lineOf(paper: Paper, block: Block): string {
  const { level, status, statusDate } = block
  const note =
    paper.view === 'clean' || !block.last
      ? ''
      : statusNoteOf(status, statusDate, paper.header.originalLanguage)
  return ' '.repeat(5 * level) + [label(block), words(paper, block), note].filter(Boolean).join(' ')
}

function label({ kind, number }: Block): string {
  if (number === null) return ''
  if (kind === 'preambular') return `PP${number}.`
  if (kind === 'subparagraph' && /[)\]]$/.test(number)) return number
  return kind === 'text' ? number : `${number}.`
}

const noteLine = (paper: Paper, block: Block, at: number): string =>
  `${block.number ?? at + 1}. ${words(paper, block)}`

/** The words, with each proposal in a bracket that names who made it. */
function words(paper: Paper, block: Block): string {
  const { join, deleteParagraph, move, here } = paperWords[paper.header.originalLanguage]
  const { markInsertions, pieces } = block
  const proposed = block.part === 0 ? block.numberInsertion : null
  const remarks = [
    ...(block.part === 0 ? block.removals : []).map((by) => ({ by, text: deleteParagraph })),
    ...block.joins.map((by) => ({ by, text: join })),
    ...block.moves.map((each) => ({
      by: each.by,
      text: each.kind === 'away' ? move(each.to) : here(each.name),
    })),
  ]
  const written = stretches(block, proposed).map((stretch) => writeStretch(paper, stretch))
  const broken = !block.last && markInsertions.length > 0 ? ' ¶' : ''
  const all = written.join('').trim() + broken
  const whole = proposed && pieces.length > 0 ? `[${capitals(paper, [proposed])}: ${all}]` : all
  return [whole, ...remarks.map(({ by, text }) => `[${capitals(paper, [by])}: ${text}]`)].join(' ')
}

type Stretch = { text: string; insertions: readonly Attribution[]; strikes: readonly Attribution[] }

/** Pieces with one history together; without what concerns the whole paragraph, which is said once. */
function stretches({ pieces, removals }: Block, proposed: Attribution | null): Stretch[] {
  const found: Stretch[] = []
  for (const piece of pieces) {
    const insertions = piece.insertions.filter(({ id }) => id !== proposed?.id)
    const strikes = piece.strikes.filter(({ delegation }) =>
      removals.every((by) => by.delegation !== delegation),
    )
    const last = found.at(-1)
    if (last && same(last.insertions, insertions) && same(last.strikes, strikes)) last.text += piece.text
    else found.push({ text: piece.text, insertions, strikes })
  }
  return found
}

const same = (one: Piece['strikes'], other: Piece['strikes']): boolean =>
  one.length === other.length && one.every(({ id }, at) => id === other[at]?.id)

/** White space at the ends stays outside the brackets. */
function writeStretch(paper: Paper, { text, insertions, strikes }: Stretch): string {
  const { lead, words: core, trail } = trimmed(text)
  if (!core) return text
  const author = insertions.at(-1)
  const own = author ? `[${capitals(paper, [author])}: ${core}]` : core
  const word = paperWords[paper.header.originalLanguage].delete
  const struck = strikes.length > 0 ? ` [${capitals(paper, strikes)}: ${word} "${core}"]` : ''
  return lead + own + struck + trail
}

const capitals = (paper: Paper, all: readonly Attribution[]): string =>
  all
    .map(({ delegation }) => nameOf(paper, delegation).toLocaleUpperCase(paper.header.originalLanguage))
    .join(', ')
