import { parseBrackets } from '../brackets/bracket.ts'
import type { DelegationCode } from '../basics/actor.ts'
import { targetsOf, wholeWords, type TargetedProposal } from './targets.ts'
import type { ProposalId, RollingParagraph } from '../basics/rolling.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { baseText, cutAt, isBaseRun, type PreviewParagraph, type PreviewRun } from '../text/preview.ts'

/** One wording of a contested passage. */
export type Alternative = {
  /** Whose it is; empty for the words as they stand. */
  delegations: readonly DelegationCode[]
  /** The entries that it is made of. */
  proposals: readonly ProposalId[]
  /** Amendments of its words that are taken with them. */
  within: readonly ProposalId[]
  /** The entries whose words it writes: of several that say the same, the first one's. */
  written: readonly ProposalId[]
  /** As it reads, blanks at its ends included. */
  text: string
  /** The same in order: words of the base, and which entry's words. */
  pieces: readonly (string | { id: ProposalId })[]
}

/** A passage of the base text and the alternatives that are to stand in its place, in brackets side by side. */
export type ContestedPassage = {
  /** Offsets in the base text, `[from, to)`: whole words, and no pair of brackets is cut. */
  from: number
  to: number
  alternatives: readonly Alternative[]
}

export type PassageRefusal =
  /** They do not stand on the paragraph's own words, or nothing is left to stand in brackets. */
  | { kind: 'not-for-brackets' }
  /** A bracket that opens or closes in another paragraph would be written twice. */
  | { kind: 'bracket-without-partner' }

/** Which proposals are to stand in brackets. */
export type Bracketing = {
  proposals: ReadonlySet<ProposalId>
  /** Amendments of theirs that are taken with them. */
  within: ReadonlySet<ProposalId>
  /** The words as they stand are the first alternative. */
  keepsBase: boolean
}

/**
 * The passage that some proposals compete for, with an alternative for each delegation that wants another one; equal
 * ones are one in all their names.
 */
export function passageOf(
  paragraph: RollingParagraph,
  wanted: Bracketing,
): Result<ContestedPassage, PassageRefusal> {
  if (paragraph.proposed) return refuse({ kind: 'not-for-brackets' })
  const text = baseText(paragraph)
  const cards = targetsOf(paragraph).touching.filter(({ proposal }) =>
    proposal.ids.some((id) => wanted.proposals.has(id)),
  )
  const hull = hullOf(cards, text)
  if (!hull) return refuse({ kind: 'not-for-brackets' })
  return passageWithin(paragraph, wanted, nesting(text, ...hull))
}

/** {@link passageOf}, where it is known from where to where it goes. */
export function passageWithin(
  paragraph: RollingParagraph,
  { proposals: ids, within, keepsBase }: Bracketing,
  extent: { from: number; to: number },
): Result<ContestedPassage, PassageRefusal> {
  const { from, to } = extent
  const text = baseText(paragraph)
  if (parseBrackets([{ id: '', text: text.slice(from, to) }]).strays.length > 0)
    return refuse({ kind: 'bracket-without-partner' })
  const inside = regionOf(paragraph.runs, extent, ids)
  const proposed = alternativesOf(inside.runs, ids, within).filter(({ text }) => text.trim() !== '')
  const asItStands = text.slice(from, to)
  const isEmpty = asItStands.trim() === ''
  const alternatives = [
    ...(!isEmpty && (keepsBase || proposed.length === 0)
      ? [{ delegations: [], proposals: [], within: [], written: [], text: asItStands, pieces: [asItStands] }]
      : []),
    ...proposed,
  ]
  return alternatives.length > 0 ? accept({ from, to, alternatives }) : refuse({ kind: 'not-for-brackets' })
}

/** From the first word of the text that cards touch to the last, whole words; null where they cannot stand in brackets. */
export function hullOf(cards: readonly TargetedProposal[], text: string): readonly [number, number] | null {
  const all = cards.flatMap((each) => each.touches)
  // New words within another proposal's would be left behind.
  if (all.some(({ ground, points }) => ground !== null && points.length > 0)) return null
  const touches = all.filter(({ ground }) => ground === null)
  const ends = touches.flatMap(({ strikes, points }) => [...strikes.flat(), ...points.map(({ at }) => at)])
  if (ends.length === 0) return null
  const isCutting = touches.some(({ strikes }) => strikes.length > 0) || new Set(ends).size > 1
  const hull = ends.reduce(([from, to], end) => [Math.min(from, end), Math.max(to, end)] as const, [
    Infinity,
    -1,
  ] as readonly [number, number])
  return isCutting || isInWord(text, hull[0]) ? wholeWords(text, hull) : hull
}

const isInWord = (text: string, at: number): boolean => wholeWords(text, [at, at])[0] < at

/** Widens a stretch until every pair of brackets stands wholly within it or wholly outside. */
export function nesting(text: string, from: number, to: number): { from: number; to: number } {
  const { brackets } = parseBrackets([{ id: '', text }])
  for (let again = true; again;) {
    again = false
    for (const { open, close } of brackets) {
      const hasOpen = open.offset >= from && open.offset < to
      const hasClose = close.offset >= from && close.offset < to
      if (hasOpen === hasClose) continue
      from = Math.min(from, open.offset)
      to = Math.max(to, close.offset + 1)
      again = true
    }
  }
  return { from, to }
}

