import { firstWhere } from '../basics/character.ts'
import { proposalsOf, type Proposal } from '../text/proposal.ts'
import { PARAGRAPH_BREAK, type ProposalId, type RollingParagraph } from '../basics/rolling.ts'
import { insertionsWithin } from '../text/view.ts'

/** The words that a proposal stands on: null for the paragraph's own, else those of the proposal that it amends. */
export type TargetId = ProposalId | null

/** What one proposal does to one ground. Offsets count the characters of that ground alone. */
export type TargetedEdit = {
  ground: TargetId
  /** Struck, `[from, to)`, in order, apart from each other. */
  strikes: readonly Stretch[]
  /** Words that come in right before the character at `at`. */
  points: readonly { at: number; text: string }[]
}
export type Stretch = readonly [from: number, to: number]

/** A card of the margin with what it does to which words. */
export type TargetedProposal = { proposal: Proposal; touches: readonly TargetedEdit[] }

/** A paragraph taken apart: every ground's text, and every proposal's touches. */
export type Targets = { texts: ReadonlyMap<TargetId, string>; touching: readonly TargetedProposal[] }

type Draft = { strikes: [number, number][]; points: Map<ProposalId, { at: number; text: string }> }

/** Reads a paragraph once; linear in its runs and their marks. */
export function targetsOf(paragraph: RollingParagraph): Targets {
  const proposals = proposalsOf(paragraph)
  const cardOf = new Map<ProposalId, number>()
  proposals.forEach(({ ids }, card) => ids.forEach((id) => cardOf.set(id, card)))
  const drafts = proposals.map(() => new Map<TargetId, Draft>())
  const texts = new Map<TargetId, string>([[null, '']])
  const seen = new Set<ProposalId>()
  const draftOf = (id: ProposalId, ground: TargetId): Draft | null => {
    const card = cardOf.get(id)
    if (card === undefined) return null
    const known = drafts[card]!.get(ground)
    if (known) return known
    const made: Draft = { strikes: [], points: new Map() }
    drafts[card]!.set(ground, made)
    return made
  }
  for (const run of paragraph.runs) {
    const chain = insertionsWithin(paragraph, run).map(({ id }) => id)
    chain.forEach((id, depth) => {
      const ground = chain[depth - 1] ?? null
      if (!seen.has(id)) {
        seen.add(id)
        draftOf(id, ground)?.points.set(id, { at: (texts.get(ground) ?? '').length, text: '' })
      }
      if (depth !== chain.length - 1) return
      const point = draftOf(id, ground)?.points.get(id)
      if (point) point.text += run.text
    })
    const own = chain.at(-1) ?? null
    const from = (texts.get(own) ?? '').length
    texts.set(own, (texts.get(own) ?? '') + run.text)
    for (const { id } of run.strikes) extend(draftOf(id, own)?.strikes, from, from + run.text.length)
  }
  const touching = proposals.map((proposal, card) => ({
    proposal,
    touches: [...drafts[card]!].map(([ground, { strikes, points }]) => ({
      ground,
      strikes,
      points: [...points.values()],
    })),
  }))
  return { texts, touching }
}

function extend(stretches: [number, number][] | undefined, from: number, to: number) {
  const last = stretches?.at(-1)
  if (last && last[1] === from) last[1] = to
  else stretches?.push([from, to])
}

/** Letters of scripts that part their words by blanks; of others every character is a word of its own. */
const letter = /[\p{L}\p{M}\p{N}_]/u
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}]/u
const isLetter = (char: string | undefined): boolean =>
  char !== undefined && letter.test(char) && !unspaced.test(char)

/** Whether the place before `at` is in the middle of a word. */
const isInsideWord = (text: string, at: number): boolean => isLetter(text[at - 1]) && isLetter(text[at])

/** The stretch, grown until it cuts no word. */
export function wholeWords(text: string, [from, to]: Stretch): Stretch {
  while (isInsideWord(text, from)) from--
  while (isInsideWord(text, to)) to++
  return [from, to]
}

/** A ground's text, asked for many of its words: every letter is looked at once. */
export class GroundWords {
  private readonly starts = new Map<number, number>()
  private readonly ends = new Map<number, number>()
  private breaks: readonly number[] | null = null

  constructor(readonly text: string) {}

  /** {@link wholeWords}. */
  whole([from, to]: Stretch): Stretch {
    return [
      isInsideWord(this.text, from) ? this.wordAround(from)[0] : from,
      isInsideWord(this.text, to) ? this.wordAround(to)[1] : to,
    ]
  }

  private wordAround(at: number): Stretch {
    const known = this.starts.get(at)
    if (known !== undefined) return [known, this.ends.get(known)!]
    const [start, end] = wholeWords(this.text, [at, at])
    for (let inside = start + 1; inside < end; inside++) this.starts.set(inside, start)
    this.ends.set(start, end)
    return [start, end]
  }

  /** Whether a paragraph breaks within the stretch. */
  breaksIn([from, to]: Stretch): boolean {
    this.breaks ??= [...this.text.matchAll(EACH_BREAK)].map(({ index }) => index)
    const next = this.breaks[firstWhere(this.breaks, (at) => at >= from)]
    return next !== undefined && next < to
  }

  /**
   * The words that a proposal changes: those that it strikes, whole where it strikes a part only, and those that its
   * new letters grow together with ("ir" before "regular"). In order, apart from each other.
   */
  changed({ strikes, points }: TargetedEdit): Stretch[] {
    const { text } = this
    const isOwn = (at: number) => (strikes[firstWhere(strikes, ([, to]) => to > at)]?.[0] ?? Infinity) <= at
    const grown = points.flatMap(({ at, text: words }): Stretch[] => {
      const left = at > 0 && !isOwn(at - 1) && isLetter(text[at - 1]) && isLetter(words[0])
      const right = !isOwn(at) && isLetter(text[at]) && isLetter(words.at(-1))
      const isSplit = isInsideWord(text, at) && !isOwn(at - 1) && !isOwn(at)
      if (!left && !right && !isSplit) return []
      return [this.whole([left || isSplit ? at - 1 : at, right || isSplit ? at + 1 : at])]
    })
    return apart([...strikes.map((stretch) => this.whole(stretch)), ...grown])
  }
}

const EACH_BREAK = new RegExp(PARAGRAPH_BREAK, 'g')

/** What the stretches cover, in order; those that overlap are one. */
function apart(stretches: readonly Stretch[]): Stretch[] {
  const made: [number, number][] = []
  for (const [from, to] of [...stretches].sort(([a], [b]) => a - b)) {
    const last = made.at(-1)
    if (last && from < last[1]) last[1] = Math.max(last[1], to)
    else made.push([from, to])
  }
  return made
}
