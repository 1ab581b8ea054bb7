import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { CLOSE } from '#app/document/wire.ts'
import type { User } from '#app/usecases/ports.ts'
import type { Authenticator } from './authenticator.ts'

/** ms from the end of one look at all sessions to the next: together with the look itself under a second. */
const PAUSE = 650
/** Up to so many sessions are looked at together; more are spread over groups, so that nothing stops for them. */
const TOGETHER = 400
const GROUPS = 16
/** ms after which a session in use is used up a little, and so many are extended in one round at most. */
const RENEW_AFTER = 10 * 60_000
const RENEWALS = 20

type Entry = { user: User; sockets: Set<WebSocket>; used: boolean; renewed: number }
type Group = { entries: Map<string, Entry>; mark: string | null }
type Deps = {
  authenticator: Pick<Authenticator, 'living' | 'mark' | 'keepAlive'>
  /** Whatever else hangs on a session may end with it. */
  ended(session: string): void
  log: Logger
}

/**
 * The sessions behind open sockets. Whoever types keeps the session alive. A session that ends, by time or because
 * it was revoked from wherever, ends its sockets within a second; so does a user's new role or delegation. A
 * database that does not answer ends nobody's.
 */
export class LiveSessions {
  private readonly groups: Group[] = Array.from({ length: GROUPS }, () => ({
    entries: new Map(),
    mark: null,
  }))
  private timer: NodeJS.Timeout | null = null
  private stopped = false
  private size = 0

  constructor(
    private readonly deps: Deps,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.later()
  }

  /** Looks after a socket from now on; `user` is whom the session belonged to when it was let in. */
  watch(socket: WebSocket, session: string, user: User): void {
    const group = this.groupOf(session)
    const entry = group.entries.get(session) ?? { user, sockets: new Set(), used: true, renewed: this.now() }
    if (!group.entries.has(session)) {
      group.entries.set(session, entry)
      group.mark = null
      this.size++
    } else if (!isSame(entry.user, user)) {
      // The others of this session came before the change.
      group.mark = null
      for (const other of entry.sockets) end(other, CLOSE.changed, 'changed')
      entry.user = user
    }
    entry.sockets.add(socket)
    socket.on('close', () => {
      entry.sockets.delete(socket)
      if (entry.sockets.size > 0 || group.entries.get(session) !== entry) return
      this.forget(group, session)
    })
  }

  /** Somebody writes under this session. */
  used(session: string): void {
    const entry = this.groupOf(session).entries.get(session)
    if (entry) entry.used = true
  }

  stop(): void {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
  }

  private groupOf(session: string): Group {
    return this.groups[session.charCodeAt(session.length - 1) % GROUPS]!
  }

  private forget(group: Group, session: string) {
    group.entries.delete(session)
    group.mark = null
    this.size--
  }

  private later() {
    if (this.stopped) return
    this.timer = setTimeout(() => void this.round().then(() => this.later()), PAUSE)
    this.timer.unref()
  }

  private async round(): Promise<void> {
    const filled = this.groups.filter(({ entries }) => entries.size > 0)
    try {
      if (this.size > TOGETHER) for (const group of filled) await this.look([group])
      else if (filled.length > 0) await this.look(filled)
      await this.renew(filled)
    } catch (err) {
      for (const group of filled) group.mark = null
      this.deps.log.warn({ err }, 'the sessions could not be looked at')
    }
  }

  /** One row tells that nothing has changed; only when something has is everyone read. */
  private async look(groups: readonly Group[]): Promise<void> {
    const all = new Map(groups.flatMap(({ entries }) => [...entries]))
    const ids = [...all.keys()]
    const known = groups.every(({ mark }) => mark !== null && mark === groups[0]!.mark) && groups[0]!.mark
    for (const group of groups) group.mark = ''
    const mark = await this.deps.authenticator.mark(ids)
    if (mark !== known) this.compare(all, await this.deps.authenticator.living(ids))
    // Whoever came or went in the meantime has said so by taking the mark away.
    for (const group of groups) if (group.mark !== null) group.mark = mark
  }

  private compare(all: ReadonlyMap<string, Entry>, living: ReadonlyMap<string, User>) {
    for (const [session, entry] of all) {
      const user = living.get(session)
      if (user && isSame(user, entry.user)) continue
      const [code, reason] = user ? [CLOSE.changed, 'changed'] : [CLOSE.signedOut, 'signed-out']
      for (const socket of entry.sockets) end(socket, code, reason)
      if (!user) this.deps.ended(session)
    }
  }

  private async renew(groups: readonly Group[]): Promise<void> {
    let left = RENEWALS
    for (const { entries } of groups)
      for (const [session, entry] of entries) {
        if (!entry.used || this.now() - entry.renewed < RENEW_AFTER) continue
        if (left-- === 0) return
        await this.deps.authenticator.keepAlive(session, true)
        entry.used = false
        entry.renewed = this.now()
      }
  }
}

/** What a person may do at the table, and under which name. */
const isSame = (one: User, other: User): boolean =>
  one.id === other.id &&
  one.role === other.role &&
  one.delegation === other.delegation &&
  one.name === other.name

/** Nothing that it still sends is heard. */
export function end(socket: WebSocket, code: number, reason: string): void {
  socket.removeAllListeners('message')
  socket.close(code, reason)
}
