import type { DelegationCode } from '#app/domain/basics/actor.ts'
import {
  arranged,
  arrivalsIn,
  calledIn,
  movesOf,
  namedPlace,
  type NamedPlace,
} from '#app/domain/text/move.ts'
import { numbersOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId, ParagraphKind, ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type ProposalId,
  type RollingParagraph,
  type RollingText,
  type Run,
  type View,
} from '#app/domain/basics/rolling.ts'
import { bracketsOf, isShown, runsOf } from '#app/domain/text/view.ts'
import { printedNumbers, type Paper } from './paper.ts'

/** A stretch of words of one paragraph on paper, with one history. */
export type Piece = {
  text: string
  /** Negotiated brackets, which stand out. */
  bold: boolean
  /** Around it, outermost first; the last one's delegation wrote the words. Empty in a clean text. */
  insertions: readonly Attribution[]
  /** Who would take the words away, by words or with the whole paragraph; the first one first. */
  strikes: readonly Attribution[]
}

/** That the paragraph would go elsewhere, or that another one would come behind it. */
export type MoveOf = { by: Attribution } & (
  { kind: 'away'; to: NamedPlace } | { kind: 'here'; /** What comes: "OP 3". */ name: string }
)

/** One paragraph on paper; built here only. A tracked break makes two of one. */
export type Block = {
  paragraph: ParagraphId
  /** 0 for the paragraph itself, 1 … for what a break made of its rest. */
  part: number
  /** No further part follows. */
  last: boolean
  kind: ParagraphKind
  level: number
  /** As printed before it. */
  number: string | null
  status: ParagraphStatus
  statusDate: string | null
  pieces: readonly Piece[]
  /** Who proposes the paragraph, or the break that ends it. */
  markInsertions: readonly Attribution[]
  /** Who would take its end away: with it, or to join the next paragraph to it. */
  markStrikes: readonly Attribution[]
  /** Who proposes its number, and who would take it away. */
  numberInsertion: Attribution | null
  numberStrikes: readonly Attribution[]
  supports: Readonly<Record<ProposalId, readonly DelegationCode[]>>
  /** Who would remove the whole paragraph. */
  removals: readonly Attribution[]
  /** Who would join it to the paragraph before. In Word not tracked where others would remove it. */
  joins: readonly Attribution[]
  /** Said in words: a paragraph on paper stands where it stands. */
  moves: readonly MoveOf[]
}

const byTime = (a: Attribution, b: Attribution): number => a.at - b.at || (a.id < b.id ? -1 : 1)

/** One strike a delegation; the earliest stands. */
function distinct(strikes: readonly Attribution[]): Attribution[] {
  const seen = new Set<DelegationCode>()
  return [...strikes].sort(byTime).filter(({ delegation }) => !seen.has(delegation) && seen.add(delegation))
}

/** The paragraphs that a paper has in its view. */
export const blocksOf = (paper: Pick<Paper, 'text' | 'labels' | 'view'>): Block[] =>
  paper.view === 'rolling' ? rollingBlocks(paper) : cleanBlocks(paper)

function rollingBlocks({ text, labels }: Pick<Paper, 'text' | 'labels'>): Block[] {
  const numbers = printedNumbers(text, labels)
  const bold = boldPlaces(text, 'rolling')
  const blocks = text.paragraphs.flatMap((paragraph) =>
    partsOf(
      paragraph,
      numbers[paragraph.id] ?? null,
      piecesOf(paragraph, paragraph.runs, bold.get(paragraph.id)),
    ),
  )
  joinMarks(blocks)
  moveRemarks(blocks, text, labels)
  return blocks
}

/**
 * In Word, a paragraph is joined to the one before it by taking the end of that one away; and of those that
 * are themselves to be removed between the two.
 */
function joinMarks(blocks: Block[]): void {
  blocks.forEach((block, at) => {
    const joined = block.joins
    if (at === 0 || joined.length === 0 || block.removals.length > 0) return
    block.numberStrikes = distinct([...block.numberStrikes, ...joined])
    for (let before = at - 1; before >= 0; before--) {
      const ending = blocks[before]!
      ending.markStrikes = distinct([...ending.markStrikes, ...joined])
      if (ending.removals.length === 0) break
    }
  })
}

/** Each move is said where the paragraph stands, and behind which other it would. */
function moveRemarks(blocks: readonly Block[], text: RollingText, labels: Paper['labels']): void {
  const say = (block: Block | undefined, move: MoveOf) => block && (block.moves = [...block.moves, move])
  const [first, last] = [new Map<ParagraphId | null, Block>(), new Map<ParagraphId | null, Block>()]
  for (const block of blocks) {
    if (block.part === 0) first.set(block.paragraph, block)
    last.set(block.paragraph, block)
  }
  for (const paragraph of text.paragraphs) {
    const own = first.get(paragraph.id)
    for (const { after, ...by } of movesOf(paragraph))
      say(own, { by, kind: 'away', to: namedPlace(text, labels, paragraph.id, after) })
  }
  for (const [place, arrivals] of arrivalsIn(text)) {
    const behind = last.get(place)
    for (const { move, paragraph } of arrivals)
      say(behind, {
        by: move,
        kind: 'here',
        name: calledIn(text, labels, paragraph),
      })
  }
}

