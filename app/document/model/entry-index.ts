import type * as Y from 'yjs'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { Relocations, type Path } from './relocations.ts'
import { parseCharId, sourceOf } from './characters.ts'
import { unrolled, type Unrolled } from './unrolled.ts'
import { isUnconfirmed } from './behalf-mark.ts'
import { tabledAt } from './tabled-at.ts'
import {
  RELOCATIONS,
  START,
  delegationOfLayer,
  layerName,
  readEntry,
  startOf,
  type Anchor,
  type DeletionEntry,
  type Entry,
  type InsertionEntry,
  type MoveEntry,
} from './schema.ts'

/** Where an insertion stands: right after `anchor`, among its neighbours by `path`. */
export type Standing = { entry: InsertionEntry; anchor: Anchor; path: Path }

/** Characters struck by one entry, as far as they stand in one paragraph. */
export type Struck = { client: number; clock: number; length: number; entry: DeletionEntry }

/** All that is pending on one paragraph. */
export type Pending = {
  insertions: Standing[]
  struck: Struck[]
  others: Entry[]
}

/**
 * Every pending entry of every layer, by the paragraph it touches *now*: decisions may have carried its
 * characters elsewhere since it was written. Built anew when entries come or go; text edits do not touch it.
 */
export class EntryIndex {
  readonly entries = new Map<ProposalId, Entry>()
  readonly byParagraph = new Map<ParagraphId, Pending>()
  /** Supported proposal → delegations, in the order of their layers. */
  readonly supports = new Map<ProposalId, DelegationCode[]>()
  /** Proposals to move a paragraph: what they say depends on which other paragraphs there are. */
  readonly moves: MoveEntry[] = []
  /** Paragraphs that lost their text while others' words stood in them: shown at the end, never lost. */
  readonly orphaned = new Set<ParagraphId>()
  readonly relocations: Relocations
  /** Texts that an anchor named and that were not there: if one comes (back), everything is placed anew. */
  readonly missed = new Set<string>()
  /** Where each deletion strikes words that there are. */
  readonly strikesIn = new Map<ProposalId, ReadonlySet<ParagraphId>>()
  private readonly standing = new Map<ProposalId, Standing | null>()
  /** The paragraph in which an insertion stands: what an anchor is found in stays what it is, else all is built anew. */
  private readonly homes = new Map<ProposalId, ParagraphId>()

  constructor(private readonly doc: Y.Doc) {
    this.relocations = new Relocations(doc.getMap(RELOCATIONS))
    const decided = doc.getMap('decided')
    for (const name of layerNames(doc)) {
      doc.getMap(name).forEach((value, id) => {
        const entry = decided.has(id) ? null : readEntry(id, value)
        if (entry) this.entries.set(id, this.marked(entry))
      })
    }
    for (const entry of this.entries.values()) this.place(entry)
  }

  private place(entry: Entry) {
    if (entry.kind === 'support') {
      const others = this.supports.get(entry.proposal) ?? []
      const { delegation } = entry.attribution
      if (!others.includes(delegation)) this.supports.set(entry.proposal, [...others, delegation].sort())
    } else if (entry.kind === 'insertion') {
      const standing = this.stand(entry)
      if (standing) this.pendingOn(this.paragraphOf(standing.anchor)).insertions.push(standing)
    } else if (entry.kind === 'deletion') this.placeStrikes(entry)
    else if (entry.kind === 'move') this.placeMove(entry)
    else
      this.pendingOn(entry.kind === 'paragraph' ? entry.attribution.id : entry.paragraph).others.push(entry)
  }

  private placeMove(entry: MoveEntry) {
    this.moves.push(entry)
    if (entry.after !== null && !this.isParagraph(entry.after)) this.missed.add(entry.after)
    this.pendingOn(entry.paragraph).others.push(entry)
  }

  private placeStrikes(entry: DeletionEntry) {
    const touched = new Set<ParagraphId>()
    entry.ranges.forEach((length, key) => {
      const char = parseCharId(key)
      if (!char) return
      const { client, clock } = char
      for (const range of this.relocations.resolveRange({ client, clock, length })) {
        const source = range.source ?? sourceOf(this.doc, range) ?? entry.paragraph
        const paragraph = this.paragraphOf([source, START, 0])
        touched.add(paragraph)
        this.pendingOn(paragraph).struck.push({ ...range, entry })
      }
    })
    if (touched.size === 0) this.pendingOn(entry.paragraph).others.push(entry)
    this.strikesIn.set(entry.attribution.id, touched)
  }

