import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Logger } from 'pino'
import { decide, type DecisionDetail } from '#app/document/decide.ts'
import type { LateWords } from '#app/document/late-words.ts'
import { SCHEMA_VERSION } from '#app/document/schema.ts'
import {
  CLOSE,
  MESSAGE,
  SYNC,
  encodeHello,
  encodeLate,
  encodePong,
  encodeStored,
  encodeUpdate,
} from '#app/document/wire.ts'
import type { Violation } from '#app/document/guard.ts'
import type { Actor, DelegationCode } from '#app/domain/actor.ts'
import { chain } from '#app/domain/chain.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decision.ts'
import type { DraftHeader, Language } from '#app/domain/draft.ts'
import type { Happening, RecordEntry } from '#app/domain/record.ts'
import { accept, refuse, type Result } from '#app/domain/result.ts'
import type { RollingText } from '#app/domain/rolling.ts'
import type { Batch, ClientBinding, Clock, RoomStore } from '#app/usecases/ports.ts'
import type { Connection } from './connection.ts'
import { decided, happened } from './happenings.ts'
import { Presence } from './presence.ts'
import { RoomState } from './state.ts'

export type RoomDeps = {
  store: RoomStore
  clock: Clock
  id(): string
  sha256(text: string): string
  log: Logger
  /** What stands for a delegation in a bracket of a text in this language: "MEXICO". */
  namesIn(language: Language): Promise<(delegation: DelegationCode) => string>
  /** What a decision needs beyond the text: the revision it makes, the transmission; or why it cannot be. */
  complete(
    header: DraftHeader,
    decision: Decision,
    by: Actor,
    text: RollingText,
  ): Promise<Result<Pick<Batch, 'revision' | 'transmission' | 'phase'>, DecisionRefusal>>
}

type Job =
  | { kind: 'words'; from: Connection; update: Uint8Array }
  | { kind: 'sync'; from: Connection; vector: Uint8Array }
  | {
      kind: 'decision'
      by: Actor
      decision: Decision
      answer(result: Result<RecordEntry, DecisionRefusal>): void
      fail(error: unknown): void
    }

type Taken = { from: Connection; late: LateWords[] }
type Change = { detail: DecisionDetail; updates: Uint8Array[] }

const SNAPSHOT_EVERY = 400

/**
 * One negotiation, held in memory. Whatever comes in is checked, then stored, then shown, in that order and
 * one thing after the other: nobody ever sees words that a crash could lose. It opens no port and reads no
 * clock of its own.
 */
export class Room {
  private readonly connections = new Set<Connection>()
  private readonly presence = new Presence()
  private jobs: Job[] = []
  private working: Promise<void> | null = null
  private sinceSnapshot: number

  private constructor(
    private header: DraftHeader,
    private state: RoomState,
    private readonly deps: RoomDeps,
    private readonly nameOf: (delegation: DelegationCode) => string,
    updates: number,
  ) {
    this.sinceSnapshot = updates
  }

  /** Reads a room from its log. */
  static async open(header: DraftHeader, deps: RoomDeps): Promise<Room> {
    const log = await deps.store.load(header.id)
    const nameOf = await deps.namesIn(header.originalLanguage)
    return new Room(header, new RoomState(log), deps, nameOf, log.updates.length)
  }

  get isIdle(): boolean {
    return this.connections.size === 0 && this.jobs.length === 0 && this.working === null
  }

  private get frozen(): boolean {
    return this.header.phase === 'transmitted'
  }

  /** The text as everybody sees it. */
  async read(): Promise<RollingText> {
    await this.working
    return this.state.layers.rolling()
  }

  join(connection: Connection): void {
    this.connections.add(connection)
    const mayWrite = connection.layer !== null && !this.frozen
    const now = this.deps.clock.now()
    connection.send(encodeHello({ schema: SCHEMA_VERSION, mayWrite, frozen: this.frozen, now }))
    connection.send(encodeUpdate(Y.encodeStateVector(this.state.doc), SYNC.step1))
    const others = this.presence.all()
    if (others) connection.send(others)
  }

  leave(connection: Connection): void {
    connection.isOpen = false
    if (!this.connections.delete(connection)) return
    const message = this.presence.leave(connection)
    if (message) this.show(message)
  }

  /** Ends the connections of a session or a user. */
  dismiss(who: { session: string } | { user: string }, code: number, reason: string): void {
    for (const connection of [...this.connections])
      if ('session' in who ? connection.session === who.session : connection.actor.user === who.user) {
        connection.close(code, reason)
        this.leave(connection)
      }
  }

