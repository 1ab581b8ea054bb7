import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { TEXT_LIMIT, type Written } from './incoming.ts'
import { layerName, readEntry, type YEntry } from '../model/schema.ts'

/** A few characters typed after a character, nothing else: what nearly every update of a negotiation is. */
export type Keystroke = {
  client: number
  clock: number
  /** The character before it when it was typed, and the one behind it. */
  after: Y.ID
  before: Y.ID | null
  text: string
}

/** Content string with an origin, and with both neighbours, in Yjs's first update format. */
const STRING_AFTER = 0x84
const STRING_BETWEEN = 0xc4

/** Reads an update that is one keystroke from its bytes; null for any other. */
export function readKeystroke(update: Uint8Array): Keystroke | null {
  if (update[0] !== 1 || update[1] !== 1) return null // one client, one struct
  try {
    const decoder = decoding.createDecoder(update)
    decoder.pos = 2
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const info = decoding.readUint8(decoder)
    if (info !== STRING_AFTER && info !== STRING_BETWEEN) return null
    const after = readId(decoder)
    const before = info === STRING_BETWEEN ? readId(decoder) : null
    const text = decoding.readVarString(decoder)
    const deletesNothing = decoding.readVarUint(decoder) === 0
    if (!deletesNothing || decoding.hasContent(decoder) || text.length === 0) return null
    return { client, clock, after, before, text }
  } catch {
    return null // the long way says what is wrong with it
  }
}

const readId = (decoder: decoding.Decoder): Y.ID =>
  Y.createID(decoding.readVarUint(decoder), decoding.readVarUint(decoder))

type OwnText = { type: Y.Text; proposal: ProposalId; delegation: DelegationCode; length: number }
type Run = Keystroke & { into: OwnText }

/**
 * Keystrokes of many people, checked one by one and applied in one step. What is taken in here has passed every
 * check that the guard makes of such an update, before anything is applied; what is not recognised as harmless
 * is left to the guard's longer way.
 */
export class Typing {
  /** By client, in the order of their clocks, without gaps; neighbours joined. */
  private runs = new Map<number, Run[]>()
  private readonly texts = new Map<unknown, OwnText | null>()

  /**
   * `isVerified` tells whether an entry has passed the guard as a whole, `count` whether words may come into it, which
   * then count as its own.
   */
  constructor(
    private readonly doc: Y.Doc,
    private readonly isVerified: (id: ProposalId) => boolean,
    private readonly count: (id: ProposalId, text: string) => boolean,
  ) {}

  get isEmpty(): boolean {
    return this.runs.size === 0
  }

  /** Takes in one update for the next `apply`; null when it is not plain typing in a text of the writer's. */
  add(
    update: Uint8Array,
    writer: { delegation: DelegationCode | null; user: UserId },
    ownerOf: (client: number) => UserId | undefined,
  ): { proposal: ProposalId; written: Written } | null {
    const key = readKeystroke(update)
    if (!key || ownerOf(key.client) !== writer.user || key.clock !== this.stateOf(key.client)) return null
    const into = this.holderOf(key.after)
    if (!into || into.delegation !== writer.delegation) return null
    if (key.before && this.holderOf(key.before) !== into) return null
    const { length } = key.text
    if (into.length + length > TEXT_LIMIT || !this.count(into.proposal, key.text)) return null
    into.length += length
    this.keep({ ...key, into })
    return { proposal: into.proposal, written: { client: key.client, clock: key.clock, length } }
  }

  private stateOf(client: number): number {
    const last = this.runs.get(client)?.at(-1)
    return last ? last.clock + last.text.length : Y.getState(this.doc.store, client)
  }

  /** The text in which a character stands, also one that is not applied yet; null where that is not known for sure. */
  private holderOf({ client, clock }: Y.ID): OwnText | null {
    if (clock >= Y.getState(this.doc.store, client)) {
      const run = this.runs
        .get(client)
        ?.findLast((one) => one.clock <= clock && clock < one.clock + one.text.length)
      return run?.into ?? null
    }
    const item = Y.getItem(this.doc.store, Y.createID(client, clock))
    return item instanceof Y.Item ? this.ownText(item.parent) : null
  }

  private ownText(type: unknown): OwnText | null {
    const known = this.texts.get(type)
    if (known !== undefined) return known
    const found = type instanceof Y.Text ? this.readText(type) : null
    this.texts.set(type, found)
    return found
  }

  /** The words of an entry that stands in its layer, whole. */
  private readText(type: Y.Text): OwnText | null {
    const map = type._item?.parent as YEntry | undefined
    const proposal = map?._item?.parentSub
    if (!map || typeof proposal !== 'string' || !this.isVerified(proposal)) return null
    const entry = readEntry(proposal, map)
    if (!entry || !('text' in entry) || entry.text !== type) return null
    const { delegation } = entry.attribution
    const layer = this.doc.getMap<YEntry>(layerName(delegation))
    if (map._item?.parent !== layer || layer.get(proposal) !== map) return null
    return { type, proposal, delegation, length: type.length }
  }

  private keep(run: Run) {
    const runs = this.runs.get(run.client)
    const last = runs?.at(-1)
    if (last && goesOn(last, run)) last.text += run.text
    else if (runs) runs.push(run)
    else this.runs.set(run.client, [run])
  }

  /** Applies everything in one transaction. The texts it has learnt of are looked at anew afterwards. */
  apply(): void {
    if (this.isEmpty) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.runs.size)
    for (const runs of this.runs.values()) writeRuns(encoder, runs)
    encoding.writeVarUint(encoder, 0)
    this.runs = new Map()
    this.texts.clear()
    Y.applyUpdate(this.doc, encoding.toUint8Array(encoder), 'typing')
    if (this.doc.store.pendingStructs) throw new Error('typing was applied only in part')
  }
}

/** Whether a run is what Yjs itself would keep in one piece with the one before. */
const goesOn = (last: Run, run: Run): boolean =>
  run.after.client === last.client &&
  run.after.clock === last.clock + last.text.length - 1 &&
  run.into === last.into &&
  Y.compareIDs(run.before, last.before)

function writeRuns(encoder: encoding.Encoder, runs: readonly Run[]) {
  encoding.writeVarUint(encoder, runs.length)
  encoding.writeVarUint(encoder, runs[0]!.client)
  encoding.writeVarUint(encoder, runs[0]!.clock)
  for (const { after, before, text } of runs) {
    encoding.writeUint8(encoder, before ? STRING_BETWEEN : STRING_AFTER)
    writeId(encoder, after)
    if (before) writeId(encoder, before)
    encoding.writeVarString(encoder, text)
  }
}

function writeId(encoder: encoding.Encoder, { client, clock }: Y.ID) {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}
