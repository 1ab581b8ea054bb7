import type * as Y from 'yjs'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Move, ProposalId, RollingText } from '#app/domain/basics/rolling.ts'
import { isMarkOfBehalf } from './behalf-mark.ts'
import { entryOfTime } from './tabled-at.ts'
import { EntryIndex, layerNames } from './entry-index.ts'
import { renderParagraph, type BaseParagraph, type Rendered } from './render-paragraph.ts'
import {
  ROOM_ROOTS,
  delegationOfLayer,
  readEntry,
  type Entry,
  type MoveEntry,
  type ParagraphEntry,
} from './schema.ts'

export type Change = { paragraphs: ReadonlySet<ParagraphId>; order: boolean }
type YType = Y.Transaction['changed'] extends Map<infer T, unknown> ? T : never

const LAST = '~' // after every fractional position

/**
 * The document read as one text: base and layers, paragraph by paragraph, each rendered when asked and
 * kept until something in it changes. Layers of delegations that join later are taken in as they come.
 */
export class Layers {
  readonly base: Y.Map<BaseParagraph>
  private current: EntryIndex | null = null
  private rendered = new Map<ParagraphId, Rendered>()
  private ordered: ParagraphId[] | null = null
  /** The same, to ask whether one is there. */
  private inOrder: ReadonlySet<ParagraphId> | null = null
  private readonly listeners = new Set<(change: Change) => void>()
  private readonly rootNames = new Map<unknown, string>()
  private readonly onTransaction = (transaction: Y.Transaction) => this.take(transaction)

  constructor(readonly doc: Y.Doc) {
    for (const root of ROOM_ROOTS) doc.getMap(root)
    this.base = doc.getMap('base')
    this.learnRoots()
    doc.on('afterTransaction', this.onTransaction)
  }

  destroy() {
    this.doc.off('afterTransaction', this.onTransaction)
    this.listeners.clear()
  }

  /** Tells which paragraphs look different after each transaction. Returns the way to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private get index(): EntryIndex {
    this.current ??= new EntryIndex(this.doc)
    return this.current
  }

  get entries(): ReadonlyMap<ProposalId, Entry> {
    return this.index.entries
  }

  get pending(): EntryIndex {
    return this.index
  }

  /** Base, proposed and orphaned paragraphs in reading order. */
  order(): readonly ParagraphId[] {
    if (this.ordered) return this.ordered
    const places: [position: string, id: ParagraphId][] = []
    this.base.forEach((paragraph, id) => {
      if (paragraph.get('status') !== 'withdrawn') places.push([paragraph.get('position') as string, id])
    })
    for (const [id, entry] of this.index.entries)
      if (entry.kind === 'paragraph' && !this.base.has(id) && this.isShown(entry))
        places.push([this.positionIn(entry), id])
    for (const id of this.index.orphaned) places.push([LAST, id])
    places.sort(([a, idA], [b, idB]) => (a < b ? -1 : a > b ? 1 : idA < idB ? -1 : 1))
    this.ordered = places.map(([, id]) => id)
    this.inOrder = null
    return this.ordered
  }

  /** A withdrawn proposal of a paragraph stays as long as others' words stand in it. */
  private isShown(entry: ParagraphEntry): boolean {
    return !entry.withdrawn || (this.index.byParagraph.get(entry.attribution.id)?.insertions.length ?? 0) > 0
  }

  private positionIn({ attribution, position }: ParagraphEntry): string {
    return this.index.relocations.positions.get(attribution.id) ?? position
  }

  /** Fractional position; empty when nothing in the text has one. */
  positionOf(id: ParagraphId): string {
    const base = this.base.get(id)
    if (base) return base.get('position') as string
    const entry = this.index.entries.get(id)
    if (entry?.kind === 'paragraph') return this.positionIn(entry)
    const last = this.order().findLast((other) => !this.index.orphaned.has(other)) // orphaned ones stand at the end
    return last === undefined || last === id ? '' : this.positionOf(last)
  }

  paragraph(id: ParagraphId): Rendered | null {
    const known = this.rendered.get(id)
    if (known) return known
    const made = renderParagraph(this.index, this.base.get(id), id, (move) => this.placeOf(move))
    if (made) this.rendered.set(id, made)
    return made
  }

  rolling(): RollingText {
    const paragraphs = this.order().flatMap((id) => this.paragraph(id)?.paragraph ?? [])
    return { paragraphs, literalBrackets: [...this.doc.getMap('literal').keys()] }
  }

  /** Behind which paragraph a move puts its own now: what it names may have left the text, its place has not. */
  placeOf({ paragraph, after }: MoveEntry): Pick<Move, 'after' | 'lost'> {
    const order = this.order()
    this.inOrder ??= new Set(order)
    if (after === null || this.inOrder.has(after)) return { after }
    const place = (this.base.get(after)?.get('position') as string | undefined) ?? this.positionOf(paragraph)
    const before = order.findLast(
      (id) => id !== paragraph && !this.index.orphaned.has(id) && this.positionOf(id) < place,
    )
    return { after: before ?? null, lost: true }
  }

  /**
   * Builds the index anew inside a transaction, for whoever edits step by step (the room's decisions).
   * Listeners hear of it when the transaction ends.
   */
  refresh(): void {
    this.current = null
    this.rendered.clear()
    this.ordered = null
  }

