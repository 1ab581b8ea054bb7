import { countBrackets } from '../brackets/bracket.ts'
import type { DelegationCode } from '../basics/actor.ts'
import type { Revision } from '../basics/draft.ts'
import {
  isNegotiated,
  type ParagraphId,
  type ParagraphKind,
  type ParagraphStatus,
} from '../basics/paragraph.ts'
import { proposalsOf, type Proposal } from './proposal.ts'
import type { RollingParagraph, RollingText } from '../basics/rolling.ts'
import { bracketsOf, textOf } from './view.ts'

/** A line of the outline. */
export type ParagraphSummary = {
  id: ParagraphId
  label: string
  kind: ParagraphKind
  level: number
  status: ParagraphStatus
  statusDate: string | null
  isProposed: boolean
  /** Negotiated pairs that open in it. */
  brackets: number
  strays: number
  proposals: number
  /** Its first words as it would read if adopted now. */
  excerpt: string
}

export type TextSummary = {
  /** Every paragraph, in reading order. */
  paragraphs: readonly ParagraphSummary[]
  /** Accepted paragraphs that carry a status, by status. */
  byStatus: Readonly<Record<ParagraphStatus, number>>
  /** Of those, the ones that are not closed. */
  openParagraphs: number
  brackets: number
  strays: number
  proposals: number
  /** Proposals of each delegation that has any, most first. */
  byDelegation: readonly { delegation: DelegationCode; proposals: number }[]
}

const excerptLength = 80

/** The counts that the outline, the dashboard and a revision show: all from one reading of the text. */
export function summarize(text: RollingText, labels: Readonly<Record<ParagraphId, string>>): TextSummary {
  const { pairs, strays, total } = countBrackets(bracketsOf(text, { kind: 'base' }))
  const proposals = new Map(text.paragraphs.map((paragraph) => [paragraph.id, proposalsOf(paragraph)]))
  const paragraphs = text.paragraphs.map((paragraph): ParagraphSummary => ({
    id: paragraph.id,
    label: labels[paragraph.id] ?? '',
    kind: paragraph.kind,
    level: paragraph.level,
    status: paragraph.status,
    statusDate: paragraph.statusDate,
    isProposed: paragraph.proposed !== null,
    brackets: pairs[paragraph.id] ?? 0,
    strays: strays[paragraph.id] ?? 0,
    proposals: proposals.get(paragraph.id)?.length ?? 0,
    excerpt: excerptOf(paragraph),
  }))
  const byStatus = countStatuses(text.paragraphs)
  return {
    paragraphs,
    byStatus,
    openParagraphs: byStatus.open + byStatus['under-discussion'],
    brackets: total,
    strays: paragraphs.reduce((sum, paragraph) => sum + paragraph.strays, 0),
    proposals: paragraphs.reduce((sum, paragraph) => sum + paragraph.proposals, 0),
    byDelegation: countDelegations([...proposals.values()].flat()),
  }
}

function excerptOf(paragraph: RollingParagraph): string {
  const clean = textOf(paragraph, { kind: 'clean' })
  const words = (clean || textOf(paragraph, { kind: 'rolling' })).replace(/\s+/g, ' ').trim()
  if (words.length <= excerptLength) return words
  const cut = words.slice(0, excerptLength)
  return `${cut.slice(0, cut.lastIndexOf(' ') > excerptLength / 2 ? cut.lastIndexOf(' ') : excerptLength)}…`
}

function countStatuses(paragraphs: readonly RollingParagraph[]): Record<ParagraphStatus, number> {
  const count = { open: 0, 'under-discussion': 0, 'ad-referendum': 0, agreed: 0, withdrawn: 0 }
  for (const { kind, proposed, status } of paragraphs) if (isNegotiated(kind) && !proposed) count[status]++
  return count
}

function countDelegations(
  proposals: readonly Proposal[],
): { delegation: DelegationCode; proposals: number }[] {
  const count = new Map<DelegationCode, number>()
  for (const { delegation } of proposals) count.set(delegation, (count.get(delegation) ?? 0) + 1)
  return [...count]
    .map(([delegation, proposals]) => ({ delegation, proposals }))
    .sort((a, b) => b.proposals - a.proposals || (a.delegation < b.delegation ? -1 : 1))
}

/** A point of the plot of brackets over revisions. */
export type PlotPoint = {
  /** Null for the text as it stands now. */
  revision: number | null
  brackets: number
  openParagraphs: number
  proposals: number
}

/** The revisions in order and, last, the text as it stands now. */
export const plotOf = (
  revisions: readonly Pick<Revision, 'number' | 'brackets' | 'openParagraphs' | 'proposals'>[],
  now: Pick<TextSummary, 'brackets' | 'openParagraphs' | 'proposals'>,
): PlotPoint[] => [
  ...revisions.map(({ number, brackets, openParagraphs, proposals }) => ({
    revision: number,
    brackets,
    openParagraphs,
    proposals,
  })),
  {
    revision: null,
    brackets: now.brackets,
    openParagraphs: now.openParagraphs,
    proposals: now.proposals,
  },
]