  private pendingOn(paragraph: ParagraphId): Pending {
    let pending = this.byParagraph.get(paragraph)
    if (!pending) this.byParagraph.set(paragraph, (pending = { insertions: [], struck: [], others: [] }))
    return pending
  }

  /** Adds entries that have just come, without building everything anew. */
  add(entries: readonly Entry[]) {
    for (const entry of entries) this.entries.set(entry.attribution.id, this.marked(entry))
    for (const entry of entries) this.place(entry)
  }

  private marked(entry: Entry): Entry {
    const { attribution } = entry
    if (isUnconfirmed(this.doc, attribution.id)) attribution.unconfirmed = true
    attribution.at = tabledAt(this.doc, attribution.id) ?? entry.at
    return entry
  }

  /** Reads again when an entry was tabled, which moves nothing. */
  dateAnew(id: ProposalId) {
    const entry = this.entries.get(id)
    if (entry) entry.attribution = { ...entry.attribution, at: tabledAt(this.doc, id) ?? entry.at }
  }

  isParagraph(source: string): boolean {
    return (
      (this.doc.getMap('base') as Y.Map<unknown>).has(source) ||
      this.entries.get(source)?.kind === 'paragraph'
    )
  }

  /** The text an anchor's source names, null when it is gone. */
  textOf(source: string): Y.Text | null {
    const base = (this.doc.getMap('base') as Y.Map<Y.Map<unknown>>).get(source)
    if (base) return base.get('text') as Y.Text
    const entry = this.entries.get(source)
    return entry?.kind === 'paragraph' || entry?.kind === 'insertion' ? entry.text : null
  }

  standingOf(id: ProposalId): Standing | null {
    return this.standing.get(id) ?? null
  }

  /** Resolves an insertion's anchor; falls back to the paragraph where its neighbour is gone. */
  private stand(entry: InsertionEntry): Standing | null {
    return unrolled(this.standingFor(entry))
  }

  private *standingFor(entry: InsertionEntry): Unrolled<Standing | null> {
    const id = entry.attribution.id
    const known = this.standing.get(id)
    if (known !== undefined) return known
    this.standing.set(id, null) // a ring of forged anchors ends here
    const path: Path = [[entry.order, id]]
    const candidates: Anchor[] = [entry.after, entry.fallback, startOf(entry.paragraph)]
    let found: Standing | null = null
    for (const candidate of candidates) {
      const place = this.relocations.resolve(candidate, path)
      const source = place.anchor[0]
      const holder = this.isParagraph(source) ? null : this.entries.get(source)
      const stands = holder?.kind === 'insertion' && (yield this.standingFor(holder)) !== null
      if (holder === null || stands) {
        found = { entry, ...place }
        break
      }
      this.missed.add(place.anchor[0])
    }
    if (!found) {
      this.orphaned.add(entry.paragraph)
      found = { entry, anchor: startOf(entry.paragraph), path }
    }
    this.standing.set(id, found)
    return found
  }

  /** The paragraph in which an anchor stands, through however many insertions. */
  paragraphOf([source]: Anchor): ParagraphId {
    const way = new Set<ProposalId>()
    let at = source
    while (!way.has(at)) {
      const home = this.homes.get(at)
      const entry = this.entries.get(at)
      const standing = home === undefined && entry?.kind === 'insertion' ? this.stand(entry) : null
      if (home !== undefined) at = home
      if (!standing) break
      way.add(at)
      at = standing.anchor[0]
    }
    for (const id of way) this.homes.set(id, at)
    return at
  }
}

/** Names of the layers in the document, in a fixed order, so that every client derives the same view. */
export function layerNames(doc: Y.Doc): string[] {
  return [...doc.share.keys()].filter((name) => delegationOfLayer(name) !== null).sort()
}

export const layerOfDelegation = (doc: Y.Doc, delegation: DelegationCode): Y.Map<Y.Map<unknown>> =>
  doc.getMap(layerName(delegation))