  private take(transaction: Y.Transaction) {
    if (transaction.changed.size === 0) return
    const isNewLayer = this.learnRoots()
    const isWatched = this.listeners.size > 0
    if (!isWatched && !this.current) return this.refresh() // nobody looks: built when somebody asks
    const touched = new Touched()
    touched.rebuild = isNewLayer
    for (const [type, keys] of transaction.changed) this.note(type, keys, touched)
    if (touched.fresh.some((entry) => this.index.missed.has(entry.attribution.id))) touched.rebuild = true
    if (touched.rebuild && !isWatched) return this.refresh()
    if (touched.rebuild) this.rebuild(touched)
    else this.addFresh(touched)
    for (const id of touched.entries)
      for (const paragraph of this.paragraphsOf(id)) touched.paragraphs.add(paragraph)
    for (const id of touched.paragraphs) this.rendered.delete(id)
    if (touched.order) this.ordered = null
    for (const listener of this.listeners) listener({ paragraphs: touched.paragraphs, order: touched.order })
  }

  private addFresh(touched: Touched) {
    if (touched.fresh.length === 0) return
    this.index.add(touched.fresh)
    touched.order = true
    for (const entry of touched.fresh) touched.entries.add(entry.attribution.id)
  }

  private note(type: YType, keys: Set<string | null>, touched: Touched) {
    const path = pathOf(type)
    const root = this.rootNames.get(path.root) ?? ''
    const delegation = delegationOfLayer(root)
    if (root === 'base') this.noteBase(path.keys, keys, touched)
    else if (root === 'carried' || root === 'decided') touched.rebuild = true
    else if (root === 'floor') for (const key of keys) this.noteFloor(key, touched)
    else if (root === 'literal') for (const id of this.order()) touched.paragraphs.add(id)
    else if (delegation !== null) this.noteLayer(path, keys, touched)
  }

  private noteBase([id]: string[], keys: Set<string | null>, touched: Touched) {
    if (id !== undefined) {
      touched.paragraphs.add(id)
      if (['position', 'status', 'number', 'kind', 'level'].some((key) => keys.has(key))) touched.order = true
      if (keys.has('status') && this.index.moves.length > 0) touched.rebuild = true // one may have named it
      return
    }
    touched.order = touched.rebuild = true
    for (const key of keys) if (key !== null) touched.paragraphs.add(key)
  }

  private noteFloor(key: string | null, touched: Touched) {
    if (isMarkOfBehalf(key)) touched.rebuild = true
    const dated = entryOfTime(key)
    if (dated === null) return
    this.index.dateAnew(dated)
    touched.entries.add(dated)
  }

  private noteLayer({ root, keys: [id, part] }: Path, keys: Set<string | null>, touched: Touched) {
    if (id === undefined) {
      for (const key of keys) {
        const value = key === null ? undefined : (root as Y.Map<unknown>).get(key)
        const entry = key === null || this.index.entries.has(key) ? null : readEntry(key, value)
        const isDecided = key !== null && this.doc.getMap('decided').has(key)
        // A new one is taken in by itself, unless others already stand in it (they came first).
        if (entry && !isDecided && !this.index.orphaned.has(entry.attribution.id)) touched.fresh.push(entry)
        else if (!isDecided) touched.rebuild = true
      }
    } else if (part === 'text') touched.entries.add(id)
    else touched.rebuild = true
  }

  private rebuild(touched: Touched) {
    const before = this.index
    this.current = new EntryIndex(this.doc)
    touched.order = true
    for (const id of before.byParagraph.keys()) touched.paragraphs.add(id)
    for (const id of this.index.byParagraph.keys()) touched.paragraphs.add(id)
  }

  /** Where a proposal stands now: one paragraph, or all in which it strikes words. Empty when it is not pending. */
  paragraphsOf(id: ProposalId): ParagraphId[] {
    const entry = this.index.entries.get(id)
    if (!entry) return []
    if (entry.kind === 'paragraph') return [id]
    if (entry.kind === 'insertion') return [this.index.paragraphOf([id, 0, 0])]
    if (entry.kind === 'support') return this.paragraphsOf(entry.proposal)
    if (entry.kind !== 'deletion') return [entry.paragraph]
    return [...(this.index.strikesIn.get(id) ?? [])]
  }

  /** Root types must be known before use; a delegation that joins mid-way brings a new one. */
  private learnRoots(): boolean {
    const before = this.rootNames.size
    if (before === this.doc.share.size) return false
    for (const name of [...ROOM_ROOTS, ...layerNames(this.doc)])
      this.rootNames.set(this.doc.getMap(name), name)
    return this.rootNames.size > before
  }
}

class Touched {
  readonly paragraphs = new Set<ParagraphId>()
  readonly entries = new Set<ProposalId>()
  readonly fresh: Entry[] = []
  order = false
  rebuild = false
}

type Path = { root: unknown; keys: string[] }

function pathOf(type: YType): Path {
  const keys: string[] = []
  let at: YType = type
  while (at._item !== null) {
    if (at._item.parentSub !== null) keys.unshift(at._item.parentSub)
    at = at._item.parent as YType
  }
  return { root: at, keys }
}
