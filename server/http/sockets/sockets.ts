import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { WebSocketServer, type WebSocket } from 'ws'
import { CLOSE, MESSAGE } from '#app/document/wire.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import { may } from '#app/domain/policy.ts'
import { inPrivate, partsOfRoom } from '#app/domain/floor/working-copy.ts'
import { actorOf } from '#app/http/context.ts'
import type { DelegationStore, DraftStore, WorkingCopyStore } from '#app/usecases/ports.ts'
import { ConnectionCounter, ALLOWANCES, type ConnectionAllowances } from './connection-counter.ts'
import { clientAddress, trustOf } from '../client-address.ts'
import type { Authenticator } from '../sessions/authenticator.ts'
import { Heartbeat } from './heartbeat.ts'
import { limitConnections } from '../http-limits.ts'
import { LiveSessions } from '../sessions/live-sessions.ts'
import { OnePerTurn } from '#server/event-loop/one-per-turn.ts'
import { isFromThisSite } from '../same-site.ts'

/** Bytes one message may have: twice what a room takes at once, so that it can still say why it does not. */
export const LARGEST_MESSAGE = 2 * 1024 * 1024
/** Pieces a message may come in; browsers send it in one. */
const PIECES = 1_024
/** ms that whoever is sent away has to go. */
const GOODBYE = 2_000
const MINUTE = 60_000

/** Close codes before a room is reached; the reason is the same word. */
export const CLOSED = {
  signedOut: [CLOSE.signedOut, 'signed-out'],
  noSuchDraft: [CLOSE.noSuchDraft, 'no-such-draft'],
  tooMany: [CLOSE.flood, 'too-many'],
  stopping: [1012, 'restarting'],
} as const

export type SocketRooms = {
  connect(socket: WebSocket, who: { actor: Actor; session: string }, room: RoomId): void
  dismiss(who: { session: string }): void
}

export type SocketsDeps = {
  rooms: SocketRooms
  authenticator: Pick<Authenticator, 'identify' | 'living' | 'mark' | 'keepAlive'>
  drafts: Pick<DraftStore, 'byId'>
  workingCopies: Pick<WorkingCopyStore, 'isOpen'>
  delegations: DelegationStore
  origin: URL | undefined
  /** Whose word about a sender's address counts, as Express's "trust proxy" takes it. */
  trustProxy: string
  allowances?: ConnectionAllowances
  log: Logger
}

export type Sockets = {
  /** Takes no new connection from now on; the rooms end the open ones. */
  stop(): void
  /** Cuts off whoever has not answered the rooms' goodbye. */
  end(): void
}

/**
 * Lets browsers in at `/collab/<room>`: anyone who is signed in may read, what one may write is the room's
 * to say. Whoever is not let in is told why by a close code, which a browser's script can read, unlike a
 * refused handshake's status.
 */
export function openSockets(server: Server, deps: SocketsDeps): Sockets {
  const options = {
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    maxFragments: PIECES,
    maxBufferedChunks: 16 * PIECES,
    closeTimeout: GOODBYE,
    perMessageDeflate: false,
  }
  const sockets = new WebSocketServer(options)
  const trusts = trustOf(deps.trustProxy)
  limitConnections(server, trusts)
  const admission = new Admission(deps)
  // When thousands come at once they are let in one by one.
  const turns = new OnePerTurn()

  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy())
    const room = roomIn(request)
    if (!room) return reject(stream, '404 Not Found')
    if (!isFromThisSite(request, deps.origin)) return reject(stream, '403 Forbidden')
    const address = clientAddress(request, trusts)
    if (!admission.connections.enter('address', address, performance.now()))
      return reject(stream, '429 Too Many Requests', 'Retry-After: 2\r\n')
    stream.once('close', () => admission.connections.leave('address', address))
    turns.wait(() => {
      if (stream.destroyed) return
      sockets.handleUpgrade(request, stream, head, (socket) => admission.take(socket, request, room))
    })
  })

  return {
    stop: () => admission.stop(),
    end() {
      admission.end()
      for (const socket of sockets.clients) socket.terminate()
    },
  }
}

/** Finds out who has come, looks after who was let in, and ends the connections of who may not be here any more. */
class Admission {
  readonly connections: ConnectionCounter
  private readonly sessions: LiveSessions
  private readonly heartbeat = new Heartbeat()
  private readonly tidy: NodeJS.Timeout
  private stopping = false

