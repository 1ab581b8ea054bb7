import type { ParagraphId } from '../basics/paragraph.ts'
import type { ProposalId } from '../basics/rolling.ts'
import { labelsOfEntry, paragraphsOf, proposalsIn, type RecordEntry } from './entry.ts'
import { changeKinds, isDeed, traitsOf, type ChangeKind } from './kinds.ts'

const changeOf = ({ what }: RecordEntry): ChangeKind => (what === 'unknown' ? 'other' : traitsOf(what).change)

/** What happened to one paragraph, or (null) to the draft as a whole. */
export type ChangedParagraph = {
  paragraph: ParagraphId | null
  /** Its number when that was last written down; null when it never was. */
  label: string | null
  counts: Readonly<Record<ChangeKind, number>>
  /** The latest ones, newest first. */
  entries: readonly RecordEntry[]
  /** How many there are. */
  total: number
}

/** Entries kept of each paragraph. */
export const DIGEST_SHOWN = 12

type Group = {
  label: string | null
  counts: Record<ChangeKind, number>
  entries: RecordEntry[]
  total: number
}

/**
 * Sums up entries by paragraph, however many: they are taken in order, and only the latest of each paragraph are kept.
 * An entry about several stands at each. One that names its proposals only stands where these were tabled or stand.
 */
export class Digest {
  private readonly groups = new Map<ParagraphId | null, Group>()
  private readonly places: Map<ProposalId, readonly ParagraphId[]>

  /**
   * @param order the text as it is read now
   * @param standing where proposals stand that were tabled before the first entry
   */
  constructor(
    private readonly order: readonly ParagraphId[],
    standing: ReadonlyMap<ProposalId, ParagraphId> = new Map(),
  ) {
    this.places = new Map([...standing].map(([id, paragraph]) => [id, [paragraph]]))
  }

  /** Where an entry stands; entries that one does not want told are known by it all the same. */
  private placesOf(entry: RecordEntry): readonly (ParagraphId | null)[] {
    const named = paragraphsOf(entry)
    const places = named.length > 0 ? this.standing(entry, named) : placesOf(entry, this.places, this.order)
    return places.length > 0 ? places : [null]
  }

  /** What is said about a proposal names it as its subject, among paragraphs: it stands where the proposal does. */
  private standing(entry: RecordEntry, named: readonly string[]): readonly ParagraphId[] {
    const isHere = (id: string) => this.order.includes(id)
    const places = named.flatMap((id) => (isHere(id) ? [id] : (this.places.get(id) ?? [id])))
    const paragraphs = places.filter((id) => isHere(id) || labelIn(entry, id) !== null)
    return [...new Set(paragraphs.length > 0 ? paragraphs : places)]
  }

  /** Takes the next entry in order of number. `isTold` is false for what somebody did oneself. */
  take(entry: RecordEntry, isTold: boolean): void {
    if (entry.what === 'tabled') this.places.set(entry.detail.proposal, paragraphsOf(entry))
    if (!isTold || !isDeed(entry)) return
    for (const place of this.placesOf(entry)) {
      const group = this.groups.get(place) ?? { label: null, counts: noCounts(), entries: [], total: 0 }
      group.label = (place === null ? null : labelIn(entry, place)) ?? group.label
      group.counts[changeOf(entry)]++
      group.total++
      group.entries.push(entry)
      if (group.entries.length > 2 * DIGEST_SHOWN) group.entries.splice(0, DIGEST_SHOWN)
      this.groups.set(place, group)
    }
  }

  /** Paragraphs of the text first, in its order, then those that are gone, then what concerns none. */
  changed(): ChangedParagraph[] {
    const placeOf = new Map(this.order.map((id, at) => [id, at]))
    const rank = (id: ParagraphId | null) => (id === null ? Infinity : (placeOf.get(id) ?? this.order.length))
    return [...this.groups]
      .sort(([a], [b]) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
      .map(([paragraph, { entries, ...group }]) => ({
        paragraph,
        ...group,
        entries: entries.slice(-DIGEST_SHOWN).reverse(),
      }))
  }
}

const noCounts = () => Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>

/** Where the proposals stand that an entry names; a proposed paragraph is a place itself. */
function placesOf(
  entry: RecordEntry,
  tabled: ReadonlyMap<ProposalId, readonly ParagraphId[]>,
  order: readonly ParagraphId[],
): ParagraphId[] {
  const places = proposalsIn(entry).flatMap((id) => [
    ...(tabled.get(id) ?? []),
    ...(order.includes(id) ? [id] : []),
  ])
  return [...new Set(places)]
}

const labelIn = (entry: RecordEntry, paragraph: ParagraphId): string | null =>
  labelsOfEntry(entry)[paragraph] ?? null