/** The runs of a passage: its base words and what its own proposals bring; others at its edges stay outside. */
export function regionOf<R extends PreviewRun | RollingParagraph['runs'][number]>(
  runs: readonly R[],
  { from, to }: { from: number; to: number },
  ids: ReadonlySet<ProposalId>,
): { start: number; end: number; all: readonly R[]; runs: readonly R[] } {
  const all = cutAt(runs, [from, to])
  let at = 0
  let [start, end] = [-1, -1]
  all.forEach((run, index) => {
    const isOwn = isBaseRun(run)
      ? at >= from && at < to
      : ids.has(run.insertions[0]?.id ?? '') && at >= from && at <= to
    if (isBaseRun(run)) at += run.text.length
    if (!isOwn) return
    if (start < 0) start = index
    end = index + 1
  })
  return { start, end, all, runs: all.slice(start, end) }
}

function alternativesOf(
  runs: RollingParagraph['runs'],
  ids: ReadonlySet<ProposalId>,
  within: ReadonlySet<ProposalId>,
): Alternative[] {
  const byDelegation = new Map<DelegationCode, Set<ProposalId>>()
  for (const { insertions, strikes } of runs)
    for (const { id, delegation } of [...insertions.slice(0, 1), ...strikes])
      if (ids.has(id))
        byDelegation.set(delegation, (byDelegation.get(delegation) ?? new Set<ProposalId>()).add(id))
  const byWords = new Map<string, Alternative>()
  for (const [delegation, own] of byDelegation) {
    const words = runs.filter(({ insertions }) =>
      insertions.every(({ id }, at) => (at === 0 ? own : within).has(id)),
    )
    const inner = words.flatMap((run) => [...run.insertions.slice(1), ...run.strikes]).map(({ id }) => id)
    const read = words.filter(({ strikes }) => !strikes.some(({ id }) => own.has(id) || within.has(id)))
    const text = read.map((run) => run.text).join('')
    const alternative: Alternative = {
      delegations: [delegation],
      proposals: [...own],
      within: [...new Set(inner.filter((id) => within.has(id)))],
      written: [...own],
      text,
      pieces: piecesOf(words.filter(({ strikes }) => !strikes.some(({ id }) => own.has(id)))),
    }
    const equal = byWords.get(text.trim())
    byWords.set(text.trim(), equal ? sharedBy(equal, alternative) : alternative)
  }
  return [...byWords.values()]
}

function piecesOf(runs: RollingParagraph['runs']): Alternative['pieces'] {
  const pieces: (string | { id: ProposalId })[] = []
  for (const { text, insertions } of runs) {
    const last = pieces.at(-1)
    const id = insertions[0]?.id
    if (id === undefined) {
      if (typeof last === 'string') pieces[pieces.length - 1] = last + text
      else pieces.push(text)
    } else if (typeof last !== 'object' || last.id !== id) pieces.push({ id })
  }
  return pieces
}

/** Two that read the same: written as the first one has it, in both names. */
const sharedBy = (first: Alternative, second: Alternative): Alternative => ({
  ...first,
  delegations: [...first.delegations, ...second.delegations],
  proposals: [...first.proposals, ...second.proposals],
})

/** `[MEXICO, CANADA: `; the names are as the text writes them. */
export const openingOf = (
  { delegations }: Pick<Alternative, 'delegations'>,
  nameOf: (delegation: DelegationCode) => string,
): string => (delegations.length > 0 ? `[${delegations.map(nameOf).join(', ')}: ` : '[')

/** A text between the blanks at its ends. */
export function trimmed(text: string): { lead: string; words: string; trail: string } {
  const words = text.trim()
  const lead = text.slice(0, text.length - text.trimStart().length)
  return { lead, words, trail: words === '' ? '' : text.slice(text.trimEnd().length) }
}

/** What writing a passage as alternatives makes of the paragraph. The first alternative stands where the words stood. */
export function bracketing(
  paragraph: PreviewParagraph,
  passage: ContestedPassage,
  nameOf: (delegation: DelegationCode) => string,
): PreviewParagraph {
  const ids = new Set(passage.alternatives.flatMap(({ proposals }) => proposals))
  const { start, end, all, runs } = regionOf(paragraph.runs, passage, ids)
  const stretches = passage.alternatives.map((alternative, at) => {
    const own = new Set(alternative.proposals)
    const written = new Set([...alternative.written, ...alternative.within])
    const words = runs
      .filter((run) => {
        const [outer] = run.insertions
        if (run.strikes.some(({ id }) => own.has(id) || written.has(id))) return false
        if (!outer) return true
        return written.has(outer.id) || (at === 0 && !ids.has(outer.id))
      })
      .map((run): PreviewRun => {
        const insertions = run.insertions.filter(({ id }) => !written.has(id))
        return isBaseRun(run) && at > 0
          ? { ...run, insertions: [], strikes: [], origin: { kind: 'repeated' } }
          : { ...run, insertions }
      })
    return bracketed(words, alternative.delegations, openingOf(alternative, nameOf))
  })
  return { ...paragraph, runs: [...all.slice(0, start), ...stretches.flat(), ...all.slice(end)] }
}

/** Brackets around the base words of these runs; blanks at the ends stay outside. */
function bracketed(
  runs: readonly PreviewRun[],
  delegations: readonly DelegationCode[],
  opening: string,
): PreviewRun[] {
  const text = baseText({ runs })
  const { lead, words } = trimmed(text)
  const [from, to] = [lead.length, lead.length + words.length]
  const mark = (sign: string): PreviewRun => ({
    text: sign,
    first: '',
    insertions: [],
    strikes: [],
    origin: { kind: 'bracket', delegations },
  })
  const cut = cutAt(runs, [from, to])
  const out: PreviewRun[] = []
  let at = 0
  for (const run of cut) {
    if (isBaseRun(run) && at === from) out.push(mark(opening))
    out.push(run)
    if (!isBaseRun(run)) continue
    at += run.text.length
    if (at === to) out.push(mark(']'))
  }
  return out
}
