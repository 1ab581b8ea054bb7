import type { LeaseStore, Ports, SharedRoomStore } from '#app/usecases/ports.ts'
import type { Database } from './database.ts'
import { draftStore, recordStore, revisionStore, transmissionStore } from './drafts.ts'
import { leaseStore } from './leases.ts'
import { delegationStore, organStore, sessionStore, userStore } from './people.ts'
import type { AccountStore, SlidingSessionStore } from './people.ts'
import { roomStore, type Damaged } from './room-store.ts'

export type Stores = Pick<
  Ports,
  'delegations' | 'organs' | 'drafts' | 'revisions' | 'transmissions' | 'record'
> & { users: AccountStore; sessions: SlidingSessionStore; room: SharedRoomStore; leases: LeaseStore }

/** Every store the product asks for, on one database. */
export function storesOn(database: Database, damaged: Damaged): Stores {
  const { prisma } = database
  return {
    users: userStore(prisma),
    sessions: sessionStore(database),
    delegations: delegationStore(prisma),
    organs: organStore(prisma),
    drafts: draftStore(prisma),
    revisions: revisionStore(prisma),
    transmissions: transmissionStore(prisma),
    record: recordStore(prisma),
    room: roomStore(database, damaged),
    leases: leaseStore(database),
  }
}
