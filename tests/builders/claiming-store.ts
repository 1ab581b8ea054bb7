import { randomUUID } from 'node:crypto'
import type { LeaseStore, RoomStore, SharedRoomStore } from '#app/usecases/ports.ts'

const HOUR = 3_600_000

/**
 * The room store as a process sees it that takes each room when it first writes there. One that comes again under
 * the same name takes its rooms back.
 */
export function claimingStore(
  { room, leases }: { room: SharedRoomStore; leases: LeaseStore },
  id = `test-${randomUUID()}`,
): RoomStore {
  const process = { id, name: 'test', claims: true }
  const epochs = new Map<string, Promise<number>>()
  async function claim(draft: string): Promise<number> {
    await leases.renew(process, HOUR)
    const lease = await leases.claim(draft, process.id)
    if (lease?.owner !== process.id) throw new Error(`${draft} is held by ${lease?.owner}`)
    return lease.epoch
  }
  return {
    ...room,
    async append(draft, batch) {
      const epoch = epochs.get(draft) ?? claim(draft)
      epochs.set(draft, epoch)
      return room.append(draft, batch, await epoch)
    },
  }
}
