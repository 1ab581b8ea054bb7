import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { readFloor } from '#app/document/floor/read.ts'
import { SCHEMA_VERSION } from '#app/document/model/schema.ts'
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
import type { Violation } from '#app/document/guard/verdict.ts'
import type { Actor, DelegationCode } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftHeader, Language } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Batch, ClientBinding } from '#app/usecases/ports.ts'
import { applyDecision, applyStatement, type Act, type ActDeps } from './acts.ts'
import { Audience } from './audience.ts'
import type { Participant } from '../sockets/participant.ts'
import { CoolingOff } from './cooling-off.ts'
import { isNothing, isOfBatch, takeFirst, takeMirrored, type Job, type JobOf, type WordsJob } from './jobs.ts'
import { Deadlines } from './deadlines.ts'
import { RoomLog, type RoomLogDeps } from './room-log.ts'
import { unmeasured, type Meter } from '../sockets/meter.ts'
import { Mirror } from './mirror.ts'
import { takeWords, type WordsOutcome } from './words.ts'

export type RoomDeps = RoomLogDeps &
  ActDeps & {
    /** What stands for a delegation in a bracket of a text in this language: "MEXICO". */
    namesIn(language: Language): Promise<(delegation: DelegationCode) => string>
  }

/** ms of checking, at most, before a batch is stored and others have their turn. */
const BATCH_TIME = 20

/**
 * One negotiation. Whatever comes in is checked, then stored, then shown, in that order and one thing after the
 * other: nobody ever sees words that a crash could lose. The document is in memory only while somebody needs
 * more of it than its stored bytes. It opens no port, and dates nothing by a clock of its own.
 */
export class Room {
  private readonly audience: Audience
  private readonly cooling = new CoolingOff()
  private jobs: Job[] = []
  private working: Promise<void> | null = null
  private reflected: Mirror | null = null
  private readonly due: Deadlines

  private constructor(
    public header: DraftHeader,
    private readonly ledger: RoomLog,
    private readonly deps: RoomDeps,
    readonly nameOf: (delegation: DelegationCode) => string,
  ) {
    this.due = new Deadlines(header.id)
    this.audience = new Audience(header.id, {
      shown: () => Y.encodeStateVector(this.state.doc),
      catchUp: (from, vector) => this.enqueue({ kind: 'sync', from, vector, as: SYNC.update }),
      lagged: () => this.meter.lagged(),
    })
  }

  /** Reads a room from its log. */
  static async open(header: DraftHeader, deps: RoomDeps): Promise<Room> {
    const ledger = await RoomLog.open(header.id, deps)
    const nameOf = await deps.namesIn(header.originalLanguage)
    return new Room(header, ledger, deps, nameOf)
  }

  get isIdle(): boolean {
    return this.audience.size === 0 && this.jobs.length === 0 && this.working === null
  }

  private get frozen(): boolean {
    return this.header.phase === 'transmitted'
  }

  private get meter(): Meter {
    return this.deps.meter ?? unmeasured
  }

  private get state() {
    return this.ledger.state
  }

  /** The text as everybody sees it. */
  async read(): Promise<RollingText> {
    await this.settled()
    return this.state.layers.rolling()
  }

  /** What is said about the text. */
  async readFloor(): Promise<Floor> {
    await this.settled()
    return readFloor(this.state.layers)
  }

  private async settled() {
    await this.working
    if (this.ledger.isUnread) throw new Error('the log cannot be read')
  }

  join(connection: Participant): void {
    const wait = this.cooling.left(connection.actor.user, this.deps.clock.now())
    if (wait > 0) return connection.close(1013, 'cooling-off')
    if (this.ledger.isUnread) return connection.close(1013, 'not-stored')
    connection.send(this.hello(connection))
    connection.send(encodeUpdate(this.ledger.known, SYNC.step1))
    this.audience.join(connection)
  }

  private hello(connection: Participant): Uint8Array {
    const mayWrite = connection.layer !== null && !this.frozen
    const now = this.deps.clock.now()
    return encodeHello({ schema: SCHEMA_VERSION, mayWrite, frozen: this.frozen, now })
  }

  leave(connection: Participant): void {
    this.audience.leave(connection)
  }

  /** Ends the connections of a session or a user. */
  dismiss(who: { session: string } | { user: string }, code: number, reason: string): void {
    for (const connection of this.audience.of(who)) this.audience.expel(connection, code, reason)
  }

  /** A message from a socket. Whatever is wrong with it costs its sender the connection, and nobody else anything. */
  receive(from: Participant, message: Uint8Array): void {
    try {
      const decoder = decoding.createDecoder(message)
      const type = decoding.readVarUint(decoder)
      if (type === MESSAGE.sync) this.receiveSync(from, decoder)
      else if (type === MESSAGE.awareness) this.receiveCaret(from, decoding.readVarUint8Array(decoder))
      else if (type === MESSAGE.ping) from.send(encodePong(decoding.readVarUint(decoder)))
    } catch {
      this.expel(from, CLOSE.malformed, 'malformed')
    }
  }

