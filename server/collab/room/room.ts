import * as Y from 'yjs'
import { readFloor } from '#app/document/floor/read.ts'
import { CLOSE, SYNC, encodeStored, encodeUpdate } from '#app/document/wire.ts'
import type { Actor, AuthorId, DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftHeader, DraftId, Language, RoomId } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { isTaken } from '#app/usecases/permit.ts'
import { Admission } from './admission.ts'
import { applyDecision, applyStatement, type Act, type ActDeps, type Acting } from './acts.ts'
import type { Participant } from '../sockets/participant.ts'
import { Deadlines } from './deadlines.ts'
import { Inbox } from './queue/inbox.ts'
import { JobQueue } from './queue/job-queue.ts'
import type { Task, TaskOf } from './queue/jobs.ts'
import { unmeasured, type Meter } from '../sockets/meter.ts'
import { Mirror, type JoinTable } from './mirror.ts'
import { Participants, type Own } from './participants.ts'
import { RoomLog, type RoomLogDeps, type Unstored } from './room-log.ts'
import { messagesToAuthors, takeWords } from './words.ts'

export type RoomDeps = RoomLogDeps &
  ActDeps & {
    /** What stands for a delegation in a bracket of a text in this language: "MEXICO". */
    namesIn(language: Language): Promise<(delegation: DelegationCode) => string>
    /** What stands for a person where others at the table can read it. */
    authorOf(draft: DraftId, user: UserId): AuthorId
  }

/** What an act has left in the record, and what else is answered to whoever acted. */
type Concluded = { entry: RecordEntry | null } & Pick<Act, 'outcome'>

/** ms of checking, at most, before a batch is stored and others have their turn. */
const BATCH_TIME = 20

/**
 * One negotiation. Whatever comes in, words, acts, what a deadline decides or what a working copy gets from its
 * table, is
 *
 *     checked → stored → shown
 *
 * in that order and one thing after the other, so that nobody ever sees what a crash could lose: {@link commit} is
 * the only way to the store and to the screens, {@link fail} the only thing that happens when it does not get there.
 * The document is in memory only while somebody needs more of it than its stored bytes. It opens no port, and dates
 * nothing by a clock of its own.
 */
export class Room {
  readonly participants: Participants
  private readonly admission: Admission
  private readonly inbox: Inbox
  private readonly queue = new JobQueue((task) => this.perform(task))
  private readonly deadlines: Deadlines
  private mirror: Mirror | null = null
  /** False while something may be stored of which the room does not know. */
  private isAllShown = true

  private constructor(
    readonly id: RoomId,
    private header: DraftHeader,
    private readonly log: RoomLog,
    private readonly deps: RoomDeps,
    private readonly nameOf: (delegation: DelegationCode) => string,
  ) {
    log.isBusy = () => this.queue.isBusy
    this.deadlines = new Deadlines(id)
    this.participants = new Participants(id, {
      shown: () => Y.encodeStateVector(this.state.doc),
      catchUp: (from, vector) => this.queue.add({ kind: 'sync', from, vector, as: SYNC.update }),
      lagged: () => this.meter.lagged(),
    })
    this.admission = new Admission(this, deps)
    this.inbox = new Inbox(this.queue, this.participants, this.admission)
  }

  /** Reads a room from its log. `id` is left out for the draft's own. */
  static async open(header: DraftHeader, deps: RoomDeps, id: RoomId = header.id): Promise<Room> {
    const log = await RoomLog.open(id, deps)
    const nameOf = await deps.namesIn(header.originalLanguage)
    return new Room(id, header, log, deps, nameOf)
  }

  get isIdle(): boolean {
    return this.participants.size === 0 && !this.queue.isBusy
  }

  /** Nobody writes any more. */
  get isTransmitted(): boolean {
    return this.header.phase === 'transmitted'
  }

  private get meter(): Meter {
    return this.deps.meter ?? unmeasured
  }

  private get state() {
    return this.log.state
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
    await this.queue.settled()
    if (this.log.isUnread) throw new Error('the log cannot be read')
  }

  join(participant: Participant): void {
    this.admission.admit(participant, this.log)
  }

  leave(participant: Participant): void {
    this.participants.leave(participant)
  }