  constructor(private readonly deps: SocketsDeps) {
    this.connections = new ConnectionCounter(deps.allowances ?? ALLOWANCES)
    this.sessions = new LiveSessions({ ...deps, ended: (session) => deps.rooms.dismiss({ session }) })
    this.tidy = setInterval(() => this.connections.forget(performance.now()), MINUTE)
    this.tidy.unref()
  }

  take(socket: WebSocket, request: IncomingMessage, room: RoomId): void {
    const { log } = this.deps
    // One malformed frame ends a process that does not listen here.
    socket.on('error', (error) =>
      log.debug({ draft: room, code: (error as { code?: string }).code }, 'socket error'),
    )
    if (this.stopping) return socket.close(...CLOSED.stopping)
    this.heartbeat.watch(socket)
    this.admit(socket, request, room).catch((err: unknown) => {
      log.error({ err, draft: room }, 'a connection could not be opened')
      socket.close(1011, 'server-fault')
    })
  }

  private async admit(socket: WebSocket, request: IncomingMessage, room: RoomId): Promise<void> {
    // What comes before the room listens waits in the kernel.
    socket.pause()
    try {
      const { user, session } = await this.deps.authenticator.identify(request.headers.cookie)
      if (!user || !session) return socket.close(...CLOSED.signedOut)
      if (socket.readyState !== socket.OPEN) return
      if (!this.enter(socket, user.id, session)) return socket.close(...CLOSED.tooMany)
      const actor = await this.actorIn(room, actorOf(user), delegationIn(request))
      if (!actor) return socket.close(...CLOSED.noSuchDraft)
      if (this.stopping) return socket.close(...CLOSED.stopping)
      if (socket.readyState !== socket.OPEN) return
      this.sessions.watch(socket, session, user)
      // Carets are sent every few seconds even by a page left open; words are what keeps a session alive.
      socket.on('message', (message: Buffer) => message[0] === MESSAGE.sync && this.sessions.used(session))
      this.deps.rooms.connect(socket, { actor, session }, room)
    } finally {
      socket.resume()
    }
  }

  /**
   * As whom somebody is in a room; null where there is none for them. A working copy is there for its own
   * delegation only, which writes in it under a code of its own.
   */
  private async actorIn(room: RoomId, actor: Actor, behalf: string | null): Promise<Actor | null> {
    const { draft, delegation } = partsOfRoom(room)
    if (delegation !== null && (!may(actor, 'keep-working-copy') || actor.delegation !== delegation))
      return null
    if (!(await this.deps.drafts.byId(draft))) return null
    if (delegation === null) return behalf === null ? actor : this.onBehalf(actor, behalf)
    const isOpen = await this.deps.workingCopies.isOpen(draft, delegation)
    return isOpen ? { ...actor, delegation: inPrivate(delegation) } : null
  }

  /** The secretariat, typing for a delegation; whoever else asks for that is who they are. */
  private async onBehalf(actor: Actor, delegation: string): Promise<Actor> {
    if (!may(actor, 'type-on-behalf')) return actor
    const isKnown = (await this.deps.delegations.all()).some(({ code }) => code === delegation)
    return isKnown ? { ...actor, delegation } : actor
  }

  private enter(socket: WebSocket, user: string, session: string): boolean {
    const now = performance.now()
    if (!this.connections.enter('session', session, now)) return false
    socket.once('close', () => this.connections.leave('session', session))
    if (!this.connections.enter('user', user, now)) return false
    socket.once('close', () => this.connections.leave('user', user))
    return true
  }

  stop(): void {
    this.stopping = true
    this.sessions.stop()
  }

  end(): void {
    this.stop()
    this.heartbeat.stop()
    clearInterval(this.tidy)
  }
}

const roomIn = (request: IncomingMessage): RoomId | null =>
  /^\/collab\/([\w-]{1,64}(?:~[A-Z]{3})?)$/.exec(request.url?.split('?')[0] ?? '')?.[1] ?? null

/** `?for=MEX`: the delegation that somebody wants to type for. */
const delegationIn = (request: IncomingMessage): string | null =>
  /[?&]for=([A-Z]{3})(?:&|$)/.exec(request.url ?? '')?.[1] ?? null

function reject(stream: Duplex, status: string, headers = ''): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n${headers}Content-Length: 0\r\n\r\n`)
}
