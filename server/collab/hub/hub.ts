import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { CLOSE } from '#app/document/wire.ts'
import type { Actor, DelegationCode } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftId, Language } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { Result } from '#app/domain/basics/result.ts'
import { partsOfRoom } from '#app/domain/floor/working-copy.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import {
  isFenced,
  type Clock,
  type DelegationStore,
  type DraftStore,
  type LeaseStore,
  type OrganStore,
  type RevisionStore,
  type Rooms,
  type ServerProcess,
  type SharedRoomStore,
  type TransmissionStore,
  type WorkingCopyStore,
} from '#app/usecases/ports.ts'
import type { Bus } from '#server/cluster/bus.ts'
import type { Answer, Frame, Question, Who } from '#server/cluster/frames.ts'
import { Links } from '#server/cluster/links.ts'
import { LocalNetwork } from '#server/cluster/local-bus.ts'
import { Membership } from '#server/cluster/membership.ts'
import { completion } from '../room/completion.ts'
import type { ClientSocket, RoomSession, Identity } from '../sockets/participant.ts'
import { OutboundSessions } from './outbound-sessions.ts'
import { LocalRooms, joinRoom, type RoomLocation } from './local-rooms.ts'
import { InboundSessions } from './inbound-sessions.ts'
import { PacedReader } from '../sockets/paced-reader.ts'
import { clientSocketOf } from '../sockets/client-socket.ts'
import type { Meter } from '../sockets/meter.ts'
import { Questions, Unreachable, answerIn } from './questions.ts'
import { Room } from '../room/room.ts'

export type HubDeps = {
  store: SharedRoomStore
  leases: LeaseStore
  drafts: Pick<DraftStore, 'byId'>
  workingCopies: Pick<WorkingCopyStore, 'isOpen'>
  delegations: DelegationStore
  organs: OrganStore
  revisions: RevisionStore
  transmissions: TransmissionStore
  clock: Clock
  id(): string
  sha256(text: string): string
  log: Logger
  meter?: Meter
  /** Notes who sits down at a table whose room lives here; the answer is for when they leave. */
  attend?(draft: DraftId, actor: Actor): () => void
  /** This process and its way to the others; without them it is the only one. */
  cluster?: { self: ServerProcess; bus: Bus }
}

export type { RoomSession } from '../sockets/participant.ts'

export type Hub = Rooms & {
  /** Resolves when this process is counted among the living; rejects when the database cannot be told. */
  ready: Promise<void>
  /** Has the room of a draft decide what its deadlines say by now; resolves when that is stored. */
  settleDeadlines(draft: DraftId): Promise<void>
  /** How many rooms are open in this process. */
  openRooms(): number
  /** Seats whoever is at the other end of a line. Messages that come before the seat is found wait. */
  join(line: ClientSocket, who: Identity, draft: DraftId): RoomSession
  /** Seats a socket at the table of a draft. */
  connect(socket: WebSocket, who: Identity, draft: DraftId): void
  /** Stores everything, gives the rooms to the other processes, ends every connection. */
  close(): Promise<void>
}

/** ms for which a room is looked for while its holder may have died; more than a lease and what opening takes. */
const FOUND_WITHIN = 6_000
/** ms between two looks. */
const LOOK = 100
const MOVED = [1012, 'moved'] as const
const RESTARTING = [1012, 'restarting'] as const
const AWAY = [1013, 'not-available'] as const

/** The rooms of the whole installation as this process sees them: those it holds, and the way to the others. */
export function createHub(deps: HubDeps): Hub {
  return new Switchboard(deps)
}

class Switchboard implements Hub {
  readonly ready: Promise<void>
  private readonly held: LocalRooms
  private readonly links: Links
  private readonly membership: Membership
  private readonly forwarded: OutboundSessions
  private readonly hosted: InboundSessions
  private readonly questions: Questions
  /** Who answered last for a room: asked first, so that thousands of readers cost the database one look. */
  private readonly hints = new Map<DraftId, string>()
  private isClosing = false

