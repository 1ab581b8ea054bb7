import * as Y from 'yjs'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { decide } from '#app/document/decide/decide.ts'
import type { Given } from '#app/document/decide/handler.ts'
import { editing, applyGesture, type TextChange } from '#app/document/propose/gesture.ts'
import { Guard } from '#app/document/guard/guard.ts'
import { untouched, type Verdict, type Writer } from '#app/document/guard/verdict.ts'
import { settleLate } from '#app/document/guard/late-words.ts'
import { layerName } from '#app/document/model/schema.ts'
import { Layers } from '#app/document/model/layers.ts'
import type { Edit } from '#app/document/propose/edit.ts'
import type { NewParagraph } from '#app/domain/decisions/decision.ts'
import type { Random } from './random.ts'

export const paragraph = (text: string, kind: NewParagraph['kind'] = 'operative'): NewParagraph => ({
  kind,
  level: 0,
  number: null,
  text,
  status: 'open',
  statusDate: null,
})

/** One delegation's browser: its own copy of the document, edits through gestures. */
export class SimulatedClient {
  readonly doc = new Y.Doc()
  readonly layers: Layers
  readonly inbox: Uint8Array[] = []
  readonly outbox: Uint8Array[] = []
  private made = 0
  readonly undo: Y.UndoManager
  /** Visible view kept up to date by events only, as an editor does. */
  constructor(
    readonly delegation: string,
    readonly user: string,
    clientID: number,
    state: Uint8Array,
  ) {
    this.doc.clientID = clientID
    Y.applyUpdate(this.doc, state, 'remote')
    this.layers = new Layers(this.doc)
    this.layers.onChange(() => {})
    this.layers.rolling()
    this.undo = new Y.UndoManager([this.doc.getMap(`p:${delegation}`)], {
      trackedOrigins: new Set(['typing']),
      captureTimeout: 0,
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') this.outbox.push(update)
    })
  }

  private get author() {
    return {
      delegation: this.delegation,
      user: this.user,
      now: 0,
      id: () => `${this.doc.clientID}-${this.made++}`,
    }
  }

  gesture(change: TextChange, forward = false) {
    const ids = this.layers.order()
    return applyGesture(this.layers, this.author, { ids, changes: [change], forward }, 'typing')
  }

  edits(edits: (edit: Edit) => void) {
    editing(this.layers, this.author, 'typing', edits)
  }

  /** The lines that the editor would show. */
  lines(): string[] {
    return this.layers.order().map((id) =>
      this.layers
        .paragraph(id)!
        .pieces.map((piece) => piece.text)
        .join(''),
    )
  }

  receive() {
    const update = this.inbox.shift()
    if (update) Y.applyUpdate(this.doc, update, 'remote')
  }
}

/** The room without sockets: the authoritative document and delegations with random delay between. */
export class SimulatedRoom {
  readonly doc = new Y.Doc()
  readonly layers: Layers
  readonly clients: SimulatedClient[] = []
  readonly guard: Guard
  /** Words that came too late, by their author. */
  readonly trays: { by: string; text: string; struck?: true }[] = []
  private readonly owners = new Map<number, string>()
  private made = 0

  constructor(paragraphs: readonly NewParagraph[], clientID = 1) {
    this.doc.clientID = clientID
    this.layers = new Layers(this.doc)
    const filled = this.decide({ kind: 'fill', paragraphs })
    if (!filled.ok) throw new Error(filled.refusal.kind)
    this.guard = new Guard(this.doc)
    this.owners.set(clientID, 'the room')
  }

  join(delegation: string, user = delegation.toLowerCase()): SimulatedClient {
    const delegate = new SimulatedClient(
      delegation,
      user,
      100 + this.clients.length,
      Y.encodeStateAsUpdate(this.doc),
    )
    this.clients.push(delegate)
    return delegate
  }

  decide(decision: Decision, given: Given = {}): Result<unknown, DecisionRefusal> {
    const trial = this.tryOn(decision, given)
    if (!trial.ok) return trial // the room would drop its document and read its log
    let result: Result<unknown, DecisionRefusal> = trial
    const before = Y.encodeStateVector(this.doc)
    this.doc.transact((transaction) => {
      const newId = () => `made${this.made++}`
      result = decide(this.layers, transaction, decision, newId, undefined, undefined, given)
    })
    const update = Y.encodeStateAsUpdate(this.doc, before)
    for (const delegate of this.clients) delegate.inbox.push(update)
    return result
  }

