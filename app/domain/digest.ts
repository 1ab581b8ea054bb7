import type { ParagraphId } from './paragraph.ts'
import type { RecordEntry } from './record.ts'
import { paragraphsOf } from './record-filter.ts'
import type { ProposalId } from './rolling.ts'

/** What an entry is to somebody who was away. */
export type ChangeKind = 'proposed' | 'withdrawn' | 'decided' | 'said' | 'other'

const kinds: Readonly<Record<string, ChangeKind>> = {
  tabled: 'proposed',
  table: 'proposed',
  withdrawn: 'withdrawn',
  comment: 'said',
  reply: 'said',
  'resolve-thread': 'said',
  'reopen-thread': 'said',
  supported: 'said',
  'support-withdrawn': 'said',
  'take-position': 'said',
  'leave-position': 'said',
  dissociate: 'said',
  associate: 'said',
  'set-rationale': 'said',
  fill: 'decided',
  accept: 'decided',
  decline: 'decided',
  consolidate: 'decided',
  'bracket-proposal': 'decided',
  'bracket-passage': 'decided',
  'bracket-paragraph': 'decided',
  unbracket: 'decided',
  'mark-literal': 'decided',
  'pick-alternative': 'decided',
  'merge-alternatives': 'decided',
  'to-alternatives': 'decided',
  'apply-chair-words': 'decided',
  'add-paragraph': 'decided',
  'remove-paragraph': 'decided',
  'move-paragraph': 'decided',
  'split-paragraph': 'decided',
  'join-paragraph': 'decided',
  'set-kind': 'decided',
  'set-status': 'decided',
  undo: 'decided',
}

export const changeKind = (what: string): ChangeKind => kinds[what] ?? 'other'

/** What happened to one paragraph, or (null) to the draft as a whole. */
export type ChangedParagraph = {
  paragraph: ParagraphId | null
  /** Its number when that was last written down; null when it never was. */
  label: string | null
  counts: Readonly<Record<ChangeKind, number>>
  /** Newest first. */
  entries: readonly RecordEntry[]
}

/**
 * Sums up entries by paragraph: those in `order` (the text as it is read now) first, then paragraphs that are gone,
 * then what concerns no paragraph. An entry about several stands at each. One that names its proposals only stands
 * where these were tabled, as far as `known` entries tell.
 */
export function digestOf(
  entries: readonly RecordEntry[],
  order: readonly ParagraphId[],
  known: readonly RecordEntry[] = entries,
): ChangedParagraph[] {
  const newest = [...entries].sort((a, b) => b.number - a.number)
  const tabled = new Map<ProposalId, ParagraphId[]>(
    known
      .filter(({ what }) => what === 'tabled')
      .map((entry) => [String(entry.detail.proposal), paragraphsOf(entry)]),
  )
  const groups = new Map<ParagraphId | null, RecordEntry[]>()
  for (const entry of newest) {
    const named = paragraphsOf(entry)
    const places = named.length > 0 ? named : placesOf(entry, tabled, order)
    for (const place of places.length > 0 ? places : [null])
      groups.set(place, [...(groups.get(place) ?? []), entry])
  }
  const placeOf = new Map(order.map((id, at) => [id, at]))
  const rank = (id: ParagraphId | null) => (id === null ? Infinity : (placeOf.get(id) ?? order.length))
  return [...groups]
    .sort(([a], [b]) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
    .map(([paragraph, group]) => ({
      paragraph,
      label: paragraph === null ? null : labelIn(group, paragraph),
      counts: countsOf(group),
      entries: group,
    }))
}

/** Where the proposals stand that an entry names; a proposed paragraph is a place itself. */
function placesOf(
  { detail: { proposal, proposals } }: RecordEntry,
  tabled: ReadonlyMap<ProposalId, ParagraphId[]>,
  order: readonly ParagraphId[],
): ParagraphId[] {
  const named = [proposal, ...(Array.isArray(proposals) ? (proposals as unknown[]) : [])].map(String)
  const places = named.flatMap((id) => [...(tabled.get(id) ?? []), ...(order.includes(id) ? [id] : [])])
  return [...new Set(places)]
}

function labelIn(entries: readonly RecordEntry[], paragraph: ParagraphId): string | null {
  for (const { detail } of entries) {
    const label = (detail.labels as Record<string, unknown> | undefined)?.[paragraph]
    if (typeof label === 'string') return label
  }
  return null
}

function countsOf(entries: readonly RecordEntry[]): Record<ChangeKind, number> {
  const counts = { proposed: 0, withdrawn: 0, decided: 0, said: 0, other: 0 }
  for (const { what } of entries) counts[changeKind(what)]++
  return counts
}
