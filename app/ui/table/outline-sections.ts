import { countBrackets, type BracketCount } from '#app/domain/bracket.ts'
import { isNegotiated, type ParagraphId, type ParagraphStatus } from '#app/domain/paragraph.ts'
import { proposalsOf, type Proposal } from '#app/domain/proposal.ts'
import type { RollingParagraph, RollingText } from '#app/domain/rolling.ts'
import { bracketsOf, textOf } from '#app/domain/view.ts'
import { hangingNumbers, type Labels } from '../rolling/labels.ts'

export type OutlineEntry = {
  id: ParagraphId
  number: string
  /** First words, without brackets. */
  words: string
  status: ParagraphStatus
  level: number
  brackets: number
  proposals: number
}

export type OutlineSection = {
  key: string
  kind: 'preamble' | 'operative' | 'notes' | 'other'
  /** The heading's own words, where a heading opens the section. */
  heading: string | null
  entries: OutlineEntry[]
}

export type Progress = {
  agreed: number
  adReferendum: number
  /** Paragraphs that are negotiated one by one. */
  total: number
  brackets: number
  proposals: number
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

const isText = ({ kind }: RollingParagraph) => isNegotiated(kind) && kind !== 'heading'

/** "RECALLING ALSO the …" → "Recalling also the …" */
const withoutCapitals = (text: string): string =>
  text.replace(
    /^\p{Lu}[\p{Lu}'’-]{3,}(?: \p{Lu}[\p{Lu}'’-]+)*(?=[\s,:;]|$)/u,
    (opener) => opener.charAt(0) + opener.slice(1).toLowerCase(),
  )

/** First words of a paragraph, as many as fit a line of the outline. */
export function firstWords(paragraph: RollingParagraph, limit = 60): string {
  const base = textOf(paragraph, { kind: 'base' }).trim() || textOf(paragraph, { kind: 'rolling' }).trim()
  const plain = withoutCapitals(base.replace(/[[\]]/g, '').replace(/\s+/g, ' ').trim())
  return plain.length > limit ? plain.slice(0, limit).replace(/\s\S*$/, '') : plain
}

/** The text as a list of its negotiated paragraphs, in the sections of the form or under their headings. */
export function outlineOf(text: RollingText, labels: Labels, counts: BracketCount): OutlineSection[] {
  const numbers = hangingNumbers(text.paragraphs, labels)
  const sections: OutlineSection[] = []
  const open = (kind: OutlineSection['kind'], heading: string | null, key: string) => {
    const section: OutlineSection = { key, kind, heading, entries: [] }
    sections.push(section)
    return section
  }
  let current: OutlineSection | null = null
  for (const paragraph of text.paragraphs) {
    if (paragraph.kind === 'heading') {
      current = open('other', firstWords(paragraph), paragraph.id)
      continue
    }
    if (!isText(paragraph)) continue
    const kind = sectionOf(paragraph)
    const fits = current && (current.kind === kind || (current.heading !== null && kind !== 'notes'))
    const section: OutlineSection = current && fits ? current : open(kind, null, paragraph.id)
    current = section
    section.entries.push({
      id: paragraph.id,
      number: numbers.get(paragraph.id) ?? '',
      words: firstWords(paragraph),
      status: paragraph.status,
      level: paragraph.kind === 'subparagraph' ? Math.max(1, paragraph.level) : 0,
      brackets: (counts.pairs[paragraph.id] ?? 0) + (counts.strays[paragraph.id] ?? 0),
      proposals: proposalsOn(paragraph).length,
    })
  }
  return sections.filter(({ entries }) => entries.length > 0)
}

/** How far the text is. */
export function progressOf(text: RollingText, counts: BracketCount): Progress {
  const negotiated = text.paragraphs.filter(isText)
  const having = (status: ParagraphStatus) => negotiated.filter((each) => each.status === status).length
  return {
    agreed: having('agreed'),
    adReferendum: having('ad-referendum'),
    total: negotiated.length,
    brackets: counts.total,
    proposals: text.paragraphs.reduce((sum, paragraph) => sum + proposalsOn(paragraph).length, 0),
  }
}

export const bracketCounts = (text: RollingText): BracketCount =>
  countBrackets(bracketsOf(text, { kind: 'rolling' }))
