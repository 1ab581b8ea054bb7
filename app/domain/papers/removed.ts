import type { DelegationCode } from '../basics/actor.ts'
import { tokensOf } from '../basics/compare-words.ts'
import { charAfter } from '../basics/character.ts'
import type { ParagraphId, ParagraphStatus } from '../basics/paragraph.ts'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type CharId,
  type RollingParagraph,
  type RollingText,
  type Run,
} from '../basics/rolling.ts'
import { labelsOf } from '../numbering/numbering.ts'
import { keptIn, type Part, type Stretch } from './kept-words.ts'

/** Words that stood in a text, as base text or as a proposal, and stand nowhere in a later one. */
export type GoneWords = {
  text: string
  /** Whose proposal they were; null for base text. */
  of: DelegationCode | null
  /** Who had proposed to strike them. */
  struckBy: readonly DelegationCode[]
  /** What is left of the word that they were a part of: `organi`, `e` around an `s`. */
  around: readonly [before: string, behind: string]
}

/** What went from one paragraph. */
export type GoneFrom = {
  paragraph: ParagraphId
  /** The number that it had. */
  label: string
  /** The paragraph went itself. Its words may stand in others. */
  isGone: boolean
  /** Who had proposed the whole paragraph. */
  proposedBy: DelegationCode | null
  status: { from: ParagraphStatus; to: ParagraphStatus } | null
  words: GoneWords[]
}

/**
 * What went between two states of a text, in the order of the first: words, paragraphs, statuses. A word that stands
 * elsewhere, that became base text or stands in a bracket now did not go; nor did a bracket.
 */
export function removedBetween(before: RollingText, after: RollingText): GoneFrom[] {
  const was = new Map(before.paragraphs.map((paragraph) => [paragraph.id, paragraph]))
  const is = new Map(after.paragraphs.map((paragraph) => [paragraph.id, paragraph]))
  const left = before.paragraphs.filter((paragraph) => !hasSameWords(paragraph, is.get(paragraph.id)))
  const came = after.paragraphs.filter((paragraph) => !hasSameWords(paragraph, was.get(paragraph.id)))
  const lose = lostSince(charsIn(came))
  const lostOf = new Map(left.map((paragraph) => [paragraph.id, lose(paragraph)]))
  const parts = keptIn([...lostOf.values()].flat(), came.flatMap(freshSince(charsIn(left))))
  const labels = labelsOf(before.paragraphs)
  return before.paragraphs
    .map((paragraph) => ({
      paragraph: paragraph.id,
      label: labels[paragraph.id] ?? '',
      isGone: !is.has(paragraph.id),
      proposedBy: paragraph.proposed?.delegation ?? null,
      status: statusChange(paragraph, is.get(paragraph.id)),
      words: goneOf(paragraph, lostOf.get(paragraph.id) ?? [], parts),
    }))
    .filter(({ isGone, status, words }) => isGone || status !== null || words.length > 0)
}

/** Whether delegations can have done it by themselves: nothing went but words and paragraphs that they had proposed. */
export const isOfProposals = (gone: readonly GoneFrom[]): boolean =>
  gone.every(
    ({ isGone, proposedBy, status, words }) =>
      status === null && !(isGone && proposedBy === null) && words.every(({ of }) => of !== null),
  )

/**
 * What went between two states and is not among the words that are listed: nothing when a list accounts for all. It
 * counts letters, and so it holds whatever way the list was made.
 */
export function unaccounted(before: RollingText, after: RollingText, listed: readonly string[]): GoneFrom[] {
  const letters = (texts: readonly string[]) => texts.flatMap((text) => text.match(/[\p{L}\p{N}]/gu) ?? [])
  const missing = new Bag(letters(wordsOf(before)))
  missing.remove([...letters(wordsOf(after)), ...letters(listed)])
  if (missing.isEmpty) return []
  const known = new Bag(listed.flatMap(tokensOf))
  return removedBetween(before, after)
    .map((each) => ({
      ...each,
      words: each.words.filter(({ text }) => {
        const isKnown = known.remove(tokensOf(text))
        return !isKnown && letters([text]).some((letter) => missing.has(letter))
      }),
    }))
    .filter(({ words }) => words.length > 0)
}

const wordsOf = ({ paragraphs }: RollingText): string[] =>
  paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text))

/** Things, each as often as it was put in. */
class Bag {
  private readonly counts = new Map<string, number>()

  constructor(things: readonly string[]) {
    for (const thing of things) this.counts.set(thing, (this.counts.get(thing) ?? 0) + 1)
  }

  /** Whether they were all there. */
  remove(things: readonly string[]): boolean {
    let wereThere = true
    for (const thing of things) {
      wereThere &&= this.has(thing)
      this.counts.set(thing, (this.counts.get(thing) ?? 0) - 1)
    }
    return wereThere
  }

  has = (thing: string): boolean => (this.counts.get(thing) ?? 0) > 0

  get isEmpty(): boolean {
    return ![...this.counts.keys()].some(this.has)
  }
}

const hasSameWords = (one: RollingParagraph, other: RollingParagraph | undefined): boolean =>
  one === other ||
  (one.runs.length === other?.runs.length &&
    one.runs.every(({ first, text }, at) => first === other.runs[at]!.first && text === other.runs[at]!.text))

function statusChange(was: RollingParagraph, is: RollingParagraph | undefined): GoneFrom['status'] {
  return is && is.status !== was.status ? { from: was.status, to: is.status } : null
}