function piecesOf(
  paragraph: RollingParagraph,
  runs: readonly Run[],
  bold: ReadonlySet<number> = new Set(),
): Piece[] {
  const { proposed, removals } = paragraph
  let offset = 0
  return runs.flatMap(({ text, insertions, strikes }) => {
    const whole = proposed && insertions[0]?.id !== proposed.id ? [proposed, ...insertions] : insertions
    const history = { insertions: whole, strikes: distinct([...strikes, ...removals]) }
    const cut = cutAtBrackets(text, offset, bold)
    offset += text.length
    return cut.map((piece) => ({ ...piece, ...history }))
  })
}

function cutAtBrackets(
  text: string,
  offset: number,
  bold: ReadonlySet<number>,
): { text: string; bold: boolean }[] {
  const pieces: { text: string; bold: boolean }[] = []
  let from = 0
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && bold.has(offset + at) === bold.has(offset + from)) continue
    pieces.push({ text: text.slice(from, at), bold: bold.has(offset + from) })
    from = at
  }
  return pieces
}

/** Offsets of the brackets that are negotiated, and of strays, by paragraph. */
function boldPlaces(text: RollingText, kind: 'rolling' | 'clean'): Map<ParagraphId, Set<number>> {
  const places = new Map<ParagraphId, Set<number>>()
  const { brackets, strays } = bracketsOf(text, { kind })
  const negotiated = brackets.filter(({ literal }) => literal === null)
  for (const { paragraph, offset } of [
    ...negotiated.flatMap(({ open, close }) => [open, close]),
    ...strays,
  ]) {
    const known = places.get(paragraph)
    if (known) known.add(offset)
    else places.set(paragraph, new Set([offset]))
  }
  return places
}

function partsOf(
  paragraph: RollingParagraph,
  number: string | null,
  pieces: readonly Piece[],
): (Block & { pieces: Piece[] })[] {
  const { proposed, removals, merges } = paragraph
  const parts: { pieces: Piece[]; end: Piece | null }[] = [{ pieces: [], end: null }]
  for (const piece of pieces) {
    piece.text.split(PARAGRAPH_BREAK).forEach((text, at) => {
      if (at > 0) {
        parts.at(-1)!.end = piece
        parts.push({ pieces: [], end: null })
      }
      if (text) parts.at(-1)!.pieces.push({ ...piece, text })
    })
  }
  return parts.map(({ pieces, end }, part) => ({
    ...frameOf(paragraph),
    part,
    last: end === null,
    number: part === 0 ? number : null,
    pieces,
    markInsertions: end ? end.insertions : proposed ? [proposed] : [],
    markStrikes: end ? end.strikes : distinct(removals),
    numberInsertion: proposed,
    numberStrikes: distinct(removals),
    removals: distinct(removals),
    joins: part === 0 ? distinct(merges) : [],
    moves: [],
  }))
}

const frameOf = ({ id, kind, level, status, statusDate, supports }: RollingParagraph) => ({
  paragraph: id,
  kind,
  level,
  status,
  statusDate,
  supports,
})

/** As `projectText` has it, moved paragraphs where they would stand. No number changes: what the proposals add takes "bis" until the chair renumbers. */
function cleanBlocks({ text, labels }: Pick<Paper, 'text' | 'labels'>): Block[] {
  const clean: View = { kind: 'clean' }
  const printed = printedNumbers(text, labels)
  const bold = boldPlaces(text, 'clean')
  const blocks: (Block & { pieces: Piece[] })[] = []
  for (const paragraph of arranged(text, clean).paragraphs) {
    if (!isShown(paragraph, clean)) continue
    const plain = { ...paragraph, proposed: null, removals: [], merges: [], supports: {} }
    const runs = runsOf(paragraph, clean).map((run) => ({ ...run, insertions: [], strikes: [] }))
    const parts = partsOf(plain, printed[paragraph.id] ?? null, piecesOf(plain, runs, bold.get(paragraph.id)))
    const before = blocks.at(-1)
    if (before && paragraph.merges.length > 0)
      for (const piece of parts.shift()?.pieces ?? []) before.pieces.push(piece)
    for (const part of parts) blocks.push(part)
  }
  return numberNewParts(blocks)
}

function numberNewParts(blocks: readonly Block[]): Block[] {
  const keyOf = ({ paragraph, part }: Block): string => `${paragraph}/${part}`
  const rows = blocks.map((block) => ({ ...block, id: keyOf(block), proposed: null }))
  const numbers = numbersOf(rows)
  return blocks.map((block) =>
    block.part > 0 && isNumbered(block.kind) ? { ...block, number: numbers[keyOf(block)] ?? null } : block,
  )
}

const isNumbered = (kind: ParagraphKind): boolean => kind === 'operative' || kind === 'subparagraph'