  /** Ends the connections of a session or a user. */
  dismiss(who: { session: string } | { user: string }, code: number, reason: string): void {
    for (const participant of this.participants.of(who)) this.participants.expel(participant, code, reason)
  }

  /** A message from a socket. */
  receive(from: Participant, message: Uint8Array): void {
    this.inbox.receive(from, message, this.log)
  }

  /** Has a decision carried out; resolves when it is stored and shown, or refused. */
  decide(by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>> {
    return this.inTurn(async () => {
      const act = await applyDecision(this.acting, this.state, { by, decision }, this.deps)
      const done = await this.conclude(act)
      return done.ok ? accept(done.value.entry!) : done // the record keeps every decision
    })
  }

  /** Has something said or arranged; resolves when it is stored and shown, or refused. */
  makeStatement(by: Actor, said: Statement): Promise<Result<unknown, StatementRefusal>> {
    const now = this.deps.clock.now()
    return this.inTurn(async () => {
      const done = await this.conclude(applyStatement(this.acting, this.state, { by, said, now }, this.deps))
      return done.ok ? accept(done.value.outcome ?? done.value.entry) : done
    })
  }

  private get acting(): Acting {
    const { id: room, header, nameOf, authorOf } = this
    return { room, header, nameOf, authorOf }
  }

  /** Has the room decide what is due by its clock; resolves when that is stored and shown. */
  settleDeadlines(): Promise<void> {
    return this.inTurn(async () => {}) // whatever comes in has it decided first
  }

  private readonly authorOf = (user: UserId): AuthorId => this.deps.authorOf(this.header.id, user)

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((answer, fail) => {
      const carryOut = async () => answer(await work())
      this.queue.add({ kind: 'act', carryOut, at: this.deps.clock.now(), fail })
    })
  }

  private async perform(task: Task): Promise<void> {
    try {
      await this.carryOut(task)
    } catch (error) {
      await this.fail(task, error)
    }
  }

  private carryOut(task: Task): Promise<unknown> | void {
    switch (task.kind) {
      case 'words':
        return this.takeWords(task)
      case 'clients':
        return this.commit({ updates: [], clients: task.clients, happened: [] })
      case 'mirrored':
        return this.takeMirrored(task)
      case 'sync':
        return this.answerSync(task)
      case 'nothing':
        return task.from.send(encodeStored(++task.from.stored))
      case 'act':
        return this.takeAct(task)
    }
  }

  /**
   * Stores a batch that has been checked, whole or not at all, then shows it to everybody; `own` goes to single
   * participants, behind it. The document in memory has it already, and nobody but the room has seen that. When this
   * throws, nobody has been shown anything, and it may be that nothing is stored. Answers the entries of the record.
   */
  private async commit(batch: Unstored, own: Own = new Map()): Promise<RecordEntry[]> {
    this.isAllShown = false
    const entries = await this.log.append(batch)
    this.isAllShown = true
    this.show(batch, own)
    this.log.snapshotSoon()
    return entries
  }

  /** What is stored has happened: a fault on the way to the screens sends everybody away, to come back for it. */
  private show({ updates }: Unstored, own: Own) {
    if (updates.length + own.size === 0) return
    try {
      const messages = updates.map((update) => encodeUpdate(update))
      this.participants.show(messages, own)
    } catch (err) {
      this.deps.log.error({ draft: this.id, err }, 'what is stored could not be shown')
      this.admission.expelAll(1013, 'not-shown')
    }
  }

  /**
   * A task has failed. Whatever it was, the document in memory is dropped and the log read again, for the log alone
   * is right. The author of an act is told. Words are still in the hands of those who wrote them: everybody is sent
   * away, to come back with them; so too when nobody knows whether something is stored, to come back for it.
   */
  private async fail(task: Task, error: unknown): Promise<void> {
    if (this.log.isUnread) throw error // the room closes while nothing can be read
    const isKnown = this.isAllShown || isTaken(error)
    if (task.kind === 'act') task.fail(error)
    if (task.kind !== 'act' || !isKnown) {
      const what = this.isAllShown ? 'a fault in a room' : 'words could not be stored'
      this.deps.log.error({ draft: this.id, err: error }, what)
      this.sendAllAway(error)
    }
    this.isAllShown = true
    await this.reload()
    this.mirror?.restart()
  }

  private reload(): Promise<void> {
    this.deadlines.forget()
    return this.log.reload((error) => this.sendAllAway(error))
  }

