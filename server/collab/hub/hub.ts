import type { WebSocket } from 'ws'
import { CLOSE } from '#app/document/wire.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { isFenced, type Rooms, type ServerProcess, type StatementOutcome } from '#app/usecases/ports.ts'
import type { Bus } from '#server/cluster/bus.ts'
import type { Frame, Question, Who } from '#server/cluster/frames.ts'
import { Links } from '#server/cluster/links.ts'
import { LocalNetwork } from '#server/cluster/local-bus.ts'
import { Membership } from '#server/cluster/membership.ts'
import { clientSocketOf } from '../sockets/client-socket.ts'
import { PacedReader } from '../sockets/paced-reader.ts'
import type { ClientSocket, Identity, RoomSession } from '../sockets/participant.ts'
import { InboundSessions } from './inbound-sessions.ts'
import { joinRoom, type LocalRooms } from './local-rooms.ts'
import { openRooms, type OpenRoomsDeps } from './open-rooms.ts'
import { OutboundSessions } from './outbound-sessions.ts'
import { Questions, answerIn, valueOf } from './questions.ts'
import { RoomLocator } from './room-locator.ts'

export type HubDeps = OpenRoomsDeps & {
  /** This process and its way to the others; without them it is the only one. */
  cluster?: { self: ServerProcess; bus: Bus }
}

export type { RoomSession } from '../sockets/participant.ts'

/** How a connection is ended: a code of the websocket protocol, and a word. */
type Goodbye = readonly [code: number, reason: string]
const MOVED: Goodbye = [1012, 'moved']
const RESTARTING: Goodbye = [1012, 'restarting']
const AWAY: Goodbye = [1013, 'not-available']

/** The rooms of the whole installation as this process sees them: those it holds, and the way to the others. */
export const createHub = (deps: HubDeps): Hub => new Hub(deps)

