import * as Y from 'yjs'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import type { DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import { limits } from '#app/domain/basics/limits.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { amountsIn, type Amounts } from '../model/amounts.ts'
import { faultInNumbers, faultOf, sizeOf } from './entry-faults.ts'
import { UPDATE_LIMIT, fallenWords, freshIn, unfitness, type Written } from './incoming.ts'
import { layerNames } from '../model/entry-index.ts'
import { contentOf, erasedIn, touchedEntries, type Erased } from './layer-changes.ts'
import {
  delegationOf,
  layerName,
  readEntry,
  type Entry,
  type MoveEntry,
  type YEntry,
} from '../model/schema.ts'
import { Typing } from './typing.ts'
import { untouched, type DelegationWriter, type Verdict, type Violation, type Writer } from './verdict.ts'

/** Of one delegation, pending in all of the draft. */
const ENTRIES_LIMIT = 5_000
/** Of one delegation for one paragraph, pending: colleagues at once, and one who changes its mind without a line. */
const MOVES_LIMIT = 20

/**
 * Checks every update of a delegation: its own client ids, its own layer, whole and well-formed entries
 * whose headers never change. Most of it shows before an update is applied; what only the whole entry can tell
 * is verified after, and on such a violation whoever holds the document reads it anew from the log.
 */
export class Guard {
  /** Header of every entry, as first seen. */
  private readonly headers = new Map<ProposalId, string>()
  /** Of withdrawn ones: an undo may bring one back, word for word, also one that a colleague had tabled. */
  private readonly gone = new Map<ProposalId, { header: string; content: string }>()

  /** A refused update has been applied: the document must be read anew. */
  isSpoiled = false

  private readonly amounts: Amounts

  constructor(private readonly doc: Y.Doc) {
    const layers = layerNames(doc).map((name) => doc.getMap<YEntry>(name))
    for (const layer of layers)
      layer.forEach((entry, id) => entry instanceof Y.Map && this.headers.set(id, headerOf(entry)))
    this.amounts = amountsIn(layers, (id) => this.isDecided(id))
    doc
      .getMap('decided')
      .observe(({ keysChanged }) => keysChanged.forEach((id) => id !== null && this.recount(id)))
  }

  /** The room itself added or deleted entries. */
  learn(delegation: DelegationCode, id: ProposalId): void {
    const entry = this.doc.getMap<YEntry>(layerName(delegation)).get(id)
    if (entry) {
      this.headers.set(id, headerOf(entry))
      this.amounts.change(id, entry)
      return
    }
    this.headers.delete(id)
    this.amounts.drop(id)
  }

  /** What is decided counts no longer, and again when the decision is taken back. */
  private recount(id: ProposalId) {
    const entry = this.doc.getMap<YEntry>(layerName(delegationOf(id))).get(id)
    if (entry && !this.isDecided(id)) this.amounts.change(id, entry)
    else this.amounts.drop(id)
  }

  private isDecided(id: ProposalId): boolean {
    return this.doc.getMap('decided').has(id)
  }

  /** Takes in plain typing, of many people at once, without the long way of `take`. */
  typing(): Typing {
    return new Typing(
      this.doc,
      (id) => this.headers.has(id),
      (id, text) => this.amounts.type(id, text),
    )
  }

  /**
   * Applies and verifies one update. What is refused by its looks has left no trace; `isSpoiled` says whether
   * more was needed to tell. `ownerOf` tells whose a client id is; `now` in ms since epoch.
   */
  take(
    update: Uint8Array,
    writer: Writer,
    ownerOf: (client: number) => UserId | undefined,
    now: number,
  ): Result<Verdict, Violation> {
    if (update.length > UPDATE_LIMIT) return refuse({ kind: 'too-big', limit: UPDATE_LIMIT })
    const fresh = freshIn(this.doc, update)
    if (!fresh.ok) return fresh
    if (writer.delegation === null) return takenFromReader(fresh.value)
    const clients = this.clientsOf(fresh.value, writer.user, ownerOf)
    if (!clients.ok) return clients
    const unfit = unfitness(this.doc, update, writer.delegation)
    if (unfit) return refuse(unfit)
    this.isSpoiled = true // until it has passed
    const applied = this.apply(update, writer.delegation)
    if (!applied.ok) return applied
    const fallen = fallenWords(this.doc, update, fresh.value)
    const seen = { clients: clients.value, written: fresh.value, fallen }
    const verdict = this.verify(applied.value, { ...writer, delegation: writer.delegation }, now, seen)
    this.isSpoiled = !verdict.ok
    return verdict
  }

  private clientsOf(
    fresh: readonly Written[],
    user: UserId,
    ownerOf: (client: number) => UserId | undefined,
  ): Result<number[], Violation> {
    const unknown: number[] = []
    for (const { client, clock } of fresh) {
      const owner = ownerOf(client)
      const isTaken = owner === undefined && clock > 0
      if (isTaken || (owner !== undefined && owner !== user))
        return refuse({ kind: 'not-your-client-id', client })
      if (owner === undefined) unknown.push(client)
    }
    return accepted(unknown)
  }

  private apply(update: Uint8Array, delegation: DelegationCode): Result<Applied, Violation> {
    const layer = this.doc.getMap(layerName(delegation))
    const roots = this.doc.share.size
    let applied: Applied | null = null
    try {
      this.doc.transact((transaction) => {
        Y.applyUpdate(this.doc, update)
        applied = { transaction, erased: erasedIn(transaction, layer) }
      }, delegation)
    } catch (error) {
      return refuse({ kind: 'malformed', detail: String(error) })
    }
    if (this.doc.share.size !== roots) return refuse({ kind: 'not-your-layer' })
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) return refuse({ kind: 'missing-updates' })
    return accepted(applied!)
  }

  private verify(
    applied: Applied,
    writer: DelegationWriter,
    now: number,
    seen: Pick<Verdict, 'clients' | 'written' | 'fallen'>,
  ): Result<Verdict, Violation> {
    const layer = this.doc.getMap<YEntry>(layerName(writer.delegation))
    const touched = touchedEntries(applied.transaction, layer)
    if (!touched.ok) return touched
    const verdict: Verdict = { ...untouched(), ...seen }
    for (const [id, isHeader] of touched.value) {
      const refusal = this.verifyEntry(layer, id, { ...applied, isHeader, writer, now, verdict })
      if (refusal) return refuse(refusal)
    }
    if (verdict.tabled.length > 0 && this.amounts.entriesOf(writer.delegation) > ENTRIES_LIMIT)
      return refuse({ kind: 'quota', limit: ENTRIES_LIMIT })
    if (this.isMovedTooOften(verdict, layer)) return refuse({ kind: 'quota', limit: MOVES_LIMIT })
    return accepted(verdict)
  }

  private isMovedTooOften({ tabled }: Verdict, layer: Y.Map<YEntry>): boolean {
    const moved = tabled.flatMap((entry) => (entry.kind === 'move' ? [entry.paragraph] : []))
    if (moved.length === 0) return false
    const pending = movesIn(layer, (id) => this.isDecided(id))
    return moved.some((paragraph) => (pending.get(paragraph) ?? 0) > MOVES_LIMIT)
  }

  private noteWithdrawn(id: ProposalId, { text, content }: Erased, verdict: Verdict): null {
    const header = this.headers.get(id)
    if (header !== undefined) {
      verdict.withdrawn.push({ id, kind: kindIn(header), text })
      this.gone.set(id, { header, content })
    }
    this.headers.delete(id)
    this.amounts.drop(id)
    return null
  }

  /** Taken back and brought back, as two updates or as one when both were sent together: as it was, word for word. */
  private isBack(entry: Entry, header: string, erased: Erased | undefined): boolean {
    const { id } = entry.attribution
    const known = this.headers.get(id)
    const was = known === undefined ? this.gone.get(id) : { header: known, content: erased?.content }
    return was?.header === header && was.content === contentOf(entry)
  }

  private overLimit(entry: Entry): Violation | null {
    const limit = this.amounts.put(entry)
    if (this.isDecided(entry.attribution.id)) this.amounts.drop(entry.attribution.id)
    return limit && { kind: 'over-limit', limit, most: limits[limit] }
  }

  private verifyEntry(
    layer: Y.Map<YEntry>,
    id: ProposalId,
    at: Applied & {
      isHeader: boolean
      writer: DelegationWriter
      now: number
      verdict: Verdict
    },
  ): Violation | null {
    const { isHeader, writer, now, verdict } = at
    const bad = (detail: string): Violation => ({ kind: 'bad-entry', proposal: id, detail })
    const map = layer.get(id)
    if (map === undefined) return this.noteWithdrawn(id, at.erased.get(id) ?? NOTHING, verdict)
    if (!(map instanceof Y.Map)) return bad('not an entry')
    const known = this.headers.get(id)
    const entry = readEntry(id, map)
    if (!entry) {
      const senseless = faultInNumbers(map)
      if (senseless) return bad(senseless)
      // An honest undo after a remote change can bring an entry back in part.
      verdict.broken.push(id)
      return null
    }
    if (!isHeader && known !== undefined) {
      verdict.touched.push(id)
      const size = sizeOf(entry)
      return size ? bad(size) : this.overLimit(entry)
    }
    const header = headerOf(map)
    if (known !== undefined && known !== header) return bad('its header changed')
    const isBack = this.isBack(entry, header, at.erased.get(id))
    const fault = this.faultIn(entry, isBack ? { ...writer, author: entry.user } : writer, now)
    if (fault) return bad(fault)
    if (known === undefined) verdict.tabled.push(entry)
    verdict.touched.push(id)
    this.headers.set(id, header)
    return this.overLimit(entry)
  }

  private faultIn(entry: Entry, writer: DelegationWriter, now: number): string | null {
    const fault = faultOf(entry, writer, now) ?? sizeOf(entry)
    return fault ?? (entry.kind === 'move' ? this.faultInMove(entry) : null)
  }

  /** A paragraph moves behind another one that there is, or was until its author took it back; never behind itself. */
  private faultInMove({ paragraph, after }: MoveEntry): string | null {
    const isKnown = (id: ProposalId) => {
      const header = this.headers.get(id) ?? this.gone.get(id)?.header
      return this.doc.getMap('base').has(id) || (header !== undefined && kindIn(header) === 'paragraph')
    }
    if (paragraph === after) return 'it moves behind itself'
    return isKnown(paragraph) && (after === null || isKnown(after)) ? null : 'there is no such paragraph'
  }
}