  constructor(private readonly deps: HubDeps) {
    const { log, leases, cluster } = deps
    const self = cluster?.self ?? { id: deps.id(), name: 'alone', claims: true }
    const bus = cluster?.bus ?? new LocalNetwork().attach(self.id)
    this.links = new Links({
      bus,
      log,
      frame: (from, frame) => this.take(from, frame),
      lost: (peer) => this.lose(peer, bus.isUp ? MOVED : AWAY),
      isUsed: (peer) => [this.forwarded, this.hosted, this.questions].some((each) => each.isUsed(peer)),
    })
    this.membership = new Membership({
      leases,
      self,
      log,
      shared: cluster !== undefined,
      died: (peer) => this.bury(peer),
      lapsed: () => void this.held.loseAll(),
    })
    this.held = heldRooms(deps, self.id, (draft) => (line, who) => this.join(line, who, draft))
    const find = (draft: DraftId) => this.find(draft)
    this.forwarded = new OutboundSessions(this.links, log)
    this.hosted = new InboundSessions(this.links, find)
    this.questions = new Questions(this.links, find)
    this.ready = this.membership.start()
    this.ready.catch(() => undefined)
  }

  openRooms(): number {
    return this.held.size
  }

  private async find(draft: DraftId): Promise<RoomLocation> {
    await this.ready
    return this.held.find(draft)
  }

  /** The process to ask for a room that is not here; null when there is none to ask yet. */
  private async ownerOf(draft: DraftId, place: { owner: string | null }): Promise<string | null> {
    const owner = place.owner ?? this.membership.takerOf(draft)
    if (owner !== null) this.hints.set(draft, owner)
    return owner
  }

  /** Tries `here` or `there` until one succeeds; a room whose holder has died is found when its lease is over. */
  private async reach<T>(
    draft: DraftId,
    here: (held: Extract<RoomLocation, { held: unknown }>['held']) => Promise<T | null> | T,
    there: (owner: string) => Promise<T | null>,
  ): Promise<T> {
    const until = performance.now() + FOUND_WITHIN
    for (;;) {
      const hint = this.hints.get(draft)
      const place = hint === undefined ? await this.find(draft) : { owner: hint }
      const outcome = 'held' in place ? await atHome(place, here) : await this.abroad(draft, place, there)
      if (outcome !== null) return outcome
      this.hints.delete(draft)
      if (this.isClosing || performance.now() > until)
        throw new Unreachable(`No process answers for the room of ${draft}.`)
      if (hint === undefined) await new Promise((resolve) => setTimeout(resolve, LOOK))
    }
  }

  private async abroad<T>(
    draft: DraftId,
    place: { owner: string | null },
    there: (owner: string) => Promise<T | null>,
  ) {
    const owner = await this.ownerOf(draft, place)
    return owner === null || owner === this.membership.id ? null : there(owner)
  }

  async read(draft: DraftId): Promise<RollingText> {
    return (await this.ask(draft, { kind: 'read' })) as RollingText
  }

  async decide(draft: DraftId, by: Parameters<Rooms['decide']>[1], decision: Decision) {
    return (await this.ask(draft, { kind: 'decide', by, decision })) as Result<RecordEntry, DecisionRefusal>
  }

  async settleDeadlines(draft: DraftId): Promise<void> {
    await this.ask(draft, { kind: 'lapse' })
  }

  async readFloor(draft: DraftId): Promise<Floor> {
    return (await this.ask(draft, { kind: 'read-floor' })) as Floor
  }

  async makeStatement(draft: DraftId, by: Parameters<Rooms['makeStatement']>[1], statement: Statement) {
    const answer = await this.ask(draft, { kind: 'makeStatement', by, statement })
    return answer as Result<RecordEntry | null, StatementRefusal>
  }

  private ask(draft: DraftId, question: Question): Promise<unknown> {
    return this.reach<{ value: unknown }>(
      draft,
      async (held) => {
        try {
          return { value: await answerIn(held, question) }
        } catch (error) {
          // The room has changed hands and nothing was stored: its new holder is asked.
          if (isFenced(error)) return null
          throw error
        }
      },
      async (owner) => answered(await this.questions.ask(owner, draft, question)),
    ).then(({ value }) => value)
  }

  dismiss(who: Who): void {
    this.dismissHere(who)
    this.links.publish({ kind: 'dismissed', who })
  }

  private dismissHere(who: Who): void {
    void this.held.all().then((rooms) => {
      for (const { room } of rooms) room.dismiss(who, CLOSE.signedOut, 'signed-out')
    })
  }

