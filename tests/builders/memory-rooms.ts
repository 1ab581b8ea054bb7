import * as Y from 'yjs'
import { applyGesture, editing, type TextChange } from '#app/document/propose/gesture.ts'
import { decide } from '#app/document/decide/decide.ts'
import type { Given } from '#app/document/decide/handler.ts'
import { Layers } from '#app/document/model/layers.ts'
import { FloorEdit } from '#app/document/floor/floor-edit.ts'
import { makeStatement } from '#app/document/floor/apply-statement.ts'
import { readFloor } from '#app/document/floor/read.ts'
import type { Edit } from '#app/document/propose/edit.ts'
import { chain } from '#app/domain/record/chain.ts'
import type { Actor, DelegationCode, Role } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal, NewParagraph } from '#app/domain/decisions/decision.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { isRecorded, type Statement, type StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordEntry, UnchainedEntry } from '#app/domain/record/entry.ts'
import { extendAll } from '#app/domain/record/log-position.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { compareTexts } from '#app/domain/text/compare.ts'
import { writeDocx } from '#app/exchange/docx/write-docx.ts'
import type { Ports, Rooms, StatementOutcome } from '#app/usecases/ports.ts'
import { attempt } from '#app/usecases/side-work.ts'
import type { Artifacts } from '#server/collab/room/acts.ts'
import { completion, givenBy } from '#server/collab/room/completion.ts'
import { decided } from '#server/collab/room/happenings.ts'
import { digest } from '#server/crypto/digest.ts'
import { MemoryFeed } from '#server/collab/history/notice-feed.ts'
import { MemoryTimeSums } from '#server/collab/history/time-sums.ts'
import { Replay } from '#server/collab/history/replay.ts'
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

type Author = { delegation: DelegationCode; user: string; now: number; id: () => string }
type OpenRoom = { doc: Y.Doc; layers: Layers }

/**
 * The ports over memory, with rooms that carry decisions out on real documents (one process, no sockets). Time
 * goes on a second with each look at the clock; ids count.
 */
export class MemoryRooms implements Rooms {
  readonly memory = new Memory()
  readonly stores = memoryStores(this.memory)
  readonly ports: Ports
  private readonly open = new Map<DraftId, OpenRoom>()
  private ids = 0
  private seconds = 0

