import type {
  DeviceStore,
  SignInEvents,
  DeadlineStore,
  LeaseStore,
  Ports,
  SharedRoomStore,
  SideWorkStore,
} from '#app/usecases/ports.ts'
import { attendanceStore } from './attendance.ts'
import type { Database } from '../database.ts'
import { deadlineStore } from './rooms/deadlines.ts'
import { draftStore, revisionStore, transmissionStore, workingCopyStore } from './drafts.ts'
import { headStore } from './heads.ts'
import { nameStore, type NameStore } from './names.ts'
import { historyStore } from './history.ts'
import { bridgingStore } from './bridging.ts'
import { colleagueStore, internalCommentStore } from './internal-comments.ts'
import { leaseStore } from './rooms/leases.ts'
import { passageStore } from './passages.ts'
import { followStore, visitStore, mailStore, noticeStore } from './visits.ts'
import { delegationStore, organStore, sessionStore, userStore } from './people.ts'
import type { AccountStore, SlidingSessionStore } from './people.ts'
import { recordStore } from './record.ts'
import { deviceStore, signInEvents } from './sign-in.ts'
import { sideWorkStore } from './side-work.ts'
import { roomStore, type Damaged } from './rooms/room-store.ts'

export type Stores = Pick<
  Ports,
  | 'delegations'
  | 'colleagues'
  | 'internalComments'
  | 'bridging'
  | 'organs'
  | 'drafts'
  | 'workingCopies'
  | 'passages'
  | 'revisions'
  | 'transmissions'
  | 'record'
> &
  Pick<Ports, 'heads' | 'history' | 'attendance' | 'visits' | 'follows' | 'notices' | 'mail'> & {
    users: AccountStore
    names: NameStore
    sessions: SlidingSessionStore
    undone: SideWorkStore
    devices: DeviceStore
    signIns: SignInEvents
    room: SharedRoomStore
    leases: LeaseStore
    deadlines: DeadlineStore
  }

/** Every store the product asks for, on one database. */
export function storesOn(database: Database, damaged: Damaged): Stores {
  const { prisma } = database
  return {
    users: userStore(prisma),
    sessions: sessionStore(database),
    delegations: delegationStore(prisma),
    colleagues: colleagueStore(prisma),
    internalComments: internalCommentStore(prisma),
    bridging: bridgingStore(prisma),
    organs: organStore(prisma),
    drafts: draftStore(prisma),
    workingCopies: workingCopyStore(prisma),
    passages: passageStore(database),
    revisions: revisionStore(prisma),
    transmissions: transmissionStore(prisma),
    record: recordStore(database.pool),
    names: nameStore(database.pool),
    heads: headStore(database.pool),
    history: historyStore(database.pool),
    attendance: attendanceStore(database.pool),
    visits: visitStore(database.pool),
    follows: followStore(database.pool),
    notices: noticeStore(database.pool),
    mail: mailStore(database.pool),
    undone: sideWorkStore(database.pool),
    devices: deviceStore(database.pool),
    signIns: signInEvents(database.pool),
    room: roomStore(database, damaged),
    leases: leaseStore(database),
    deadlines: deadlineStore(prisma),
  }
}
