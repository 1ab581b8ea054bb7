import { countBrackets, type BracketCount } from '#app/domain/brackets/bracket.ts'
import { bracketsReaching } from '#app/domain/brackets/bracket-reach.ts'
import { isNegotiated, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { proposalsOf, type Proposal } from '#app/domain/text/proposal.ts'
import type { RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { bracketsOf, textOf } from '#app/domain/text/view.ts'
import type { Progress } from '#app/ui/kit/progress.tsx'
import { hangingNumbers, type Labels } from '#app/display/labels.ts'

export type OutlineEntry = {
  id: ParagraphId
  number: string
  /** First words, without brackets. */
  words: string
  status: ParagraphStatus
  level: number
  brackets: number
  /** Brackets that open in an earlier paragraph and are still open here. */
  reached: number
  proposals: number
}

export type OutlineSection = {
  key: string
  kind: 'preamble' | 'operative' | 'notes' | 'other'
  /** Where a heading opens the section; it is negotiated like a paragraph. */
  heading: OutlineEntry | null
  entries: OutlineEntry[]
}

const sectionOf = ({ kind }: RollingParagraph): OutlineSection['kind'] =>
  kind === 'preambular'
    ? 'preamble'
    : kind === 'operative' || kind === 'subparagraph'
      ? 'operative'
      : kind === 'footnote'
        ? 'notes'
        : 'other'

const known = new WeakMap<RollingParagraph, readonly Proposal[]>()

/** `proposalsOf`, worked out once for a paragraph that has not changed. */
export function proposalsOn(paragraph: RollingParagraph): readonly Proposal[] {
  const before = known.get(paragraph)
  if (before) return before
  const proposals = proposalsOf(paragraph)
  known.set(paragraph, proposals)
  return proposals
}

/** "RECALLING ALSO the …" → "Recalling also the …" */
const withoutCapitals = (text: string): string =>
  text.replace(
    /^\p{Lu}[\p{Lu}'’-]{3,}(?: \p{Lu}[\p{Lu}'’-]+)*(?=[\s,:;]|$)/u,
    (opener) => opener.charAt(0) + opener.slice(1).toLowerCase(),
  )

/** First words of a paragraph, as many as fit a line of the outline. */
export function firstWords(paragraph: RollingParagraph, limit = 60): string {
  const base = textOf(paragraph, { kind: 'base' }).trim() || textOf(paragraph, { kind: 'rolling' }).trim()
  const plain = withoutCapitals(
    base
      .replace(/\]\s*\[/g, ' / ')
      .replace(/[[\]]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  return plain.length > limit ? plain.slice(0, limit).replace(/\s\S*$/, '') : plain
}

/** The text as a list of its negotiated paragraphs, in the sections of the form or under their headings. */
export function outlineOf(text: RollingText, labels: Labels, counts: BracketsSeen): OutlineSection[] {
  const numbers = hangingNumbers(text.paragraphs, labels)
  const sections: OutlineSection[] = []
  for (const paragraph of text.paragraphs) {
    if (!isNegotiated(paragraph.kind)) continue
    const entry = entryOf(paragraph, numbers.get(paragraph.id) ?? '', counts)
    const current = sections.at(-1)
    const kind = sectionOf(paragraph)
    if (paragraph.kind === 'heading') {
      sections.push({ key: paragraph.id, kind, heading: entry, entries: [] })
    } else if (current && (current.kind === kind || (current.heading !== null && kind !== 'notes'))) {
      current.entries.push(entry)
    } else {
      sections.push({ key: paragraph.id, kind, heading: null, entries: [entry] })
    }
  }
  return sections
}

const entryOf = (paragraph: RollingParagraph, number: string, counts: BracketsSeen): OutlineEntry => ({
  id: paragraph.id,
  number,
  words: firstWords(paragraph),
  status: paragraph.status,
  level: paragraph.kind === 'subparagraph' ? Math.max(1, paragraph.level) : 0,
  brackets: (counts.pairs[paragraph.id] ?? 0) + (counts.strays[paragraph.id] ?? 0),
  reached: counts.reached[paragraph.id]?.length ?? 0,
  proposals: proposalsOn(paragraph).length,
})

/** How far the text is. */
export function progressOf(text: RollingText, counts: BracketsSeen): Progress {
  const negotiated = text.paragraphs.filter(({ kind, proposed }) => isNegotiated(kind) && !proposed)
  const having = (status: ParagraphStatus) => negotiated.filter((each) => each.status === status).length
  return {
    agreed: having('agreed'),
    adReferendum: having('ad-referendum'),
    total: negotiated.length,
    brackets: counts.total,
    proposals: text.paragraphs.reduce((sum, paragraph) => sum + proposalsOn(paragraph).length, 0),
  }
}

/** What the outline tells of brackets. */
export type BracketsSeen = BracketCount & { reached: ReturnType<typeof bracketsReaching> }

/** Brackets of the base text, as the dashboard and a revision count them. */
export function bracketCounts(text: RollingText): BracketsSeen {
  const tree = bracketsOf(text, { kind: 'base' })
  return { ...countBrackets(tree), reached: bracketsReaching(text.paragraphs, tree) }
}
