import type { Logger } from 'pino'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import {
  Fenced,
  isFenced,
  type Lease,
  type LeaseStore,
  type RoomStore,
  type SharedRoomStore,
} from '#app/usecases/ports.ts'
import { Participant, type ClientSocket, type RoomSession, type Identity } from '../sockets/participant.ts'
import type { Room } from '../room/room.ts'

export type LocalRoomsDeps = {
  self: string
  leases: LeaseStore
  store: SharedRoomStore
  log: Logger
  header(draft: DraftId): Promise<DraftHeader | null>
  /** Notes who sits down; the answer is for when they leave. */
  attend?(draft: DraftId, actor: Actor): () => void
  /** Opens a room on a store that writes under its lease. */
  open(header: DraftHeader, store: RoomStore): Promise<Room>
}

/** A room that lives in this process, and who sits in it. */
export type LocalRoom = {
  draft: DraftId
  room: Room
  lease: Lease
  participants: Set<Participant>
  /** Notes that somebody sits down; see {@link LocalRoomsDeps.attend}. */
  attend(actor: Actor): () => void
  /** Set when it is given back or lost: nobody sits down any more. */
  isOver: boolean
}

/** Where a room lives: here, in another process, or nowhere yet (null). */
export type RoomLocation = { held: LocalRoom } | { owner: string | null }

type Tidings = { fenced(): void; renewed(lease: Lease): void }

/** ms between two looks for rooms that nobody sits in. */
const SWEEP = 30_000

/** The rooms that live in this process. Each is claimed when somebody needs it and given back when it stands empty. */
export class LocalRooms {
  private readonly rooms = new Map<DraftId, Promise<RoomLocation>>()
  private readonly sweep: NodeJS.Timeout

  constructor(private readonly deps: LocalRoomsDeps) {
    this.sweep = setInterval(() => void this.closeIdle(), SWEEP)
    this.sweep.unref()
  }

  get size(): number {
    return this.rooms.size
  }

  /** Opens the room here if nobody else holds it. Throws when there is no such draft, or its log cannot be read. */
  find(draft: DraftId): Promise<RoomLocation> {
    const known = this.rooms.get(draft)
    if (known) return known
    const finding = this.claim(draft)
    this.rooms.set(draft, finding)
    const forget = () => this.rooms.get(draft) === finding && this.rooms.delete(draft)
    finding.then((place) => 'held' in place || forget(), forget)
    return finding
  }

  private async claim(draft: DraftId): Promise<RoomLocation> {
    const header = await this.deps.header(draft)
    if (!header) throw new Error(`no draft ${draft}`)
    const lease = await this.deps.leases.claim(draft, this.deps.self)
    if (lease?.owner !== this.deps.self) return { owner: lease?.owner ?? null }
    const sitting = new Set<Participant>()
    const lost = { held: null as LocalRoom | null }
    const store = this.under(lease, draft, {
      fenced: () => lost.held && this.lose(lost.held),
      renewed: (renewed) => lost.held && (lost.held.lease = renewed),
    })
    // The phase may have changed while another held the room.
    const room = await this.deps.open((await this.deps.header(draft)) ?? header, store)
    const attend = (actor: Actor) => this.deps.attend?.(draft, actor) ?? (() => undefined)
    const held = (lost.held = { draft, room, lease, participants: sitting, attend, isOver: false })
    return { held }
  }

  /**
   * The store of a room under its lease. When an append fails nobody knows whether it will still be stored: before
   * the log is read again the room is claimed anew, which waits for an append under way and shuts a later one out.
   */
  private under(lease: Lease, draft: DraftId, tell: Tidings): RoomStore {
    const { store, leases, self } = this.deps
    let { epoch } = lease
    let isUncertain = false
    return {
      async load(of) {
        if (isUncertain) {
          const renewed = await leases.claim(draft, self)
          if (renewed?.owner !== self) {
            tell.fenced()
            throw new Fenced(draft)
          }
          epoch = renewed.epoch
          tell.renewed(renewed)
          isUncertain = false
        }
        return store.load(of)
      },
      snapshot: (...snapshot) => store.snapshot(...snapshot),
      async append(_, batch) {
        try {
          return await store.append(draft, batch, epoch)
        } catch (error) {
          if (isFenced(error)) tell.fenced()
          else isUncertain = true
          throw error
        }
      },
    }
  }

  /** The room is another's now: whoever sits in it is sent away, to come back where it lives. */
  private lose(held: LocalRoom): void {
    if (held.isOver) return
    this.deps.log.warn({ draft: held.draft }, 'another process holds this room now')
    this.end(held)
    for (const connection of held.participants) connection.close(1012, 'moved')
    held.room.close(1012, 'moved').catch(() => undefined)
  }

  private end(held: LocalRoom): void {
    held.isOver = true
    this.rooms.delete(held.draft)
  }

  /** The process could not say in time that it lives: all its rooms may be another's. */
  async loseAll(): Promise<void> {
    for (const held of await this.all()) this.lose(held)
  }

  async all(): Promise<LocalRoom[]> {
    const places = await Promise.all([...this.rooms.values()].map((place) => place.catch(() => null)))
    return places.flatMap((place) => (place && 'held' in place ? [place.held] : []))
  }

  private async closeIdle(): Promise<void> {
    for (const held of await this.all()) {
      held.room.rest()
      if (held.room.isIdle && !held.isOver) await this.giveBack(held, 1001, 'idle')
    }
  }

  private async giveBack(held: LocalRoom, code: number, reason: string): Promise<void> {
    this.end(held)
    await held.room
      .close(code, reason)
      .catch((err: unknown) =>
        this.deps.log.error({ err, draft: held.draft }, 'a room could not be closed in order'),
      )
    await this.deps.leases.release(held.draft, held.lease).catch(() => undefined)
  }

  /** Stores everything, sends everyone away and gives the rooms back. */
  async close(code: number, reason: string): Promise<void> {
    clearInterval(this.sweep)
    await Promise.all((await this.all()).map((held) => held.isOver || this.giveBack(held, code, reason)))
  }
}

/** Seats whoever is at the other end of a line in a room of this process. */
export function joinRoom(held: LocalRoom, line: ClientSocket, { actor, session }: Identity): RoomSession {
  const connection = new Participant(line, actor, session)
  held.participants.add(connection)
  held.room.join(connection)
  const rise = held.attend(actor)
  return {
    receive: (message) => connection.isOpen && held.room.receive(connection, message),
    leave() {
      connection.isOpen = false
      held.participants.delete(connection)
      rise()
      held.room.leave(connection)
    },
  }
}
