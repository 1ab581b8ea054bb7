import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Actor } from '#app/domain/actor.ts'
import type { DraftId } from '#app/domain/draft.ts'
import { actorOf } from '#app/http/context.ts'
import type { DraftStore } from '#app/usecases/ports.ts'
import type { Door } from './door.ts'
import { isFromThisSite } from './same-site.ts'

/** Bytes one message may have: the whole state of a very large draft, and nothing near a danger. */
export const LARGEST_MESSAGE = 4 * 1024 * 1024
/** ms between two looks at whether the sessions behind open sockets still live. */
const ROUND = 60_000

/** First byte of a message that carries words; carets are sent every few seconds even by a page left open. */
const SYNC = 0

/** Close codes before a room is reached; the reason is the same word. */
export const CLOSED = {
  signedOut: [4401, 'signed-out'],
  noSuchDraft: [4404, 'no-such-draft'],
  stopping: [1001, 'stopping'],
} as const

export type Table = {
  connect(socket: WebSocket, who: { actor: Actor; session: string }, draft: DraftId): void
  dismiss(who: { session: string }): void
}

export type SocketsDeps = {
  table: Table
  door: Door
  drafts: Pick<DraftStore, 'byId'>
  origin: URL | undefined
  log: Logger
}

export type Sockets = {
  /** Takes no new connection from now on; the rooms end the open ones. */
  stop(): void
  /** Cuts off whoever has not answered the rooms' goodbye. */
  end(): void
}

/**
 * Lets browsers in at `/collab/<draft>`: anyone who is signed in may read, what one may write is the room's
 * to say. Whoever is not let in is told why by a close code, which a browser's script can read, unlike a
 * refused handshake's status.
 */
export function openSockets(server: Server, deps: SocketsDeps): Sockets {
  const { log } = deps
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
  })
  const sessions = new LiveSessions(deps)
  let stopping = false

  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy())
    const draft = draftOf(request)
    if (!draft) return reject(stream, '404 Not Found')
    if (!isFromThisSite(request, deps.origin)) return reject(stream, '403 Forbidden')
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // One malformed frame ends a process that does not listen here.
      socket.on('error', (error) =>
        log.debug({ draft, code: (error as { code?: string }).code }, 'socket error'),
      )
      if (stopping) return socket.close(...CLOSED.stopping)
      admit(socket, request, draft).catch((err: unknown) => {
        log.error({ err, draft }, 'a connection could not be opened')
        socket.close(1011, 'server-fault')
      })
    })
  })

  async function admit(socket: WebSocket, request: IncomingMessage, draft: DraftId): Promise<void> {
    // What comes before the room listens waits in the kernel.
    socket.pause()
    try {
      const { user, session } = await deps.door.identify(request.headers.cookie)
      if (!user || !session) return socket.close(...CLOSED.signedOut)
      if (!(await deps.drafts.byId(draft))) return socket.close(...CLOSED.noSuchDraft)
      if (stopping) return socket.close(...CLOSED.stopping)
      if (socket.readyState !== socket.OPEN) return
      sessions.watch(socket, session)
      deps.table.connect(socket, { actor: actorOf(user), session }, draft)
    } finally {
      socket.resume()
    }
  }

  return {
    stop() {
      stopping = true
      sessions.stop()
    },
    end() {
      for (const socket of sockets.clients) socket.terminate()
    },
  }
}

const draftOf = (request: IncomingMessage): DraftId | null =>
  /^\/collab\/([\w-]{1,64})$/.exec(request.url?.split('?')[0] ?? '')?.[1] ?? null

function reject(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/**
 * The sessions behind open sockets: whoever types keeps the session alive, and a session that ends, by time
 * or because it was revoked from elsewhere, ends its sockets.
 */
class LiveSessions {
  readonly #open = new Map<string, { sockets: number; used: boolean }>()
  readonly #deps: SocketsDeps
  readonly #rounds: NodeJS.Timeout

  constructor(deps: SocketsDeps) {
    this.#deps = deps
    this.#rounds = setInterval(() => void this.#round(), ROUND)
    this.#rounds.unref()
  }

  watch(socket: WebSocket, session: string): void {
    const entry = this.#open.get(session) ?? { sockets: 0, used: true }
    this.#open.set(session, entry)
    entry.sockets++
    socket.on('message', (message: Buffer) => {
      if (message[0] === SYNC) entry.used = true
    })
    socket.on('close', () => {
      if (--entry.sockets === 0) this.#open.delete(session)
    })
  }

  async #round(): Promise<void> {
    for (const [session, entry] of [...this.#open]) {
      try {
        const lives = await this.#deps.door.keepAlive(session, entry.used)
        entry.used = false
        if (!lives) this.#deps.table.dismiss({ session })
      } catch (err) {
        this.#deps.log.warn({ err }, 'a session could not be looked at')
      }
    }
  }

  stop(): void {
    clearInterval(this.#rounds)
  }
}
