import { readFileSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import * as Y from 'yjs'
import { applyGesture } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { layerName, readEntry, type YEntry } from '#app/document/model/schema.ts'
import { Random } from '#tests/sim/random.ts'
import { delegateAt, type Delegate } from './servers/seed.ts'

/**
 * What one delegate types, recorded beforehand as updates, one for each keystroke: the generator then has only to
 * send them. Update `i` is `bytes[begins[i], begins[i + 1])`; after it the author's clock is `clocks[i]` and
 * `lengths[i]` of its characters stand in the text.
 */
export type Recording = Delegate & {
  client: number
  bytes: Uint8Array
  begins: Uint32Array
  clocks: Uint32Array
  lengths: Uint32Array
}

export type RecordingOptions = {
  /** Encoded state of the draft that is typed into. */
  text: Uint8Array
  keystrokes: number
  /** Share of keystrokes that begin a correction: some letters back, then on. 0 for none. */
  corrections: number
  seed: number
}

/** Characters after which the author goes on at another place, in a proposal of its own. */
const ENTRY_LENGTH = 200
const WORDS = 'measures to protect migrants in transit and to strengthen cooperation among states; '
/** Client ids as random ones are: they take five bytes. */
const clientAt = (at: number): number => 0x4000_0000 + at * 7_919

/** Records what the delegate at a place types into the draft, through the same gestures as the editor. */
export function record(at: number, { text, keystrokes, corrections, seed }: RecordingOptions): Recording {
  const delegate = delegateAt(at)
  const doc = new Y.Doc()
  doc.clientID = clientAt(at)
  Y.applyUpdate(doc, text)
  const hand = new RecordedTypist(doc, delegate)
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => made.push(update))
  const random = new Random(seed + at)
  const [begins, clocks, lengths] = [1, 0, 0].map((more) => new Uint32Array(keystrokes + more)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  let [back, total] = [0, 0]
  for (let n = 0; n < keystrokes; n++) {
    if (back === 0 && corrections > 0 && random.chance(corrections)) back = 1 + random.below(8)
    if (back > 0 && hand.canStrike) {
      hand.strike()
      back--
    } else {
      hand.type(WORDS[n % WORDS.length]!)
      back = 0
    }
    const update = made[n]
    if (!update || made.length !== n + 1) throw new Error(`keystroke ${n} made ${made.length - n} updates`)
    begins[n] = total
    total += update.length
    clocks[n] = Y.getState(doc.store, doc.clientID)
    lengths[n] = hand.length
  }
  begins[keystrokes] = total
  return { ...delegate, client: doc.clientID, bytes: Buffer.concat(made), begins, clocks, lengths }
}

/** A delegate at its desk, that sees the draft and its own words. */
class RecordedTypist {
  private readonly layers: Layers
  private readonly order: readonly string[]
  private entries = 0
  private text: Y.Text | null = null
  private here = 0
  length = 0

  constructor(
    private readonly doc: Y.Doc,
    private readonly delegate: Delegate,
  ) {
    this.layers = new Layers(doc)
    this.order = this.layers.order()
  }

  get canStrike(): boolean {
    return this.text !== null && this.text.length > 1
  }

  type(letter: string) {
    this.length++
    if (this.text === null || this.here >= ENTRY_LENGTH) return this.begin(letter)
    const { text } = this
    this.doc.transact(() => text.insert(text.length, letter), 'typing')
    this.here++
  }

  strike() {
    const text = this.text!
    this.length--
    this.doc.transact(() => text.delete(text.length - 1, 1), 'typing')
    this.here++
  }

  /** A new proposal at a place where none of one's own is beside. */
  private begin(letter: string) {
    const { delegation, user } = this.delegate
    const entry = `${this.doc.clientID}-${this.entries}`
    const line = this.entries % this.order.length
    const at = { line, offset: this.offsetOf(line, 4 + 2 * Math.floor(this.entries / this.order.length)) }
    const author = { delegation, user, now: Date.now(), id: () => entry }
    applyGesture(
      this.layers,
      author,
      { ids: this.order, changes: [{ from: at, to: at, insert: letter }], forward: false },
      'typing',
    )
    const map = this.doc.getMap<YEntry>(layerName(delegation)).get(`${delegation}:${entry}`)
    const text = map?.get('text')
    if (!(text instanceof Y.Text)) throw new Error('the words went into a proposal made before')
    this.text = text
    this.entries++
    this.here = 1
  }

  /** Where character `index` of the draft's own words stands among what has been typed between them. */
  private offsetOf(line: number, index: number): number {
    const id = this.order[line]!
    let [offset, passed] = [0, 0]
    for (const piece of this.layers.paragraph(id)?.pieces ?? []) {
      if (piece.source === id && passed + piece.text.length > index) return offset + index - passed
      if (piece.source === id) passed += piece.text.length
      offset += piece.text.length
    }
    throw new Error('the draft is too short for so many keystrokes')
  }
}

/** How many characters a delegate's own proposals in a document hold. */
export function lengthTyped(doc: Y.Doc, { delegation, user }: Delegate): number {
  let length = 0
  for (const [id, value] of doc.getMap<YEntry>(layerName(delegation))) {
    const entry = readEntry(id, value)
    if (entry?.kind === 'insertion' && entry.user === user) length += entry.text.length
  }
  return length
}

export const saveRecordings = (file: string, recordings: readonly Recording[]): void =>
  writeFileSync(file, serialize(recordings))
export const loadRecordings = (file: string): Recording[] => deserialize(readFileSync(file)) as Recording[]
