import pino from 'pino'
import type { SharedRoomStore } from '#app/usecases/ports.ts'
import type { Bus } from '#server/cluster/bus.ts'
import type { LocalNetwork } from '#server/cluster/local-bus.ts'
import { createHub, type Hub, type HubDeps } from '#server/collab/hub/hub.ts'
import { memoryStores, sha256, type Memory } from './memory.ts'

export type HubOptions = {
  /** Its name among the processes of one installation; left out, it is the only one. */
  self?: string
  /** Whether it holds rooms itself. */
  claims?: boolean
  exchange?: LocalNetwork
  /** What stands between it and the bus. */
  through?: (bus: Bus) => Bus
  now?: () => number
  /** What stands for people in a draft; left out, they themselves do. */
  authorOf?: (draft: string, user: string) => string
  /** What stands before the store's own append. */
  append?: (append: SharedRoomStore['append']) => SharedRoomStore['append']
}

let ids = 0

type Stores = Omit<HubDeps, 'store' | 'clock' | 'id' | 'sha256' | 'authorOf' | 'log' | 'cluster'> & {
  room: SharedRoomStore
}

/** A hub over memory. Several over one memory and one exchange are the processes of one installation. */
export const memoryHub = (memory: Memory, options: HubOptions = {}): Hub =>
  hubOn(memoryStores(memory), options)

/** A hub over any stores. */
export function hubOn(stores: Stores, options: HubOptions = {}): Hub {
  const { self = 'a', claims = true, exchange, now = () => Date.now() } = options
  const { authorOf = (_: string, user: string) => user } = options
  const { through = (bus) => bus, append = (own) => own } = options
  return createHub({
    ...stores,
    store: { ...stores.room, append: append(stores.room.append) },
    clock: { now },
    id: () => `id${ids++}`,
    sha256,
    authorOf,
    log: pino({ level: 'silent' }),
    ...(exchange && {
      cluster: { self: { id: self, name: self, claims }, bus: through(exchange.attach(self)) },
    }),
  })
}