  /** Of what waits nothing is stored; acts fail with the same error. */
  private sendAllAway(error: unknown) {
    this.admission.expelAll(1013, 'not-stored')
    this.queue.drop(error)
  }

  private async takeWords({ words, clients }: TaskOf<'words'>): Promise<void> {
    const begun = performance.now()
    // Whole ms, as everything in the record: the database keeps no parts of one, and the hash covers the time.
    await this.decideDue(Math.floor(this.deps.clock.now() - (begun - words[0]!.at)))
    const outcome = takeWords(this.state, words, {
      draft: this.id,
      now: this.deps.clock.now(),
      newId: () => this.deps.id(),
      authorOf: this.authorOf,
      isTransmitted: this.isTransmitted,
      owners: this.log.stored.owners,
      isLate: () => performance.now() - begun > BATCH_TIME,
    })
    this.queue.putBack(outcome.rest)
    const { updates, entries: happened } = outcome
    const batch = { updates, clients: [...clients, ...outcome.clients], happened }
    // If it is not stored their connections end, and the count with them.
    for (const [from, count] of outcome.done) from.stored += count
    await this.commit(batch, messagesToAuthors(outcome))
    for (const count of outcome.done.values()) this.meter.taken(count)
    this.meter.shown(performance.now() - words[0]!.at)
    for (const { from, violation } of outcome.refused)
      this.admission.refuse(from, violation, outcome.isSpoiled)
    if (outcome.isSpoiled) await this.reload()
  }

  /** What the table has stored is good, and goes into a working copy as it is. */
  private async takeMirrored({ updates }: TaskOf<'mirrored'>): Promise<void> {
    this.state.takeIn(updates)
    await this.commit({ updates: this.state.collect(), clients: [], happened: [] })
  }

  /** Lets the room be the working copy of a draft: what happens at its table comes in, until the room closes. */
  mirrorTable(join: JoinTable): void {
    const known = () => this.log.known
    this.mirror = new Mirror(join, { known, take: (update) => this.queue.add({ kind: 'mirrored', update }) })
  }

  private answerSync({ from, vector, as }: TaskOf<'sync'>) {
    if (!from.isOpen) return
    const missing = this.log.since(vector, as)
    if (missing) missing.forEach((message) => from.send(message))
    else this.admission.expel(from, CLOSE.malformed, 'malformed')
  }

  private async takeAct({ at, carryOut }: TaskOf<'act'>): Promise<void> {
    await this.decideDue(at)
    await carryOut()
  }

  /** What a deadline says that passed before `now` comes before everything else. */
  private async decideDue(now: number): Promise<void> {
    const needs = { header: this.header, log: this.log, newId: () => this.deps.id() }
    const batch = this.deadlines.decide(needs, now)
    if (batch) await this.commit(batch)
  }

  /** Stores and shows what an act has made. What a refused one has changed is dropped. */
  private async conclude<R extends { kind: string }>(act: Result<Act, R>): Promise<Result<Concluded, R>> {
    const updates = this.state.collect()
    if (!act.ok) {
      if (updates.length > 0) await this.reload()
      return act
    }
    const { happening, made, outcome } = act.value
    this.deadlines.forget()
    const [entry] = await this.commit({
      updates,
      clients: [],
      happened: happening ? [happening] : [],
      ...made,
    })
    if (made.phase) {
      this.header = { ...this.header, phase: made.phase }
      this.admission.freeze()
    }
    return accept({ entry: entry ?? null, outcome })
  }

  /** Puts the document out of memory when nobody has needed it for a while. */
  rest(): void {
    this.log.rest()
  }

  /** Has the record cover what was stored, where no entry has for a day. */
  coverIfDue(): void {
    if (this.log.isUnread || !this.log.isCoverDue) return
    // A fault is the room's own, which reads its log again: nobody waits for this.
    this.inTurn(() => this.log.cover()).catch(() => undefined)
  }

  /** Stores what is under way, has the record cover all of it, and says goodbye. */
  async close(code: number, reason: string): Promise<void> {
    this.mirror?.end()
    this.log.end()
    await this.queue.settled().catch(() => undefined)
    for (const participant of this.participants.all()) this.participants.expel(participant, code, reason)
    this.participants.close()
    await this.log.close()
  }
}
