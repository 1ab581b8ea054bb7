import type { Logger } from 'pino'
import type { RoomStore } from '#app/usecases/ports.ts'
import type { StoredState } from './stored-state.ts'

/** ms without words after which there is time for a snapshot. */
const QUIET = 2_000

/** What snapshots need to know of a room. Its document holds exactly what is stored when it is not busy. */
export type SnapshotSource = {
  readonly draft: string
  readonly stored: StoredState
  readonly isBusy: boolean
  /** ms since words came. */
  readonly idleFor: number
  sealed(): { state: Uint8Array; vector: Uint8Array }
}

/** Keeps snapshots of a room in quiet moments, or when it is high time. The log has everything without them. */
export class Snapshots {
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly room: SnapshotSource,
    private readonly deps: { store: Pick<RoomStore, 'snapshot'>; log: Logger },
  ) {}

  /** Something was stored, and the room is between two batches. */
  soon(): void {
    const { stored: archive } = this.room
    if (archive.wantsSnapshot('now')) return void this.keep()
    if (this.timer || !archive.wantsSnapshot('quiet')) return
    this.timer = setTimeout(() => {
      this.timer = null
      if (!this.room.isBusy && this.room.idleFor >= QUIET) void this.keep()
      else this.again()
    }, QUIET)
    this.timer.unref()
  }

  /** In the middle of work only a look at the clock is allowed. */
  private again() {
    this.timer = setTimeout(() => {
      this.timer = null
      if (!this.room.isBusy) this.soon()
      else this.again()
    }, QUIET)
    this.timer.unref()
  }

  private async keep(): Promise<void> {
    const { stored: archive, draft } = this.room
    archive.snapshotTaken()
    const { lastUpdate } = archive
    const { state, vector } = this.room.sealed()
    try {
      await this.deps.store.snapshot(draft, lastUpdate, state, vector)
    } catch (error) {
      this.deps.log.warn({ draft, err: error }, 'no snapshot was kept; the log has everything')
    }
  }

  /** The room closes; nothing is under way any more. */
  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    if (this.room.stored.wantsSnapshot('closing')) await this.keep()
  }
}
