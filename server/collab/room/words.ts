import { keepTimes } from '#app/document/model/tabled-at.ts'
import { markOnBehalf } from '#app/document/model/behalf-mark.ts'
import { untouched, type Verdict, type Violation } from '#app/document/guard/verdict.ts'
import { encodeLate, encodeStored } from '#app/document/wire.ts'
import type { Written } from '#app/document/guard/incoming.ts'
import type { LateWords } from '#app/document/model/late-words.ts'
import type { Typing } from '#app/document/guard/typing.ts'
import type { AuthorId, UserId } from '#app/domain/basics/actor.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { UnchainedEntry } from '#app/domain/record/entry.ts'
import type { ClientBinding } from '#app/usecases/ports.ts'
import type { Participant } from '../sockets/participant.ts'
import { cameLate, happened } from './happenings.ts'
import type { RoomState } from './room-state.ts'

/** One update as it came; `at` in ms of the process's own clock. */
export type Words = { kind: 'words'; from: Participant; update: Uint8Array; at: number }

export type WordsContext = {
  draft: RoomId
  /** ms since epoch */
  now: number
  newId(): string
  /** What stands for a person in the text. */
  authorOf(user: UserId): AuthorId
  /** Nobody writes any more. */
  isTransmitted: boolean
  /** Whose a client id is; those first seen in the batch are added. */
  owners: Map<number, UserId>
  /** Whether this batch has taken long enough. */
  isLate(): boolean
}

/** What came of a batch of words, to be stored and shown. */
export type WordsOutcome = {
  updates: Uint8Array[]
  clients: ClientBinding[]
  entries: UnchainedEntry[]
  /** Updates taken in, by their authors. */
  done: Map<Participant, number>
  late: Map<Participant, LateWords[]>
  refused: { from: Participant; violation: Violation }[]
  /** Updates of the batch that were not looked at any more. */
  rest: Words[]
  /** A refused update has left its traces in the document: it must be made anew. */
  isSpoiled: boolean
}

/** Updates between two looks at the clock. */
const LOOK_EVERY = 32

/**
 * Takes in a batch of updates: plain typing of everyone in one step, everything else one by one. Whoever sends
 * what is refused has nothing more taken in.
 */
export function takeWords(state: RoomState, batch: readonly Words[], context: WordsContext): WordsOutcome {
  return new WordsBatch(state, context).take(batch)
}

/** What authors alone are told once a batch is stored: what came too late, and how much of theirs is stored by then. */
export function messagesToAuthors({ done, late }: WordsOutcome): Map<Participant, Uint8Array[]> {
  const messagesTo = (from: Participant): Uint8Array[] => {
    const words = late.get(from)
    return [...(words ? [encodeLate(words)] : []), encodeStored(from.stored)]
  }
  return new Map([...done.keys()].map((from) => [from, messagesTo(from)]))
}

class WordsBatch {
  private readonly taken: WordsOutcome = {
    updates: [],
    clients: [],
    entries: [],
    done: new Map(),
    late: new Map(),
    refused: [],
    rest: [],
    isSpoiled: false,
  }
  private readonly typing: Typing
  /** What is being typed on, until it is applied. */
  private readonly typed = new Map<Participant, Verdict>()
  private readonly refused = new Set<Participant>()

  constructor(
    private readonly state: RoomState,
    private readonly context: WordsContext,
  ) {
    this.typing = state.guard.typing()
  }

  take(batch: readonly Words[]): WordsOutcome {
    for (let at = 0; at < batch.length; at++) {
      const { from, update } = batch[at]!
      if (!from.isOpen || this.refused.has(from)) continue
      if (!this.type(from, update)) this.takeOne(from, update)
      const isOver = this.taken.isSpoiled || (at % LOOK_EVERY === 0 && this.context.isLate())
      if (!isOver) continue
      this.taken.rest = batch.slice(at + 1)
      break
    }
    this.settleTyping()
    return this.taken
  }

  private readonly ownerOf = (client: number) => this.context.owners.get(client)

  private writer(from: Participant) {
    const { user } = from.actor
    const delegation = this.context.isTransmitted ? null : from.layer
    return { delegation, user, author: this.context.authorOf(user) }
  }

  private type(from: Participant, update: Uint8Array): boolean {
    const seen = this.typing.add(update, this.writer(from), this.ownerOf)
    if (!seen) return false
    const verdict = this.typed.get(from) ?? untouched()
    this.typed.set(from, verdict)
    if (!verdict.touched.includes(seen.proposal)) verdict.touched.push(seen.proposal)
    goOn(verdict.written, seen.written)
    this.count(from)
    return true
  }

  private count(from: Participant) {
    this.taken.done.set(from, (this.taken.done.get(from) ?? 0) + 1)
  }

  private settleTyping() {
    if (!this.typing.isEmpty) {
      this.typing.apply()
      for (const [from, verdict] of this.typed) this.settle(from, verdict)
      this.typed.clear()
    }
    if (!this.taken.isSpoiled) for (const update of this.state.collect()) this.taken.updates.push(update)
  }

  private takeOne(from: Participant, update: Uint8Array) {
    this.settleTyping()
    const { guard } = this.state
    const { now, draft, owners } = this.context
    const answer = guard.take(update, this.writer(from), this.ownerOf, now)
    if (!answer.ok) {
      this.refused.add(from)
      this.taken.refused.push({ from, violation: answer.refusal })
      this.taken.isSpoiled = guard.isSpoiled
      return
    }
    const verdict = answer.value
    for (const client of verdict.clients) {
      owners.set(client, from.actor.user)
      this.taken.clients.push({ client, user: from.actor.user })
    }
    this.settle(from, verdict)
    this.keepTimes(verdict)
    this.count(from)
    // One update may tell of more than a call can have arguments.
    for (const entry of happened(draft, from.actor, verdict, now)) this.taken.entries.push(entry)
  }

  /** What the secretariat types for a delegation is marked until that has confirmed it. */
  private markOnBehalf({ actor }: Participant, { tabled, touched }: Verdict) {
    const ids = [...tabled.map((entry) => entry.attribution.id), ...touched]
    const by = { user: this.context.authorOf(actor.user), at: this.context.now }
    this.state.doc.transact(() => markOnBehalf(this.state.doc, ids, by), 'room')
  }

  /** What is shown of a time is the server's: a browser may say any. */
  private keepTimes({ tabled, withdrawn }: Verdict) {
    if (tabled.length === 0 && withdrawn.length === 0) return
    const { doc } = this.state
    doc.transact(() => keepTimes(doc, tabled, withdrawn, this.context.now), 'room')
  }

  private settle(from: Participant, verdict: Verdict) {
    if (from.actor.role === 'secretariat') this.markOnBehalf(from, verdict)
    const late = this.state.settle(from, verdict, this.context)
    if (late.length === 0) return
    this.taken.late.set(from, [...(this.taken.late.get(from) ?? []), ...late])
    const { draft, now } = this.context
    for (const entry of cameLate(draft, from.actor, late, now)) this.taken.entries.push(entry)
  }
}

/** Adds characters to those before, as one run where they follow each other. */
function goOn(written: Written[], next: Written) {
  const last = written.at(-1)
  if (last?.client === next.client && last.clock + last.length === next.clock) last.length += next.length
  else written.push(next)
}