  private tryOn(decision: Decision, given: Given): Result<unknown, DecisionRefusal> {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    const layers = new Layers(copy)
    const newId = () => `trial${this.made++}`
    return copy.transact((transaction) =>
      decide(layers, transaction, decision, newId, undefined, undefined, given),
    )
  }

  private readonly ownerOf = (client: number) => this.owners.get(client)

  private typed(update: Uint8Array, writer: Writer): Result<Verdict, never> | null {
    const typing = this.guard.typing()
    const seen = typing.add(update, writer, this.ownerOf)
    typing.apply()
    return seen && accept({ ...untouched(), touched: [seen.proposal], written: [seen.written] })
  }

  /** Takes in one waiting update of a delegate as the room does, and passes on what became of it. */
  take(from: SimulatedClient) {
    const update = from.outbox.shift()
    if (!update) return
    const before = Y.encodeStateVector(this.doc)
    const writer = { delegation: from.delegation, user: from.user, author: from.user }
    const verdict = this.typed(update, writer) ?? this.guard.take(update, writer, this.ownerOf, 0)
    if (!verdict.ok) throw new Error(`an honest update was refused: ${JSON.stringify(verdict.refusal)}`)
    for (const client of verdict.value.clients) this.owners.set(client, from.user)
    const author = { ...writer, now: 0, newId: () => `late${this.made++}` }
    const layer = this.doc.getMap(layerName(from.delegation))
    const late = this.doc.transact((transaction) => {
      const turnedAway = settleLate(this.layers, transaction, verdict.value, author)
      // What the room itself puts into a layer is as good as checked.
      for (const key of transaction.changed.get(layer as never) ?? [])
        if (key !== null) this.guard.learn(from.delegation, key)
      return turnedAway
    })
    this.trays.push(
      ...late.map(({ text, struck }) => ({ by: from.delegation, text, ...(struck && { struck }) })),
    )
    for (const entry of late.length > 0 ? verdict.value.tabled : [])
      this.guard.learn(from.delegation, entry.attribution.id)
    const taken = Y.encodeStateAsUpdate(this.doc, before)
    for (const delegate of this.clients) delegate.inbox.push(taken)
  }

  /** Everything that is under way arrives. */
  settle() {
    for (let busy = true; busy;) {
      busy = false
      for (const delegate of this.clients) {
        while (delegate.outbox.length > 0) {
          this.take(delegate)
          busy = true
        }
        while (delegate.inbox.length > 0) {
          delegate.receive()
          busy = true
        }
      }
    }
  }

  someTraffic(random: Random) {
    for (let i = random.below(6); i > 0; i--) {
      const delegate = random.pick(this.clients)
      if (random.chance(0.5)) this.take(delegate)
      else delegate.receive()
    }
  }
}

/** The view in a compact notation: `{+MEX:words}`, `{-CAN:words}`, paragraphs on lines. */
export function show(layers: Layers): string {
  const lines = layers.order().map((id) => {
    const { paragraph, pieces } = layers.paragraph(id)!
    const head = [
      ...(paragraph.proposed ? [`+${paragraph.proposed.delegation}`] : []),
      ...paragraph.merges.map(({ delegation }) => `^${delegation}`),
      ...paragraph.removals.map(({ delegation }) => `x${delegation}`),
      ...(paragraph.moves ?? []).map(
        ({ delegation, after, lost }) => `>${delegation}${lost ? '?' : ''}=${after}`,
      ),
    ]
    const words: { mark: string; text: string }[] = []
    for (const { text, insertions, strikes } of pieces) {
      const own = (paragraph.proposed ? insertions.slice(1) : insertions).map((s) => s.delegation).join('>')
      const mark = `${own && `+${own}`}${strikes.length > 0 ? `-${strikes.map((s) => s.delegation).join(',')}` : ''}`
      const last = words.at(-1)
      if (last?.mark === mark) last.text += text
      else words.push({ mark, text })
    }
    const shown = words.map(({ mark, text }) => (mark ? `{${mark}:${text}}` : text)).join('')
    return `${head.length > 0 ? `(${head.join(' ')}) ` : ''}${shown}`
  })
  return lines.join('\n')
}
