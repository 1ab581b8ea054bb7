import type { Logger } from 'pino'
import type { Actor } from '#app/domain/basics/actor.ts'
import { GAP, attendeeOf, type Stay } from '#app/domain/meeting/attendance.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import { partsOfRoom } from '#app/domain/floor/working-copy.ts'
import type { AttendanceStore, Clock } from '#app/usecases/ports.ts'

/** ms at most between two writes while somebody is there; see {@link GAP}. */
const BEAT = GAP
/** ms for which those who come together are gathered. */
const GATHER = 1_000
/** Stays that have ended and could not be stored yet, at most: a database that is away does not fill the memory. */
const KEPT = 20_000

export type AttendanceDeps = {
  store: Pick<AttendanceStore, 'keep'>
  clock: Clock
  id(): string
  log: Logger
}

type Present = { stay: Stay; sessions: number }

/**
 * Who sits at the tables whose rooms live in this process. What it knows is stored by one statement for all of them,
 * no more often than once a minute: a process that is killed leaves every stay ended at its last beat. Somebody who
 * comes back within a minute goes on with the stay before.
 */
export class Attendance {
  private readonly here = new Map<string, Present>()
  /** Ended since the last beat, by attendee. */
  private ended = new Map<string, Stay[]>()
  private timer: NodeJS.Timeout | null = null
  private beatAt = -Infinity
  private beating: Promise<void> = Promise.resolve()
  private isOver = false

  constructor(
    private readonly deps: AttendanceDeps,
    private readonly every = BEAT,
  ) {}

  /**
   * Notes that somebody has come; the answer is to be called when they leave. Not noted are working copies, which
   * are a delegation's own, and the mirror of an open one, which has no user.
   */
  come(room: RoomId, { user, name, role, delegation }: Actor): () => void {
    const { draft, delegation: copy } = partsOfRoom(room)
    if (user === '' || copy !== null) return () => undefined
    const now = this.deps.clock.now()
    // To type for a delegation is not to sit for it.
    const attendee = { draft, user, name, role, delegation: role === 'delegate' ? delegation : null }
    const key = attendeeOf(attendee)
    const known = this.here.get(key)
    const found: Present = known ?? {
      stay: this.before(key, now) ?? { id: this.deps.id(), ...attendee, from: now, until: now },
      sessions: 0,
    }
    found.sessions++
    this.here.set(key, found)
    if (!known) this.beatSoon()
    let isHere = true
    return () => {
      if (isHere) this.leave(key, found)
      isHere = false
    }
  }

  /** The stay that ended within the last minute; it goes on. */
  private before(key: string, now: number): Stay | undefined {
    const last = this.ended.get(key)?.at(-1)
    if (!last || now - last.until > GAP) return undefined
    this.ended.get(key)!.pop()
    return last
  }

  private leave(key: string, found: Present): void {
    if (--found.sessions > 0) return
    this.here.delete(key)
    found.stay.until = this.deps.clock.now()
    this.ended.set(key, [...(this.ended.get(key) ?? []), found.stay])
    this.beatSoon()
  }

  private beatSoon(): void {
    if (this.timer || this.isOver) return
    const rest = this.beatAt + this.every - this.deps.clock.now()
    this.timer = setTimeout(() => this.beat(), Math.max(Math.min(GATHER, this.every), rest))
    this.timer.unref()
  }

  private beat(): void {
    this.timer = null
    this.beating = this.store()
    if (this.here.size > 0) this.beatSoon()
  }

  private async store(): Promise<void> {
    const now = (this.beatAt = this.deps.clock.now())
    const ended = this.ended
    this.ended = new Map()
    for (const { stay } of this.here.values()) stay.until = now
    const stays = [...[...ended.values()].flat(), ...[...this.here.values()].map(({ stay }) => ({ ...stay }))]
    if (stays.length === 0) return
    try {
      await this.deps.store.keep(stays)
    } catch (err) {
      this.deps.log.warn({ err }, 'who sits at the tables could not be stored')
      this.putBack(ended)
    }
  }

  private putBack(ended: ReadonlyMap<string, readonly Stay[]>): void {
    let room = KEPT
    for (const [key, stays] of ended) {
      room -= stays.length
      if (room >= 0) this.ended.set(key, [...stays, ...(this.ended.get(key) ?? [])])
    }
    this.beatSoon()
  }

  /** Stores what it knows for the last time. */
  async stop(): Promise<void> {
    this.isOver = true
    if (this.timer) clearTimeout(this.timer)
    await this.beating
    await this.store()
  }
}
