import type { Logger } from 'pino'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, RoomId } from '#app/domain/basics/draft.ts'
import type { RoomStore } from '#app/usecases/ports.ts'
import { Participant, type ClientSocket, type Identity, type RoomSession } from '../sockets/participant.ts'
import type { Room } from '../room/room.ts'
import { LeasedStore, type LeasedStoreDeps } from './leased-store.ts'

export type LocalRoomsDeps = LeasedStoreDeps & {
  log: Logger
  /** The draft behind a room; null when there is no such room. */
  header(room: RoomId): Promise<DraftHeader | null>
  /** Notes who comes into a room; the answer is for when they leave. */
  attend?(room: RoomId, actor: Actor): () => void
  /** Opens a room on a store that writes under its lease. */
  open(id: RoomId, header: DraftHeader, store: RoomStore): Promise<Room>
}

/** A room that lives in this process, and who takes part in it. */
export type LocalRoom = {
  id: RoomId
  room: Room
  store: LeasedStore
  participants: Set<Participant>
  /** Notes that somebody comes in; see {@link LocalRoomsDeps.attend}. */
  attend(actor: Actor): () => void
  /** Set when it is given back or lost: nobody comes in any more. */
  isOver: boolean
}

/** Where a room lives: here, in another process, or nowhere yet (null). */
export type RoomLocation = { local: LocalRoom } | { owner: string | null }

/** ms between two looks for rooms that nobody is in. */
const SWEEP = 30_000

/** The rooms that live in this process. Each is claimed when somebody needs it and given back when it stands empty. */
export class LocalRooms {
  private readonly rooms = new Map<RoomId, Promise<RoomLocation>>()
  private readonly sweep: NodeJS.Timeout

  constructor(private readonly deps: LocalRoomsDeps) {
    this.sweep = setInterval(() => void this.closeIdle(), SWEEP)
    this.sweep.unref()
  }

  get size(): number {
    return this.rooms.size
  }

  /** Opens the room here if nobody else holds it. Throws when there is no such room, or its log cannot be read. */
  find(id: RoomId): Promise<RoomLocation> {
    const known = this.rooms.get(id)
    if (known) return known
    const finding = this.claim(id)
    this.rooms.set(id, finding)
    const forget = () => this.rooms.get(id) === finding && this.rooms.delete(id)
    finding.then((location) => 'local' in location || forget(), forget)
    return finding
  }

  private async claim(id: RoomId): Promise<RoomLocation> {
    const header = await this.deps.header(id)
    if (!header) throw new Error(`no draft ${id}`)
    const lease = await this.deps.leases.claim(id, this.deps.self)
    if (lease?.owner !== this.deps.self) return { owner: lease?.owner ?? null }
    const store = new LeasedStore(id, lease, this.deps)
    // The phase may have changed while another held the room.
    const room = await this.deps.open(id, (await this.deps.header(id)) ?? header, store)
    const attend = (actor: Actor) => this.deps.attend?.(id, actor) ?? (() => undefined)
    const local = { id, room, store, participants: new Set<Participant>(), attend, isOver: false }
    store.lost.addEventListener('abort', () => this.lose(local))
    return { local }
  }

  /** The room is another's now: everybody in it is sent away, to come back where it lives. */
  private lose(local: LocalRoom): void {
    if (local.isOver) return
    this.deps.log.warn({ draft: local.id }, 'another process holds this room now')
    this.end(local)
    for (const participant of local.participants) participant.close(1012, 'moved')
    local.room.close(1012, 'moved').catch(() => undefined)
  }

  private end(local: LocalRoom): void {
    local.isOver = true
    this.rooms.delete(local.id)
  }

  /** The process could not say in time that it lives: all its rooms may be another's. */
  async loseAll(): Promise<void> {
    for (const local of await this.all()) this.lose(local)
  }

  async all(): Promise<LocalRoom[]> {
    const found = await Promise.all([...this.rooms.values()].map((location) => location.catch(() => null)))
    return found.flatMap((location) => (location && 'local' in location ? [location.local] : []))
  }

  private async closeIdle(): Promise<void> {
    for (const local of await this.all()) {
      local.room.rest()
      local.room.coverIfDue()
      if (local.room.isIdle && !local.isOver) await this.giveBack(local, 1001, 'idle')
    }
  }

  private async giveBack(local: LocalRoom, code: number, reason: string): Promise<void> {
    this.end(local)
    await local.room
      .close(code, reason)
      .catch((err: unknown) =>
        this.deps.log.error({ err, draft: local.id }, 'a room could not be closed in order'),
      )
    await this.deps.leases.release(local.id, local.store.lease).catch(() => undefined)
  }

  /** Stores everything, sends everyone away and gives the rooms back. */
  async close(code: number, reason: string): Promise<void> {
    clearInterval(this.sweep)
    const rooms = (await this.all()).filter(({ isOver }) => !isOver)
    await Promise.all(rooms.map((local) => this.giveBack(local, code, reason)))
  }
}

/** Lets whoever is behind a socket into a room of this process. */
export function joinRoom(local: LocalRoom, socket: ClientSocket, { actor, session }: Identity): RoomSession {
  const participant = new Participant(socket, actor, session)
  local.participants.add(participant)
  local.room.join(participant)
  const leave = local.attend(actor)
  return {
    receive: (message) => participant.isOpen && local.room.receive(participant, message),
    leave() {
      participant.isOpen = false
      local.participants.delete(participant)
      leave()
      local.room.leave(participant)
    },
  }
}