  join(socket: ClientSocket, who: Identity, draft: DraftId): RoomSession {
    let at: RoomSession | null = null
    let isOpen = true
    const waiting: Uint8Array[] = []
    const sit = (seat: RoomSession) => {
      if (!isOpen) return seat.leave()
      at = seat
      for (const message of waiting.splice(0)) seat.receive(message)
    }
    this.reach<RoomSession>(
      draft,
      (held) => (isOpen ? joinRoom(held, socket, who) : nobody),
      (owner) => (isOpen ? this.forwarded.join(socket, who, draft, owner) : Promise.resolve(nobody)),
    ).then(sit, (err: unknown) => {
      this.deps.log.error({ err, draft }, 'a seat could not be found')
      const [code, reason] = this.isClosing ? RESTARTING : AWAY
      if (isOpen) socket.close(code, reason)
    })
    return {
      receive: (message) => (at ? at.receive(message) : void waiting.push(message)),
      leave() {
        isOpen = false
        at?.leave()
      },
    }
  }

  connect(socket: WebSocket, who: Identity, draft: DraftId): void {
    const intake = new PacedReader(socket)
    const seat = this.join(
      clientSocketOf(socket, (message) => intake.told(message)),
      who,
      draft,
    )
    intake.open((message) => seat.receive(message))
    socket.on('close', () => seat.leave())
  }

  private take(from: string, frame: Frame): void {
    switch (frame.kind) {
      case 'join':
      case 'said':
      case 'leave':
      case 'lags':
        return this.hosted.take(from, frame)
      case 'seated':
      case 'refused':
      case 'told':
      case 'included':
      case 'ended':
      case 'shown':
        return this.forwarded.take(from, frame)
      case 'asked':
      case 'answered':
        return this.questions.take(from, frame)
      case 'dismissed':
        return this.dismissHere(frame.who)
    }
  }

  private lose(peer: string, [code, reason]: readonly [number, string]): void {
    this.forwarded.lose(peer, code, reason)
    this.hosted.lose(peer)
    this.questions.lose(peer)
  }

  private bury(peer: string): void {
    for (const [draft, owner] of this.hints) if (owner === peer) this.hints.delete(draft)
    this.links.forget(peer)
    this.lose(peer, MOVED)
    this.hosted.forget(peer)
  }

  async close(): Promise<void> {
    this.isClosing = true
    await this.ready.catch(() => undefined)
    await this.membership.drain()
    await this.held.close(...RESTARTING)
    this.forwarded.loseAll(...RESTARTING)
    await this.membership.leave()
    this.links.close()
  }
}

/** For one who has gone before a seat was found. */
const nobody: RoomSession = { receive: () => undefined, leave: () => undefined }

const atHome = <T>(
  { held }: Extract<RoomLocation, { held: unknown }>,
  here: (held: Extract<RoomLocation, { held: unknown }>['held']) => Promise<T | null> | T,
): Promise<T | null> | T | null => (held.isOver ? null : here(held))

/** Null when the room was not there; throws what was thrown there. */
function answered(answer: Answer): { value: unknown } | null {
  if (answer.kind === 'elsewhere') return null
  if (answer.kind === 'value') return { value: answer.value }
  const { name, message, what } = answer
  throw Object.assign(new Error(message), { name, ...(what !== undefined && { what }) })
}

function heldRooms(
  deps: HubDeps,
  self: string,
  sittingAt: (draft: DraftId) => (line: ClientSocket, who: Identity) => RoomSession,
): LocalRooms {
  const complete = completion(deps)
  const namesIn = async (language: Language) => {
    const names = new Map((await deps.delegations.all()).map(({ code, name }) => [code, name[language]]))
    return (code: DelegationCode) => (names.get(code) ?? code).toLocaleUpperCase(language)
  }
  return new LocalRooms({
    ...deps,
    self,
    async header(room) {
      const { draft, delegation } = partsOfRoom(room)
      const header = await deps.drafts.byId(draft)
      if (delegation === null || header === null) return header
      return (await deps.workingCopies.isOpen(draft, delegation)) ? { ...header, id: room } : null
    },
    async open(header, store) {
      const begun = performance.now()
      const room = await Room.open(header, { ...deps, store, complete, namesIn })
      deps.meter?.opened(performance.now() - begun)
      const { draft, delegation } = partsOfRoom(header.id)
      if (delegation !== null) room.mirror(sittingAt(draft))
      return room
    },
  })
}