  private receiveSync(from: Participant, decoder: decoding.Decoder) {
    const kind = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind === SYNC.step1) return this.enqueue({ kind: 'sync', from, vector: bytes, as: SYNC.step2 })
    from.received++
    if (isNothing(bytes)) this.enqueue({ kind: 'nothing', from })
    else this.enqueue({ kind: 'words', from, update: bytes, at: performance.now() })
  }

  private receiveCaret(from: Participant, update: Uint8Array) {
    const { user } = from.actor
    this.audience.moveCaret(update, from, (client) => {
      const owner = this.ledger.stored.owners.get(client)
      if (owner !== undefined || from.layer === null) return owner === undefined || owner === user
      if (this.ledger.hasWritten(client)) return false
      this.ledger.stored.owners.set(client, user)
      this.enqueue({ kind: 'client', client, user })
      return true
    })
  }

  private expel(connection: Participant, code: number, reason: string) {
    if (connection.isOpen) {
      this.meter.refused(reason)
      this.deps.log.warn({ draft: this.header.id, user: connection.actor.user, reason }, 'sent away')
    }
    this.audience.expel(connection, code, reason)
  }

  /** Has a decision carried out; resolves when it is stored and shown, or refused. */
  decide(by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>> {
    const act = () => applyDecision(this, this.state, [by, decision], this.deps)
    // The record keeps every decision.
    return this.inTurn(async () => (await this.conclude(await act())) as Result<RecordEntry, DecisionRefusal>)
  }

  /** Has something said or arranged; resolves when it is stored and shown, or refused. */
  makeStatement(by: Actor, said: Statement): Promise<Result<RecordEntry | null, StatementRefusal>> {
    const now = this.deps.clock.now()
    return this.inTurn(() => this.conclude(applyStatement(this, this.state, [by, said, now], this.deps)))
  }

  /** Has the room decide what is due by its clock; resolves when that is stored and shown. */
  settleDeadlines(): Promise<void> {
    return this.inTurn(async () => {}) // whatever comes in has it decided first
  }

  /** What a deadline says that passed before `now` comes before everything else. */
  private async decideDue(now: number): Promise<void> {
    const needs = { header: this.header, ledger: this.ledger, newId: () => this.deps.id() }
    const updates = await this.due.decide(needs, now)
    if (updates.length > 0) this.audience.show(updates.map((update) => encodeUpdate(update)))
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((answer, fail) => {
      const carryOut = async () => answer(await work())
      this.enqueue({ kind: 'act', carryOut, at: this.deps.clock.now(), fail })
    })
  }

  private enqueue(job: Job) {
    this.jobs.push(job)
    if (this.working) return
    this.ledger.isBusy = true
    this.working = this.work()
    this.working.catch(() => undefined) // only a room that closes gives up
  }

  /** Takes jobs in the order they came: words in batches that share one commit, decisions one by one. */
  private async work(): Promise<void> {
    await new Promise(setImmediate) // whatever arrives in the same turn shares the first batch
    while (this.jobs.length > 0) {
      try {
        await this.takeNext()
      } catch (error) {
        if (this.ledger.isUnread) throw error // the room closes while nothing can be read
        this.deps.log.error({ draft: this.header.id, err: error }, 'a fault in a room')
        await this.giveUp()
      }
    }
    this.ledger.isBusy = false
    this.working = null // in the same breath as the last look, or a job that comes now would wait for ever
  }

  private async takeNext(): Promise<void> {
    if (isOfBatch(this.jobs[0])) return this.takeBatch()
    if (this.jobs[0]?.kind === 'mirrored') return this.takeMirrored()
    const job = this.jobs.shift() as JobOf<'sync' | 'act' | 'nothing' | 'mirrored'>
    if (job.kind === 'sync') this.answerSync(job)
    else if (job.kind === 'nothing') job.from.send(encodeStored(++job.from.stored))
    else if (job.kind === 'act') await this.takeAct(job)
  }

  private async takeBatch(): Promise<void> {
    const { words, bindings } = takeFirst(this.jobs)
    if (words.length === 0) await this.store({ updates: [], clients: bindings, entries: [] })
    else await this.takeWords(words, bindings)
  }

  private async takeWords(words: readonly WordsJob[], bindings: readonly ClientBinding[]): Promise<void> {
    const begun = performance.now()
    // Whole ms, as everything in the record: the database keeps no parts of one, and the hash covers the time.
    await this.decideDue(Math.floor(this.deps.clock.now() - (begun - words[0]!.at)))
    const taken = takeWords(this.state, words, {
      draft: this.header.id,
      now: this.deps.clock.now(),
      newId: () => this.deps.id(),
      frozen: this.frozen,
      owners: this.ledger.stored.owners,
      isLate: () => performance.now() - begun > BATCH_TIME,
    })
    if (taken.rest.length > 0) this.jobs = [...(taken.rest as WordsJob[]), ...this.jobs]
    const entries = this.ledger.chained(taken.entries)
    const clients = [...bindings, ...taken.clients]
    const isStored = await this.store({ updates: taken.updates, clients, entries }, taken)
    if (isStored) this.meter.shown(performance.now() - words[0]!.at)
    for (const { from, violation } of taken.refused) this.refuse(from, violation, taken.isSpoiled)
    if (isStored && taken.isSpoiled) await this.reload()
  }

  /** What the table has stored is good, and goes into a working copy as it is. */
  private async takeMirrored(): Promise<void> {
    this.state.takeIn(takeMirrored(this.jobs))
    const updates = this.state.collect()
    if (await this.store({ updates, clients: [], entries: [] }))
      this.audience.show(updates.map((update) => encodeUpdate(update)))
  }

  /** Lets the room be the working copy of a draft: what happens at its table comes in, until the room closes. */
  mirror(sit: ConstructorParameters<typeof Mirror>[0]): void {
    const known = () => this.ledger.known
    this.reflected = new Mirror(sit, { known, take: (update) => this.enqueue({ kind: 'mirrored', update }) })
  }

  private refuse(from: Participant, violation: Violation, isSpoiled: boolean) {
    if (isSpoiled) this.cooling.start(from.actor.user, this.deps.clock.now())
    if (this.frozen) return this.expel(from, CLOSE.draftClosed, 'draft-transmitted')
    const isMalformed = violation.kind === 'malformed' || violation.kind === 'too-big'
    this.expel(from, isMalformed ? CLOSE.malformed : CLOSE.refused, violation.kind)
  }

  /** Stores a batch, then shows it and tells the authors. False when it could not be stored. */
  private async store(batch: Batch, taken?: WordsOutcome): Promise<boolean> {
    try {
      await this.ledger.append(batch)
    } catch (error) {
      this.deps.log.error({ draft: this.header.id, err: error }, 'words could not be stored')
      await this.giveUp()
      return false
    }
    const own = new Map<Participant, Uint8Array[]>()
    for (const [from, count] of taken?.done ?? []) {
      from.stored += count
      this.meter.taken(count)
      const late = taken?.late.get(from)
      own.set(from, [...(late ? [encodeLate(late)] : []), encodeStored(from.stored)])
    }
    if (taken)
      this.audience.show(
        batch.updates.map((update) => encodeUpdate(update)),
        own,
      )
    this.ledger.snapshotSoon()
    return true
  }

  /** Nothing can be stored: everyone is sent away to come back, with their words still in their hands. */
  private async giveUp() {
    this.sendAllAway()
    await this.reload()
  }

  private reload(): Promise<void> {
    this.due.forget()
    return this.ledger.reload(() => this.sendAllAway())
  }

  private sendAllAway() {
    for (const connection of this.audience.all()) this.expel(connection, 1013, 'not-stored')
    for (const job of this.jobs.splice(0)) if (job.kind === 'act') job.fail(new Error('not stored'))
  }

  private answerSync({ from, vector, as }: JobOf<'sync'>) {
    if (!from.isOpen) return
    const missing = this.ledger.since(vector, as)
    if (missing) missing.forEach((message) => from.send(message))
    else this.expel(from, CLOSE.malformed, 'malformed')
  }

  private async takeAct(job: JobOf<'act'>): Promise<void> {
    try {
      await this.decideDue(job.at)
      await job.carryOut()
    } catch (error) {
      job.fail(error)
      await this.reload()
    }
  }

  /** Stores what an act has made, then shows it. What a refused one has changed is dropped. */
  private async conclude<R extends { kind: string }>(
    act: Result<Act, R>,
  ): Promise<Result<RecordEntry | null, R>> {
    const updates = this.state.collect()
    if (!act.ok) {
      if (updates.length > 0) await this.reload()
      return act
    }
    const { happening, made } = act.value
    this.due.forget()
    const entries = this.ledger.chained(happening ? [happening] : [])
    await this.ledger.append({ updates, clients: [], entries, ...made })
    this.audience.show(updates.map((update) => encodeUpdate(update)))
    if (made.phase) this.freeze(made.phase)
    this.ledger.snapshotSoon()
    return accept(entries[0] ?? null)
  }

  /** The text is in other hands: whoever wrote comes back to read. */
  private freeze(phase: DraftHeader['phase']) {
    this.header = { ...this.header, phase }
    for (const connection of this.audience.all())
      if (connection.layer === null) connection.send(this.hello(connection))
      else this.audience.expel(connection, CLOSE.draftClosed, 'draft-transmitted')
  }

  /** Puts the document out of memory when nobody has needed it for a while. */
  rest(): void {
    this.ledger.rest()
  }

  /** Stores what is under way and says goodbye. */
  async close(code: number, reason: string): Promise<void> {
    this.reflected?.end()
    this.ledger.end()
    await this.working?.catch(() => undefined)
    for (const connection of this.audience.all()) this.audience.expel(connection, code, reason)
    this.audience.close()
    await this.ledger.close()
  }
}
