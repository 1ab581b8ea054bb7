import type { Logger } from 'pino'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { RoomStore } from '#app/usecases/ports.ts'
import type { StoredState } from './stored-state.ts'

/** ms without words after which there is time for a snapshot. */
const QUIET = 2_000

/** What snapshots need to know of a room. Its document holds exactly what is stored when it is not busy. */
export type SnapshotSource = {
  readonly room: RoomId
  readonly stored: StoredState
  isBusy(): boolean
  /** ms since words came. */
  readonly idleFor: number
  sealed(): { state: Uint8Array; vector: Uint8Array }
}

/** Keeps snapshots of a room in quiet moments, or when it is high time. The log has everything without them. */
export class Snapshots {
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly source: SnapshotSource,
    private readonly deps: { store: Pick<RoomStore, 'snapshot'>; log: Logger },
  ) {}

  /** Something was stored, and the room is between two batches. */
  soon(): void {
    const { stored: archive } = this.source
    if (archive.wantsSnapshot('now')) return void this.keep()
    if (this.timer || !archive.wantsSnapshot('quiet')) return
    this.timer = setTimeout(() => {
      this.timer = null
      if (!this.source.isBusy() && this.source.idleFor >= QUIET) void this.keep()
      else this.again()
    }, QUIET)
    this.timer.unref()
  }

  /** In the middle of work only a look at the clock is allowed. */
  private again() {
    this.timer = setTimeout(() => {
      this.timer = null
      if (!this.source.isBusy()) this.soon()
      else this.again()
    }, QUIET)
    this.timer.unref()
  }

  private async keep(): Promise<void> {
    const { stored, room } = this.source
    stored.snapshotTaken()
    const { lastUpdate } = stored
    try {
      const { state, vector } = this.source.sealed()
      await this.deps.store.snapshot(room, lastUpdate, state, vector)
    } catch (error) {
      this.deps.log.warn({ draft: room, err: error }, 'no snapshot was kept; the log has everything')
    }
  }

  /** The room closes; nothing is under way any more. */
  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    if (this.source.stored.wantsSnapshot('closing')) await this.keep()
  }
}