  constructor(demo = false) {
    this.ports = {
      ...this.stores,
      sideWork: { do: (job) => attempt(this.ports, job) },
      feed: new MemoryFeed(this.stores.notices, 7),
      timeSums: new MemoryTimeSums(this.stores.record),
      heavy: {
        writeDocx: async (paper) => writeDocx(paper),
        compare: async (...texts) => compareTexts(...texts),
      },
      past: new Replay(this.stores.history),
      rooms: this,
      clock: { now: () => 1_712_000_000_000 + 1000 * this.seconds++ },
      id: () => `id${++this.ids}`,
      passwords: {
        hash: async (password) => `hash of ${password}`,
        verify: async (hash, password) => hash === `hash of ${password}`,
      },
      authorOf: (_, user) => user,
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

  /** The document behind it, read as one text. */
  layers(draft: DraftId): Layers {
    return this.room(draft).layers
  }

  async readFloor(draft: DraftId) {
    return readFloor(this.room(draft).layers)
  }

  async makeStatement<S extends Statement>(
    draft: DraftId,
    by: Actor,
    said: S,
  ): Promise<Result<StatementOutcome<S>, StatementRefusal>> {
    const { doc } = this.room(draft)
    const at = this.ports.clock.now()
    const carriedOut = (on: Y.Doc, layers: Layers) => {
      const edit = new FloorEdit(layers, by, at, this.ports.id)
      const kept = on.transact(() => makeStatement(edit, said))
      return kept.ok ? accept({ detail: kept.value, handed: edit.handed }) : kept
    }
    const copy = copyOf(doc)
    const tried = carriedOut(copy, new Layers(copy))
    if (!tried.ok) return tried
    const { detail, handed } = tried.value
    const before = Y.encodeStateVector(doc)
    carriedOut(doc, this.room(draft).layers)
    const statement: Statement = said
    const happening =
      isRecorded(statement) && detail
        ? decided(draft, by, { what: statement.kind, detail, made: {} }, at)
        : null
    const updates = [Y.encodeStateAsUpdate(doc, before)]
    const entry = await this.append(draft, updates, happening)
    return accept((said.kind === 'offer' ? handed : entry) as StatementOutcome<S>)
  }

  dismiss(): void {}

  async decide(draft: DraftId, by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>> {
    const header = await this.ports.drafts.byId(draft)
    if (!header) throw new Error(`no draft ${draft}`)
    const isOnward = decision.kind === 'pass-on'
    if (isOnward !== (header.phase === 'transmitted'))
      return refuse({ kind: isOnward ? 'not-allowed' : 'draft-transmitted' })
    const { doc, layers } = this.room(draft)
    const given = await givenBy(this.ports)(header, decision)
    const tried = isOnward
      ? accept({ detail: { ...decision }, text: layers.rolling() })
      : this.tryOut(draft, decision, given)
    if (!tried.ok) return tried
    const { detail, text } = tried.value
    const completed = await completion(this.ports)(header, decision, by, text)
    if (!completed.ok) return completed
    const before = Y.encodeStateVector(doc)
    if (!isOnward) doc.transact((transaction) => this.decideOn(layers, transaction, decision, given))
    const made = completed.value
    const carriedOut = { what: decision.kind, detail, made }
    const updates = isOnward ? [] : [Y.encodeStateAsUpdate(doc, before)]
    const happening = decided(draft, by, carriedOut, this.ports.clock.now())
    return accept((await this.append(draft, updates, happening, made))!)
  }

  private async append(
    draft: DraftId,
    updates: Uint8Array[],
    happening: UnchainedEntry | null,
    made: Artifacts = {},
  ): Promise<RecordEntry | null> {
    const { lastEntry, position } = await this.stores.room.load(draft)
    const places = extendAll(position, updates, digest)
    const log = places.at(-1) ?? position
    const entry = happening && chain(lastEntry, happening, log, this.ports.sha256)
    const entries = entry ? [entry] : []
    await this.stores.room.append(draft, { updates, clients: [], places, entries, ...made })
    return entry
  }

  /** A delegate types at its desk: `[from, to)` of the line goes and the words come. */
  type(draft: DraftId, by: Actor, line: number, from: number, to: number, insert: string): void {
    const change: TextChange = { from: { line, offset: from }, to: { line, offset: to }, insert }
    this.typed(draft, by, (layers, author) =>
      applyGesture(layers, author, { ids: layers.order(), changes: [change], forward: false }, 'typing'),
    )
  }

  edit(draft: DraftId, by: Actor, edits: (edit: Edit) => void): void {
    this.typed(draft, by, (layers, author) => editing(layers, author, 'typing', edits))
  }

  /** What is typed is in the log, as of the time when it was. */
  private typed(draft: DraftId, by: Actor, work: (layers: Layers, author: Author) => unknown): void {
    const { doc, layers } = this.room(draft)
    const author = this.author(by)
    const before = Y.encodeStateVector(doc)
    work(layers, author)
    const { updates, times } = this.memory.log(draft)
    updates.push(Y.encodeStateAsUpdate(doc, before))
    times.push(author.now)
  }

  private author({ delegation, user }: Actor): Author {
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

  private decideOn(layers: Layers, transaction: Y.Transaction, decision: Decision, given: Given) {
    return decide(layers, transaction, decision, this.ports.id, undefined, undefined, given)
  }

  /** What a decision leaves in the record and makes of the text, carried out on a copy. */
  private tryOut(draft: DraftId, decision: Decision, given: Given) {
    const copy = copyOf(this.room(draft).doc)
    const layers = new Layers(copy)
    const tried = copy.transact((transaction) => this.decideOn(layers, transaction, decision, given))
    return tried.ok ? accept({ detail: tried.value, text: layers.rolling() }) : tried
  }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
