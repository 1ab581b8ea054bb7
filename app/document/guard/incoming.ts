import * as Y from 'yjs'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { layerName } from '../model/schema.ts'
import type { DelegationCode } from '#app/domain/basics/actor.ts'

/** New characters and entries of one client, as they came. */
export type Written = { client: number; clock: number; length: number }

export const UPDATE_LIMIT = 1 << 20
/** Pieces one update may bring: the work of many hours without a line, whose letters are one piece each stretch. */
const PIECES_LIMIT = 10_000
/** Characters one proposal may have. */
export const TEXT_LIMIT = 150_000

export type Unfit =
  | { kind: 'malformed'; detail: string }
  | { kind: 'too-big'; limit: number }
  | { kind: 'missing-updates' }
  | { kind: 'not-your-layer' }

/** What an update brings that is not known yet, by client; read from its outside, before anything is applied. */
export function freshIn(doc: Y.Doc, update: Uint8Array): Result<Written[], Unfit> {
  try {
    const { from, to } = Y.parseUpdateMeta(update)
    const fresh: Written[] = []
    for (const [client, end] of to) {
      const known = Y.getState(doc.store, client)
      if ((from.get(client) ?? 0) > known) return refuse({ kind: 'missing-updates' })
      if (end > known) fresh.push({ client, clock: known, length: end - known })
    }
    return accept(fresh)
  } catch {
    return refuse({ kind: 'malformed', detail: 'not an update' })
  }
}

/**
 * Words of an update that has been applied which nobody sees: what they were typed into was gone when they came.
 * Words that their own author deleted again are not among them.
 */
export function fallenWords(doc: Y.Doc, update: Uint8Array, fresh: readonly Written[]): string[] {
  if (!fresh.some((range) => isDeadIn(doc, range))) return []
  const { structs, ds } = Y.decodeUpdate(update)
  const isTakenBack = (client: number, clock: number) =>
    ds.clients.get(client)?.some((range) => range.clock <= clock && clock < range.clock + range.len) ?? false
  return fresh.flatMap(({ client, clock, length }) =>
    structs.flatMap((struct) => {
      if (!(struct instanceof Y.Item) || struct.id.client !== client) return []
      if (!(struct.content instanceof Y.ContentString)) return []
      const { id, content } = struct
      const isLost = (_: string, at: number) => {
        const own = id.clock + at
        const isNew = own >= clock && own < clock + length
        return isNew && isDeadIn(doc, { client, clock: own, length: 1 }) && !isTakenBack(client, own)
      }
      const lost = content.str.split('').filter(isLost).join('')
      return lost === '' ? [] : [lost]
    }),
  )
}

/** Whether some of these characters are deleted. */
function isDeadIn(doc: Y.Doc, { client, clock, length }: Written): boolean {
  const structs = doc.store.clients.get(client) ?? []
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
    const struct = structs[i]!
    if (struct.id.clock >= clock + length) return false
    if (struct.deleted) return true
  }
  return false
}

/** What a layer is made of: the map of entries, an entry, its words, its struck ranges. */
type Container = 'layer' | 'entry' | 'text' | 'ranges'
/**
 * Where an item stands: in what, and under which key of a map. `missing`: it hangs on something that is not
 * here; `foreign`: it is outside the layer; `gone`: what it was typed into is gone, and it goes the same way.
 */
type Place = { container: Container; key: string | null } | 'missing' | 'foreign' | 'gone'
type Standing = Exclude<Place, string>

/**
 * Looks at everything an update would add and delete, before anything is applied: all of it must stand in the
 * layer of its delegation and be of a kind that belongs there. Null when it does.
 */
export function unfitness(doc: Y.Doc, update: Uint8Array, delegation: DelegationCode): Unfit | null {
  try {
    return faultIn(doc, Y.decodeUpdate(update), delegation)
  } catch {
    return { kind: 'malformed', detail: 'not an update' }
  }
}

type Decoded = ReturnType<typeof Y.decodeUpdate>

function faultIn(doc: Y.Doc, decoded: Decoded, delegation: DelegationCode): Unfit | null {
  if (decoded.structs.length > PIECES_LIMIT) return { kind: 'too-big', limit: PIECES_LIMIT }
  const places = new Places(doc, decoded.structs, delegation)
  for (const struct of decoded.structs) {
    if (struct instanceof Y.Skip) return { kind: 'missing-updates' }
    if (!(struct instanceof Y.Item) || isKnown(doc, struct)) continue
    const place = places.of(struct)
    if (place === 'gone') continue
    if (typeof place === 'string') return place === 'missing' ? { kind: 'missing-updates' } : notYours
    if (!belongs(struct, place)) return { kind: 'malformed', detail: `${place.container} of another kind` }
  }
  for (const [client, ranges] of decoded.ds.clients)
    for (const range of ranges) {
      const fault = places.faultInDeletion(client, range.clock, range.clock + range.len)
      if (fault) return fault
    }
  return null
}

const notYours: Unfit = { kind: 'not-your-layer' }

const isKnown = (doc: Y.Doc, { id, length }: Y.Item): boolean =>
  id.clock + length <= Y.getState(doc.store, id.client)

