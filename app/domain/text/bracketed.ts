import type { DelegationCode } from '../basics/actor.ts'
import { charAfter } from '../basics/character.ts'
import { calledIn, familyOf, movesOf, namedPlace, type NamedPlace } from './move.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type RollingParagraph,
  type RollingText,
  type Run,
} from '../basics/rolling.ts'

type NameOf = (delegation: DelegationCode) => string

/** How what is proposed on a whole paragraph is said in brackets. */
export type BracketSaying = {
  /** As the text writes it: "MEXICO". */
  nameOf: NameOf
  labels: Readonly<Record<ParagraphId, string>>
  /** "move after OP 5"; `hasFamily`: subparagraphs go with it. */
  move(to: NamedPlace, hasFamily: boolean): string
  /** "join to OP 2" */
  join(to: string): string
}

/** What stands for words that a delegation would have out. */
const NOTHING = '—'

/**
 * The text with each pending proposal as an alternative in brackets, as papers show what is not agreed:
 * `that [facilitate][JAMAICA: —][MEXICO: expand] the`. A paragraph that somebody would have elsewhere stands in its
 * place, with where it is to go beside it: `[To urge …][MEXICO: move after OP 5]`. Words keep their identity, so that
 * brackets marked as literal stay so; what the brackets say has none. No proposal is left in it.
 */
export const bracketedText = (text: RollingText, saying: BracketSaying): RollingText => ({
  ...text,
  paragraphs: text.paragraphs.map((paragraph, at) => ({
    ...paragraph,
    proposed: null,
    removals: [],
    merges: [],
    moves: [],
    supports: {},
    runs: [...joins(text, at, saying), ...bracketed(text, paragraph, saying)],
  })),
})

function bracketed(text: RollingText, paragraph: RollingParagraph, saying: BracketSaying): Run[] {
  const { nameOf } = saying
  const { proposed, removals, runs } = paragraph
  const own = proposed ? runs.map((run) => without(run, proposed.id)) : runs
  const words = alternatives(own, { nameOf, depth: 0 })
  const put = proposed ? inBrackets(words, { by: [proposed], nameOf }) : words
  const moves = movedElsewhere(text, paragraph, saying)
  if (removals.length + moves.length === 0) return put
  return [...inBrackets(put, { out: removals, nameOf }), ...moves]
}

/** Where a paragraph would go, a bracket a place. */
function movedElsewhere(text: RollingText, paragraph: RollingParagraph, saying: BracketSaying): Run[] {
  const { nameOf, labels, move } = saying
  const moves = movesOf(paragraph)
  return [...new Set(moves.map(({ after }) => after))].map((after) => {
    const place = namedPlace(text, labels, paragraph.id, after)
    const by = names(
      moves.filter((each) => each.after === after),
      nameOf,
    )
    return said(`[${by}: ${move(place, familyOf(text.paragraphs, paragraph.id).length > 1)}]`)
  })
}

/** Who would join a paragraph to the one before it: before its words. */
function joins(text: RollingText, at: number, { nameOf, labels, join }: BracketSaying): Run[] {
  const [paragraph, before] = [text.paragraphs[at]!, text.paragraphs[at - 1]]
  if (paragraph.merges.length === 0 || !before) return []
  return [said(`[${names(paragraph.merges, nameOf)}: ${join(calledIn(text, labels, before.id))}] `)]
}

const without = (run: Run, id: string): Run => ({
  ...run,
  insertions: run.insertions.filter((insertion) => insertion.id !== id),
})

const said = (text: string): Run => ({ text, first: '', insertions: [], strikes: [] })
const plain = ({ text, first }: Run): Run => ({
  text: text.replaceAll(PARAGRAPH_BREAK, '¶'),
  first,
  insertions: [],
  strikes: [],
})
const names = (by: readonly Attribution[], nameOf: NameOf): string =>
  [...new Set(by.map(({ delegation }) => delegation))].map(nameOf).join(', ')

/** Neighbours with the same key. */
function grouped(runs: readonly Run[], keyOf: (run: Run) => string): Run[][] {
  const groups: Run[][] = []
  let key: string | null = null
  for (const run of runs) {
    const group = groups.at(-1)
    const own = keyOf(run)
    if (group && own === key) group.push(run)
    else groups.push([run])
    key = own
  }
  return groups
}

function alternatives(runs: readonly Run[], at: { nameOf: NameOf; depth: number }): Run[] {
  const { nameOf, depth } = at
  const groups = grouped(runs, ({ insertions, strikes }) =>
    insertions[depth] ? `+${insertions[depth].id}` : `-${strikes.map(({ id }) => id).join()}`,
  )
  const instead = insteadOf(groups, depth)
  return groups.flatMap((group, place) => {
    const [run] = group
    const insertion = run?.insertions[depth]
    if (insertion)
      return inBrackets(alternatives(group, { nameOf, depth: depth + 1 }), { by: [insertion], nameOf })
    const strikes = run?.strikes ?? []
    if (strikes.length === 0) return group.map(plain)
    const out = strikes.filter(({ delegation }) => !instead[place]!.has(delegation))
    return inBrackets(group.map(plain), { out, nameOf })
  })
}

/** By place, who puts words of its own before or after what it strikes, with no word that stays between. */
function insteadOf(groups: readonly Run[][], depth: number): ReadonlySet<DelegationCode>[] {
  let found = new Set<DelegationCode>()
  return groups.map(([run]) => {
    const insertion = run!.insertions[depth]
    if (!insertion && run!.strikes.length === 0) found = new Set()
    if (insertion) found.add(insertion.delegation)
    return found
  })
}

type InBrackets = {
  /** Whose words these are; nobody's when they are the base's. */
  by?: readonly Attribution[]
  /** Who would have them out. */
  out?: readonly Attribution[]
  nameOf: NameOf
}

/** Blanks at the ends stay outside. Blanks alone stand without brackets. */
function inBrackets(runs: readonly Run[], { by = [], out = [], nameOf }: InBrackets): Run[] {
  const text = runs.map((run) => run.text).join('')
  if (text.trim() === '') return [...runs]
  const lead = text.length - text.trimStart().length
  const end = text.trimEnd().length
  return [
    ...cut(runs, 0, lead),
    said(by.length > 0 ? `[${names(by, nameOf)}: ` : '['),
    ...cut(runs, lead, end),
    said(out.length > 0 ? `][${names(out, nameOf)}: ${NOTHING}]` : ']'),
    ...cut(runs, end, text.length),
  ]
}

/** The runs between two offsets; a run cut off at its beginning starts at a later character of the same client. */
function cut(runs: readonly Run[], from: number, to: number): Run[] {
  let start = 0
  return runs.flatMap((run) => {
    const [begin, end] = [Math.max(from - start, 0), Math.min(to - start, run.text.length)]
    start += run.text.length
    if (begin >= end) return []
    return [
      {
        ...run,
        text: run.text.slice(begin, end),
        first: begin === 0 || run.first === '' ? run.first : charAfter(run.first, begin),
      },
    ]
  })
}
