import type { RoomId } from '#app/domain/basics/draft.ts'
import {
  Fenced,
  isFenced,
  type Batch,
  type Lease,
  type LeaseStore,
  type RoomStore,
  type SharedRoomStore,
  type StoredLog,
} from '#app/usecases/ports.ts'

export type LeasedStoreDeps = { self: string; leases: LeaseStore; store: SharedRoomStore }

/**
 * The store of one room under its lease. When an append fails nobody knows whether it will still be stored: before
 * the log is read again the room is claimed anew, which waits for an append under way and shuts a later one out.
 */
export class LeasedStore implements RoomStore {
  private readonly loss = new AbortController()
  private isUncertain = false

  constructor(
    private readonly room: RoomId,
    private current: Lease,
    private readonly deps: LeasedStoreDeps,
  ) {}

  /** The lease as it is now. */
  get lease(): Lease {
    return this.current
  }

  /** Aborted as soon as it is known that another process holds the room. */
  get lost(): AbortSignal {
    return this.loss.signal
  }

  async load(): Promise<StoredLog> {
    if (this.isUncertain) await this.claimAnew()
    return this.deps.store.load(this.room)
  }

  private async claimAnew(): Promise<void> {
    const renewed = await this.deps.leases.claim(this.room, this.deps.self)
    if (renewed?.owner !== this.deps.self) {
      this.loss.abort()
      throw new Fenced(this.room)
    }
    this.current = renewed
    this.isUncertain = false
  }

  async append(_: RoomId, batch: Batch): Promise<{ lastUpdate: number }> {
    try {
      return await this.deps.store.append(this.room, batch, this.current.epoch)
    } catch (error) {
      if (isFenced(error)) this.loss.abort()
      else this.isUncertain = true
      throw error
    }
  }

  snapshot(...snapshot: Parameters<RoomStore['snapshot']>): Promise<void> {
    return this.deps.store.snapshot(...snapshot)
  }
}