function charsIn(paragraphs: readonly RollingParagraph[]): Set<CharId> {
  const chars = new Set<CharId>()
  for (const { runs } of paragraphs)
    for (const { first, text } of runs)
      for (let at = 0; at < text.length; at++) chars.add(charAfter(first, at))
  return chars
}

/** Characters of one run that are not among the known ones; `at` is where they begin in it. */
type Lost = Stretch & { run: number; at: number }

const lostSince =
  (known: ReadonlySet<CharId>) =>
  ({ id, runs }: RollingParagraph): Lost[] =>
    runs.flatMap((each, run) => unknownIn(each, known).map((found) => ({ paragraph: id, run, ...found })))

/** The same of a whole paragraph: characters that stand beside each other belong together, whatever run they are in. */
const freshSince =
  (known: ReadonlySet<CharId>) =>
  ({ id, runs }: RollingParagraph): Stretch[] => {
    const stretches: Stretch[] = []
    let isOpen = false
    for (const run of runs) {
      for (const { at, text } of unknownIn(run, known)) {
        if (isOpen && at === 0) stretches.at(-1)!.text += text
        else stretches.push({ paragraph: id, text })
        isOpen = at + text.length === run.text.length
      }
      isOpen &&= !known.has(charAfter(run.first, run.text.length - 1)) && !run.text.endsWith(PARAGRAPH_BREAK)
    }
    return stretches
  }

/** Stretches of a run whose characters are not known, parted where the text is to be split. */
function unknownIn({ first, text }: Run, known: ReadonlySet<CharId>): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] === PARAGRAPH_BREAK || known.has(charAfter(first, at))) continue
    const last = found.at(-1)
    if (last && last.at + last.text.length === at) last.text += text[at]
    else found.push({ at, text: text[at]! })
  }
  return found
}

/** Words from a place in a run on, to a place in the same or a later one. */
type Piece = { run: number; at: number; text: string; lastRun: number; end: number }

function goneOf(
  { runs, proposed }: RollingParagraph,
  lost: readonly Lost[],
  parts: ReadonlyMap<Lost, Part[]>,
): GoneWords[] {
  const pieces: Piece[] = []
  for (const stretch of lost)
    for (const piece of piecesOf(stretch, parts.get(stretch)!)) {
      const last = pieces.at(-1)
      const between = last && blankBetween(runs, last, piece)
      if (last && typeof between === 'string')
        Object.assign(last, { text: last.text + between + piece.text, lastRun: piece.run, end: piece.end })
      else pieces.push(piece)
    }
  return pieces.flatMap((piece) => goneWords(runs, piece, proposed))
}

/** The parts that went; blanks between two of them went with them. */
function piecesOf({ run, at: from }: Lost, parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = []
  let [at, blank, isOpen] = [from, '', false]
  for (const { text, isKept } of parts) {
    const end = at + text.length
    if (text.trim() === '') blank += text
    else {
      if (!isKept && isOpen) Object.assign(pieces.at(-1)!, { text: pieces.at(-1)!.text + blank + text, end })
      else if (!isKept) pieces.push({ run, at, text, lastRun: run, end })
      isOpen = !isKept
      blank = ''
    }
    at = end
  }
  return pieces
}

/** The blanks between two pieces that are one, though what hangs on their words differs; null for others. */
function blankBetween(runs: readonly Run[], last: Piece, { run, at }: Piece): string | null {
  const [own, next] = [runs[last.lastRun]!, runs[run]!]
  if (run !== last.lastRun + 1 || sourceOf(own) !== sourceOf(next)) return null
  if (struckByOf(own).join() !== struckByOf(next).join()) return null
  const between = own.text.slice(last.end) + next.text.slice(0, at)
  return between.trim() === '' ? between : null
}

const sourceOf = ({ insertions }: Run) => insertions.at(-1)?.id ?? null
const struckByOf = ({ strikes }: Run): DelegationCode[] =>
  [...new Set(strikes.map(({ delegation }) => delegation))].sort()

/** Brackets are no words. */
function goneWords(runs: readonly Run[], piece: Piece, proposed: Attribution | null): GoneWords[] {
  const run = runs[piece.run]!
  const text = piece.text.replace(/[[\]]/g, ' ').replace(/\s+/g, ' ').trim()
  if (text === '') return []
  const by = run.insertions.at(-1) ?? proposed
  return [{ text, of: by?.delegation ?? null, struckBy: struckByOf(run), around: aroundOf(runs, piece) }]
}

const letters = String.raw`[\p{L}\p{M}\p{N}]`
const endsIn = new RegExp(`${letters}*$`, 'u')
const beginsWith = new RegExp(`^${letters}*`, 'u')
/** Runs, and characters of them, that are looked at on either side: a word is seldom in more. */
const NEAR = { runs: 12, characters: 60 }

/** What stands right before and behind in the same text: base text, or the same proposal. */
function aroundOf(runs: readonly Run[], { run, at, text, lastRun, end }: Piece): [string, string] {
  const source = sourceOf(runs[run]!)
  const own = (others: readonly Run[]) =>
    others
      .filter((each) => sourceOf(each) === source)
      .map((each) => each.text)
      .join('')
  const here = own(runs.slice(Math.max(0, run - NEAR.runs), run)) + runs[run]!.text.slice(0, at)
  const behind = runs[lastRun]!.text.slice(end) + own(runs.slice(lastRun + 1, lastRun + 1 + NEAR.runs))
  return [
    beginsWith.exec(text)![0] && endsIn.exec(here.slice(-NEAR.characters))![0],
    endsIn.exec(text.slice(-1))![0] && beginsWith.exec(behind)![0],
  ]
}