  /** A message from a socket. Whatever is wrong with it costs its sender the connection, and nobody else anything. */
  receive(from: Connection, message: Uint8Array): void {
    try {
      const decoder = decoding.createDecoder(message)
      const type = decoding.readVarUint(decoder)
      if (type === MESSAGE.sync) this.receiveSync(from, decoder)
      else if (type === MESSAGE.awareness) this.receivePresence(from, decoding.readVarUint8Array(decoder))
      else if (type === MESSAGE.ping) from.send(encodePong(decoding.readVarUint(decoder)))
    } catch (error) {
      this.deps.log.warn({ draft: this.header.id, err: String(error) }, 'malformed message')
      this.expel(from, CLOSE.malformed, 'malformed')
    }
  }

  private receiveSync(from: Connection, decoder: decoding.Decoder) {
    const kind = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind === SYNC.step1) this.enqueue({ kind: 'sync', from, vector: bytes })
    else {
      from.received++
      this.enqueue({ kind: 'words', from, update: bytes })
    }
  }

  private receivePresence(from: Connection, update: Uint8Array) {
    const isOwn = (client: number) => {
      const owner = this.state.owners.get(client)
      return owner === undefined ? Y.getState(this.state.doc.store, client) === 0 : owner === from.actor.user
    }
    const message = this.presence.take(update, from, isOwn)
    if (message) this.show(message) // back to its sender too: y-websocket takes silence for a lost line
  }

  private expel(connection: Connection, code: number, reason: string) {
    connection.close(code, reason)
    this.leave(connection)
  }

  private show(message: Uint8Array) {
    for (const connection of this.connections) connection.send(message)
  }

  /** Has a decision carried out; resolves when it is stored and shown, or refused. */
  decide(by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>> {
    return new Promise((answer, fail) => this.enqueue({ kind: 'decision', by, decision, answer, fail }))
  }

  private enqueue(job: Job) {
    this.jobs.push(job)
    this.working ??= this.work()
  }

  /** Takes jobs in the order they came: words in batches that share one commit, decisions one by one. */
  private async work(): Promise<void> {
    await Promise.resolve() // whatever arrives in the same tick shares the first batch
    while (this.jobs.length > 0) {
      const count = this.jobs.findIndex((job) => job.kind !== 'words')
      const words = this.jobs.splice(0, count < 0 ? this.jobs.length : count)
      if (words.length > 0) await this.takeWords(words as Extract<Job, { kind: 'words' }>[])
      const next = words.length > 0 ? undefined : this.jobs.shift()
      if (next?.kind === 'sync') this.answerSync(next)
      else if (next?.kind === 'decision') await this.takeDecision(next)
    }
    this.working = null // in the same breath as the last look, or a job that comes now would wait for ever
  }

  private answerSync({ from, vector }: Extract<Job, { kind: 'sync' }>) {
    try {
      from.send(encodeUpdate(Y.encodeStateAsUpdate(this.state.doc, vector), SYNC.step2))
    } catch {
      this.expel(from, CLOSE.malformed, 'malformed')
    }
  }

  private async takeWords(jobs: readonly Extract<Job, { kind: 'words' }>[]): Promise<void> {
    const taken: Taken[] = []
    const clients: ClientBinding[] = []
    const happenings: Happening[] = []
    let updates: Uint8Array[] = []
    for (const { from, update } of jobs) {
      if (!from.isOpen) continue
      const now = this.deps.clock.now()
      const writer = { delegation: this.frozen ? null : from.layer, user: from.actor.user }
      const verdict = this.state.guard.take(update, writer, (client) => this.state.owners.get(client), now)
      if (!verdict.ok) {
        this.refuse(from, verdict.refusal)
        if (!(await this.store({ updates, clients, entries: this.chained(happenings) }, taken))) return
        updates = []
        clients.length = happenings.length = taken.length = 0
        await this.reload()
        continue
      }
      for (const client of verdict.value.clients) {
        this.state.owners.set(client, from.actor.user)
        clients.push({ client, user: from.actor.user })
      }
      taken.push({ from, late: this.state.settle(from, verdict.value, { now, newId: () => this.deps.id() }) })
      updates.push(...this.state.collect())
      happenings.push(...happened(this.header.id, from.actor, verdict.value, now))
    }
    await this.store({ updates, clients, entries: this.chained(happenings) }, taken)
  }

  private refuse(from: Connection, violation: Violation) {
    this.deps.log.warn(
      { draft: this.header.id, user: from.actor.user, violation: violation.kind },
      'update refused',
    )
    const code =
      violation.kind === 'malformed' || violation.kind === 'too-big' ? CLOSE.malformed : CLOSE.refused
    this.expel(from, code, this.frozen ? 'draft-transmitted' : violation.kind)
  }

  private chained(happenings: readonly Happening[]): RecordEntry[] {
    let previous = this.state.lastEntry
    return happenings.map(
      (happening) => (previous = chain(previous, happening, (text) => this.deps.sha256(text))),
    )
  }

  /** Stores a batch, then shows it and tells the authors. False when it could not be stored. */
  private async store(batch: Batch, taken: readonly Taken[]): Promise<boolean> {
    const isEmpty = batch.updates.length === 0 && batch.entries.length === 0 && batch.clients.length === 0
    if (!isEmpty) {
      try {
        const { lastUpdate } = await this.deps.store.append(this.header.id, batch)
        this.state.lastUpdate = lastUpdate
      } catch (error) {
        this.deps.log.error({ draft: this.header.id, err: error }, 'words could not be stored')
        await this.giveUp()
        return false
      }
      this.state.lastEntry = batch.entries.at(-1) ?? this.state.lastEntry
      for (const update of batch.updates) this.show(encodeUpdate(update))
    }
    for (const { from, late } of taken) {
      from.stored++
      if (late.length > 0) from.send(encodeLate(late))
    }
    for (const from of new Set(taken.map(({ from }) => from))) from.send(encodeStored(from.stored))
    this.snapshotSoon(batch.updates.length)
    return true
  }

  /** Nothing can be stored: everyone is sent away to come back, with their words still in their hands. */
  private async giveUp() {
    for (const connection of [...this.connections]) this.expel(connection, 1013, 'not-stored')
    for (const job of this.jobs.splice(0)) if (job.kind === 'decision') job.fail(new Error('not stored'))
    await this.reload()
  }

  /** What is in memory is no longer good; the log is. */
  private async reload(): Promise<void> {
    this.state = new RoomState(await this.deps.store.load(this.header.id))
  }

  private async takeDecision(job: Extract<Job, { kind: 'decision' }>): Promise<void> {
    try {
      job.answer(await this.carryOut(job.by, job.decision))
    } catch (error) {
      await this.reload()
      job.fail(error)
    }
  }

  private async carryOut(by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>> {
    const changed = await this.change(decision)
    if (!changed.ok) return changed
    const { detail, updates } = changed.value
    const complete = await this.deps.complete(this.header, decision, by, this.state.layers.rolling())
    if (!complete.ok) {
      if (updates.length > 0) await this.reload()
      return complete
    }
    const made = complete.value
    const now = this.deps.clock.now()
    const happening = decided(this.header.id, by, { what: decision.kind, detail, made }, now)
    const [entry] = this.chained([happening])
    const batch = { updates, clients: [], entries: [entry!], ...made }
    const { lastUpdate } = await this.deps.store.append(this.header.id, batch)
    Object.assign(this.state, { lastEntry: entry, lastUpdate })
    for (const update of updates) this.show(encodeUpdate(update))
    if (made.phase) this.freeze(made.phase)
    this.snapshotSoon(updates.length)
    return accept(entry!)
  }

  /**
   * Makes a decision part of the text in memory, where nobody sees it yet. To pass a text on leaves it as it
   * is, and is all that can be decided once it has been transmitted.
   */
  private async change(decision: Decision): Promise<Result<Change, DecisionRefusal>> {
    if (decision.kind === 'pass-on')
      return this.frozen ? accept({ detail: { ...decision }, updates: [] }) : refuse({ kind: 'not-allowed' })
    if (this.frozen) return refuse({ kind: 'draft-transmitted' })
    const { doc, layers } = this.state
    const result = doc.transact((transaction): Result<DecisionDetail, DecisionRefusal> => {
      this.state.stamp()
      return decide(layers, transaction, decision, () => this.deps.id(), this.nameOf)
    }, 'decision')
    const updates = this.state.collect()
    if (result.ok) return accept({ detail: result.value, updates })
    if (updates.length > 0) await this.reload()
    return result
  }

  private freeze(phase: DraftHeader['phase']) {
    this.header = { ...this.header, phase }
    for (const connection of this.connections)
      connection.send(encodeHello({ schema: SCHEMA_VERSION, mayWrite: false, frozen: this.frozen }))
  }

  private snapshotSoon(updates: number) {
    this.sinceSnapshot += updates
    if (this.sinceSnapshot >= SNAPSHOT_EVERY) void this.snapshot()
  }

  private async snapshot(): Promise<void> {
    this.sinceSnapshot = 0
    const { doc, lastUpdate } = this.state
    try {
      await this.deps.store.snapshot(this.header.id, lastUpdate, Y.encodeStateAsUpdate(doc))
    } catch (error) {
      this.deps.log.warn(
        { draft: this.header.id, err: error },
        'no snapshot was kept; the log has everything',
      )
    }
  }

  /** Stores what is under way and says goodbye. */
  async close(code: number, reason: string): Promise<void> {
    await this.working
    for (const connection of [...this.connections]) this.expel(connection, code, reason)
    if (this.sinceSnapshot > 20) await this.snapshot()
  }
}
