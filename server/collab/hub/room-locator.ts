import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Membership } from '#server/cluster/membership.ts'
import type { LocalRoom, LocalRooms, RoomLocation } from './local-rooms.ts'
import { Unreachable } from './questions.ts'

/** ms for which a room is looked for while its holder may have died; more than a lease and what opening takes. */
const FOUND_WITHIN = 6_000
/** ms between two looks. */
const LOOK = 100

/** What is asked of a room: null when it turns out not to be there, and nothing was done. */
export type Attempt<T> = {
  here(local: LocalRoom): Promise<T | null> | T
  there(owner: string): Promise<T | null>
}

export type RoomLocatorDeps = {
  rooms: Pick<LocalRooms, 'find'>
  membership: Pick<Membership, 'id' | 'takerOf'>
  /** Resolves when this process may claim rooms. */
  ready(): Promise<void>
}

/** Finds the process that a room lives in. */
export class RoomLocator {
  /** Who answered last for a room: asked first, so that thousands of readers cost the database one look. */
  private readonly hints = new Map<RoomId, string>()
  private isOver = false

  constructor(private readonly deps: RoomLocatorDeps) {}

  async find(room: RoomId): Promise<RoomLocation> {
    await this.deps.ready()
    return this.deps.rooms.find(room)
  }

  /**
   * Tries here or there until one succeeds; a room whose holder has died is found when its lease is over. Throws
   * `Unreachable` when it is not.
   */
  async reach<T>(room: RoomId, attempt: Attempt<T>): Promise<T> {
    const until = performance.now() + FOUND_WITHIN
    for (;;) {
      const hint = this.hints.get(room)
      const location = hint === undefined ? await this.find(room) : { owner: hint }
      const outcome =
        'local' in location
          ? await atHome(location.local, attempt)
          : await this.abroad(room, location.owner, attempt)
      if (outcome !== null) return outcome
      this.hints.delete(room)
      if (this.isOver || performance.now() > until)
        throw new Unreachable(`No process answers for the room of ${room}.`)
      if (hint === undefined) await new Promise((resolve) => setTimeout(resolve, LOOK))
    }
  }

  private async abroad<T>(room: RoomId, holder: string | null, { there }: Attempt<T>): Promise<T | null> {
    const { membership } = this.deps
    const owner = holder ?? membership.takerOf(room)
    if (owner !== null) this.hints.set(room, owner)
    return owner === null || owner === membership.id ? null : there(owner)
  }

  /** That process is dead or has left. */
  forget(peer: string): void {
    for (const [room, owner] of this.hints) if (owner === peer) this.hints.delete(room)
  }

  /** Nobody waits any more for a room that is not found at once. */
  end(): void {
    this.isOver = true
  }
}

const atHome = <T>(local: LocalRoom, { here }: Attempt<T>): Promise<T | null> | T | null =>
  local.isOver ? null : here(local)