export class Hub implements Rooms {
  /** Resolves when this process is counted among the living; rejects when the database cannot be told. */
  readonly ready: Promise<void>
  private readonly rooms: LocalRooms
  private readonly locator: RoomLocator
  private readonly links: Links
  private readonly membership: Membership
  private readonly outbound: OutboundSessions
  private readonly inbound: InboundSessions
  private readonly questions: Questions
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
      isUsed: (peer) => [this.outbound, this.inbound, this.questions].some((each) => each.isUsed(peer)),
    })
    this.membership = new Membership({
      leases,
      self,
      log,
      shared: cluster !== undefined,
      died: (peer) => this.forget(peer),
      expired: () => void this.rooms.loseAll(),
    })
    this.rooms = openRooms(deps, self.id, (draft) => (socket, who) => this.join(socket, who, draft))
    this.locator = new RoomLocator({
      rooms: this.rooms,
      membership: this.membership,
      ready: () => this.ready,
    })
    const find = (room: RoomId) => this.locator.find(room)
    this.outbound = new OutboundSessions(this.links, log)
    this.inbound = new InboundSessions(this.links, find)
    this.questions = new Questions(this.links, find)
    this.ready = this.membership.start()
    this.ready.catch(() => undefined)
  }

  /** How many rooms are open in this process. */
  openRooms(): number {
    return this.rooms.size
  }

  async read(room: RoomId): Promise<RollingText> {
    return (await this.ask(room, { kind: 'read' })) as RollingText
  }

  async readFloor(room: RoomId): Promise<Floor> {
    return (await this.ask(room, { kind: 'read-floor' })) as Floor
  }

  async decide(room: RoomId, by: Actor, decision: Decision) {
    return (await this.ask(room, { kind: 'decide', by, decision })) as Result<RecordEntry, DecisionRefusal>
  }

  async makeStatement<S extends Statement>(room: RoomId, by: Actor, statement: S) {
    const answer = await this.ask(room, { kind: 'makeStatement', by, statement })
    return answer as Result<StatementOutcome<S>, StatementRefusal>
  }

  /** Has a room decide what its deadlines say by now; resolves when that is stored. */
  async settleDeadlines(room: RoomId): Promise<void> {
    await this.ask(room, { kind: 'settle-deadlines' })
  }

  private async ask(room: RoomId, question: Question): Promise<unknown> {
    const { value } = await this.locator.reach<{ value: unknown }>(room, {
      async here(local) {
        try {
          return { value: await answerIn(local, question) }
        } catch (error) {
          // The room has changed hands and nothing was stored: its new holder is asked.
          if (isFenced(error)) return null
          throw error
        }
      },
      there: async (owner) => valueOf(await this.questions.ask(owner, room, question)),
    })
    return value
  }

  dismiss(who: Who): void {
    this.dismissHere(who)
    this.links.publish({ kind: 'dismissed', who })
  }

  private dismissHere(who: Who): void {
    void this.rooms.all().then((rooms) => {
      for (const { room } of rooms) room.dismiss(who, CLOSE.signedOut, 'signed-out')
    })
  }

  /** Lets whoever is behind a socket into a room. Messages that come before the room is found wait. */
  join(socket: ClientSocket, who: Identity, room: RoomId): RoomSession {
    const session = new PendingSession()
    this.locator
      .reach<RoomSession>(room, {
        here: (local) => (session.isOpen ? joinRoom(local, socket, who) : nobody),
        there: async (owner) => (session.isOpen ? this.outbound.join(owner, room, socket, who) : nobody),
      })
      .then(
        (found) => session.begin(found),
        (err: unknown) => {
          this.deps.log.error({ err, draft: room }, 'a seat could not be found')
          if (session.isOpen) socket.close(...(this.isClosing ? RESTARTING : AWAY))
        },
      )
    return session
  }

  /** Lets a websocket into a room. */
  connect(socket: WebSocket, who: Identity, room: RoomId): void {
    const reader = new PacedReader(socket)
    const client = clientSocketOf(socket, (message) => reader.told(message))
    const session = this.join(client, who, room)
    reader.open((message) => session.receive(message))
    socket.on('close', () => session.leave())
  }

  private take(from: string, frame: Frame): void {
    switch (frame.kind) {
      case 'join':
      case 'said':
      case 'leave':
      case 'lags':
        return this.inbound.take(from, frame)
      case 'joined':
      case 'refused':
      case 'told':
      case 'included':
      case 'ended':
      case 'shown':
        return this.outbound.take(from, frame)
      case 'asked':
      case 'answered':
        return this.questions.take(from, frame)
      case 'dismissed':
        return this.dismissHere(frame.who)
    }
  }

  /** What was said to or by that process may be lost. */
  private lose(peer: string, goodbye: Goodbye): void {
    this.outbound.lose(peer, ...goodbye)
    this.inbound.lose(peer)
    this.questions.lose(peer)
  }

  /** That process is dead or has left. */
  private forget(peer: string): void {
    this.locator.forget(peer)
    this.links.forget(peer)
    this.lose(peer, MOVED)
    this.inbound.forget(peer)
  }

  /** Stores everything, gives the rooms to the other processes, ends every connection. */
  async close(): Promise<void> {
    this.isClosing = true
    this.locator.end()
    await this.ready.catch(() => undefined)
    await this.membership.drain()
    await this.rooms.close(...RESTARTING)
    this.outbound.loseAll(...RESTARTING)
    await this.membership.leave()
    this.links.close()
  }
}

/** For one who has gone before the room was found. */
const nobody: RoomSession = { receive: () => undefined, leave: () => undefined }

/** Stands for the session in a room that is still looked for. */
class PendingSession implements RoomSession {
  isOpen = true
  private found: RoomSession | null = null
  private readonly waiting: Uint8Array[] = []

  begin(found: RoomSession): void {
    if (!this.isOpen) return found.leave()
    this.found = found
    for (const message of this.waiting.splice(0)) found.receive(message)
  }

  receive(message: Uint8Array): void {
    if (this.found) this.found.receive(message)
    else this.waiting.push(message)
  }

  leave(): void {
    this.isOpen = false
    this.found?.leave()
  }
}
