import * as Y from 'yjs'
import { carryOut, editing, type TextChange } from '#app/document/gesture.ts'
import { decide } from '#app/document/decide.ts'
import { Layers } from '#app/document/layers.ts'
import type { Edit } from '#app/document/edit.ts'
import { chain } from '#app/domain/chain.ts'
import type { Actor, DelegationCode, Role } from '#app/domain/actor.ts'
import type { Decision, DecisionRefusal, NewParagraph } from '#app/domain/decision.ts'
import type { DraftHeader, DraftId } from '#app/domain/draft.ts'
import type { RecordEntry } from '#app/domain/record.ts'
import { accept, refuse, type Result } from '#app/domain/result.ts'
import { revisionFrom } from '#app/domain/revision.ts'
import { transmissionFrom } from '#app/domain/transmission.ts'
import type { Batch, Ports, Rooms } from '#app/usecases/ports.ts'
import { Memory, memoryStores, sha256 } from './memory.ts'

export const actor = (role: Role, delegation: DelegationCode | null = null): Actor => ({
  user: `${(delegation ?? role).toLowerCase()}-user`,
  name: `${delegation ?? role} person`,
  role,
  delegation,
})

export const secretariat = actor('secretariat')
export const chair = actor('chair')
export const mexico = actor('delegate', 'MEX')
export const canada = actor('delegate', 'CAN')
export const observer = actor('observer')

export const aHeader = (given: Partial<DraftHeader> = {}): DraftHeader => ({
  id: 'd1',
  title: 'Migration in the Americas',
  organ: 'CAM',
  symbol: 'CIDI/CAM/doc.8/24',
  series: 'OEA/Ser.W',
  date: '2024-03-12',
  originalLanguage: 'en',
  statusLine: '(Presented by the Chair)',
  phase: 'negotiation',
  ...given,
})

/** `PP`, `OP`, `F` … and the words; agreed ones end in `(agreed)`. */
export const lines = (...given: string[]): NewParagraph[] =>
  given.map((line) => {
    const [, kind = 'OP', words = '', agreed] = /^(F|H|PP|OP|a): (.*?)( \(agreed\))?$/.exec(line) ?? []
    const kinds = {
      F: 'formula',
      H: 'heading',
      PP: 'preambular',
      OP: 'operative',
      a: 'subparagraph',
    } as const
    return {
      kind: kinds[kind as keyof typeof kinds],
      level: kind === 'a' ? 1 : 0,
      number: null,
      text: words,
      status: agreed ? 'agreed' : 'open',
      statusDate: agreed ? '2024-04-09' : null,
    }
  })

type OpenRoom = { doc: Y.Doc; layers: Layers }

/**
 * The ports over memory, with rooms that carry decisions out on real documents (one process, no sockets). Time
 * goes on a second with each look at the clock; ids count.
 */
export class Table implements Rooms {
  readonly memory = new Memory()
  readonly stores = memoryStores(this.memory)
  readonly ports: Ports
  private readonly open = new Map<DraftId, OpenRoom>()
  private ids = 0
  private seconds = 0

  constructor(demo = false) {
    this.ports = {
      ...this.stores,
      rooms: this,
      clock: { now: () => 1_712_000_000_000 + 1000 * this.seconds++ },
      id: () => `id${++this.ids}`,
      passwords: {
        hash: async (password) => `hash of ${password}`,
        verify: async (hash, password) => hash === `hash of ${password}`,
      },
      sha256,
      settings: { demo },
    }
  }

  /** A draft with these paragraphs, filled by the secretariat. */
  async draft(header: DraftHeader, ...paragraphs: string[]): Promise<DraftHeader> {
    await this.ports.drafts.add(header)
    if (paragraphs.length > 0)
      await this.decide(header.id, secretariat, { kind: 'fill', paragraphs: lines(...paragraphs) })
    return header
  }

  async read(draft: DraftId) {
    return this.room(draft).layers.rolling()
  }

  dismiss(): void {}

  async decide(draft: DraftId, by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>> {
    const header = await this.ports.drafts.byId(draft)
    if (!header) throw new Error(`no draft ${draft}`)
    if (header.phase === 'transmitted') return refuse({ kind: 'draft-transmitted' })
    const trial = await this.tryOut(draft, decision)
    if (!trial.ok) return trial
    const { doc, layers } = this.room(draft)
    const before = Y.encodeStateVector(doc)
    doc.transact((transaction) => decide(layers, transaction, decision, this.ports.id))
    const { lastEntry } = await this.stores.room.load(draft)
    const at = this.ports.clock.now()
    const { user, name, role, delegation } = by
    const happening = {
      draft,
      at,
      by: { user, name, role, delegation },
      what: decision.kind,
      detail: trial.value,
    }
    const entry = chain(lastEntry, happening, this.ports.sha256)
    await this.stores.room.append(draft, {
      updates: [Y.encodeStateAsUpdate(doc, before)],
      clients: [],
      entries: [entry],
      ...(await this.following(header, by, decision, at)),
    })
    return accept(entry)
  }

  /** A delegate types at its desk: `[from, to)` of the line goes and the words come. */
  type(draft: DraftId, by: Actor, line: number, from: number, to: number, insert: string): void {
    const { layers } = this.room(draft)
    const change: TextChange = { from: { line, offset: from }, to: { line, offset: to }, insert }
    carryOut(layers, this.author(by), { ids: layers.order(), changes: [change], forward: false }, 'typing')
  }

  edit(draft: DraftId, by: Actor, edits: (edit: Edit) => void): void {
    editing(this.room(draft).layers, this.author(by), 'typing', edits)
  }

  private author({ delegation, user }: Actor) {
    return { delegation: delegation ?? 'CHAIR', user, now: this.ports.clock.now(), id: this.ports.id }
  }

  private room(draft: DraftId): OpenRoom {
    const known = this.open.get(draft)
    if (known) return known
    const doc = new Y.Doc()
    doc.clientID = 1 + this.open.size
    const opened = { doc, layers: new Layers(doc) }
    this.open.set(draft, opened)
    return opened
  }

  private async tryOut(draft: DraftId, decision: Decision) {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.room(draft).doc))
    return copy.transact((transaction) => decide(new Layers(copy), transaction, decision, this.ports.id))
  }

  /** What a decision brings besides words and its entry. */
  private async following(
    header: DraftHeader,
    { user: by }: Actor,
    decision: Decision,
    at: number,
  ): Promise<Partial<Batch>> {
    if (decision.kind === 'issue-revision') {
      const number = (await this.ports.revisions.of(header.id)).length
      const { symbol, date } = decision
      const text = this.room(header.id).layers.rolling()
      return { revision: revisionFrom({ header, number, symbol, date, at, by, text }) }
    }
    if (decision.kind !== 'transmit') return {}
    const [from, to] = await Promise.all(
      [header.organ, decision.to].map((code) => this.ports.organs.byCode(code)),
    )
    const { revision, symbol, date } = decision
    const step = { id: this.ports.id(), header, revision, symbol, date, at, by, previous: null }
    return { transmission: transmissionFrom({ ...step, from: from!, to: to! }), phase: 'transmitted' }
  }
}