/** How many proposals of a layer move the same paragraph. */
/** How many moves of each paragraph a delegation has pending. */
function movesIn(layer: Y.Map<YEntry>, isDecided: (id: ProposalId) => boolean): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>()
  layer.forEach((entry, id) => {
    if (!(entry instanceof Y.Map) || entry.get('kind') !== 'move' || isDecided(id)) return
    const paragraph = entry.get('paragraph')
    counts.set(paragraph, (counts.get(paragraph) ?? 0) + 1)
  })
  return counts
}

type Applied = { transaction: Y.Transaction; erased: ReadonlyMap<ProposalId, Erased> }

const NOTHING: Erased = { text: '', content: '' }

/** Someone who may not write sends what is known already when it connects, and nothing else; none of it is applied. */
function takenFromReader(fresh: readonly Written[]): Result<Verdict, Violation> {
  if (fresh.length > 0) return refuse({ kind: 'reader' })
  return accepted(untouched())
}

const headerOf = (entry: YEntry): string =>
  JSON.stringify(
    [
      'kind',
      'user',
      'at',
      'paragraph',
      'after',
      'fallback',
      'order',
      'paragraphKind',
      'level',
      'position',
      'proposal',
    ].map((key) => {
      const value = entry.get(key)
      return value instanceof Y.AbstractType ? '?' : (value ?? null)
    }),
  )

const kindIn = (header: string): string => String((JSON.parse(header) as unknown[])[0])