/** Whether something of this content may stand here. */
function belongs({ content }: Y.Item, { container, key }: Standing): boolean {
  if (content instanceof Y.ContentDeleted) return true
  if ((container === 'text') !== (key === null)) return false
  if (container === 'text') return content instanceof Y.ContentString
  if (container === 'ranges') return content instanceof Y.ContentAny
  if (container === 'layer') return content instanceof Y.ContentType && content.type instanceof Y.Map
  if (!(content instanceof Y.ContentType)) return content instanceof Y.ContentAny
  return key === 'text'
    ? content.type.constructor === Y.Text
    : key === 'ranges' && content.type instanceof Y.Map
}

/** Finds the places of an update's items, through others of the same update and what is known already. */
class Places {
  private readonly byClient = new Map<number, (Y.Item | Y.GC)[]>()
  private readonly found = new Map<Y.Item, Place>()
  private readonly layer: unknown

  constructor(
    private readonly doc: Y.Doc,
    structs: readonly (Y.Item | Y.GC | Y.Skip)[],
    private readonly delegation: DelegationCode,
  ) {
    this.layer = doc.getMap(layerName(delegation))
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue
      const list = this.byClient.get(struct.id.client)
      if (list) list.push(struct)
      else this.byClient.set(struct.id.client, [struct])
    }
  }

  of(item: Y.Item): Place {
    const way: Y.Item[] = []
    let at = item
    let place = this.found.get(at)
    while (place === undefined) {
      this.found.set(at, 'missing') // a ring of items that stand beside each other ends here
      way.push(at)
      const next = this.step(at)
      if (!(next instanceof Y.Item)) place = next
      else {
        at = next
        place = this.found.get(at)
      }
    }
    // Those between stand beside the last one: the same place for all.
    for (const one of way) this.found.set(one, place)
    return place
  }

  /** The place of an item where that can be said at once, else the neighbour of the same update that tells. */
  private step(item: Y.Item): Place | Y.Item {
    const parent = item.parent as unknown
    if (typeof parent === 'string')
      return parent === layerName(this.delegation) ? { container: 'layer', key: item.parentSub } : 'foreign'
    if (parent instanceof Y.ID) return this.inside(parent, item.parentSub)
    const [beside, other] = [item.origin, item.rightOrigin].flatMap((id) => (id ? [this.at(id)] : []))
    if (!beside || other === null) return 'missing'
    if (beside instanceof Y.GC || other instanceof Y.GC) return 'gone'
    return this.isFresh(beside) ? beside : this.placeOfKnown(beside)
  }

  /** The place within a type, which is named by the item that holds it. */
  private inside(id: Y.ID, key: string | null): Place {
    const holder = this.at(id)
    if (!holder) return 'missing'
    if (holder instanceof Y.GC) return 'gone'
    const outer = this.isFresh(holder)
      ? (this.found.get(holder) ?? this.of(holder))
      : this.placeOfKnown(holder)
    return typeof outer === 'string' ? outer : within(outer, key)
  }

  /** Whether an item is one of the update's own; such a one may begin with what is known already. */
  private isFresh({ id, length }: Y.Item): boolean {
    return id.clock + length > Y.getState(this.doc.store, id.client)
  }

  private at(id: Y.ID): Y.Item | Y.GC | null {
    if (id.clock >= Y.getState(this.doc.store, id.client)) return this.freshAt(id)
    return Y.getItem(this.doc.store, Y.createID(id.client, id.clock)) as Y.Item | Y.GC
  }

  private freshAt({ client, clock }: Y.ID): Y.Item | Y.GC | null {
    const structs = this.byClient.get(client)
    let low = 0
    let high = (structs?.length ?? 0) - 1
    while (structs && low <= high) {
      const middle = (low + high) >> 1
      const struct = structs[middle]!
      if (clock < struct.id.clock) high = middle - 1
      else if (clock >= struct.id.clock + struct.length) low = middle + 1
      else return struct
    }
    return null
  }

  private placeOfKnown(item: Y.Item): Place {
    const type = item.parent as Y.AbstractType<unknown> | null
    const container = type && this.containerOf(type)
    return container ? { container, key: item.parentSub } : 'foreign'
  }

  private containerOf(type: Y.AbstractType<unknown>): Container | null {
    if ((type as unknown) === this.layer) return 'layer'
    const outer = type._item?.parent as Y.AbstractType<unknown> | undefined
    if (!outer) return null
    if ((outer as unknown) === this.layer) return 'entry'
    if (outer._item?.parent !== this.layer) return null
    const key = type._item?.parentSub
    return key === 'text' || key === 'ranges' ? key : null
  }

  /** Words may be deleted that stand in the layer; what is deleted already may be said again. */
  faultInDeletion(client: number, clock: number, end: number): Unfit | null {
    const known = Y.getState(this.doc.store, client)
    const last = this.byClient.get(client)?.at(-1)
    if (end > Math.max(known, last ? last.id.clock + last.length : 0)) return { kind: 'missing-updates' }
    const structs = this.doc.store.clients.get(client)
    if (!structs || clock >= known) return null
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const struct = structs[i]!
      if (struct.id.clock >= end) break
      if (struct instanceof Y.Item && !struct.deleted && this.placeOfKnown(struct) === 'foreign')
        return notYours
    }
    return null
  }
}

/** The place of what is put under a key of something that stands at `outer`. */
function within({ container, key }: Standing, inner: string | null): Place {
  if (container === 'layer') return { container: 'entry', key: inner }
  if (container === 'entry' && (key === 'text' || key === 'ranges')) return { container: key, key: inner }
  return 'foreign'
}
