import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { CLOSE } from '#app/document/wire.ts'
import type { Actor, DelegationCode, UserId } from '#app/domain/actor.ts'
import type { Decision } from '#app/domain/decision.ts'
import type { DraftId, Language } from '#app/domain/draft.ts'
import type {
  Clock,
  DelegationStore,
  DraftStore,
  OrganStore,
  RevisionStore,
  LeaseStore,
  RoomStore,
  Rooms,
  SharedRoomStore,
  TransmissionStore,
} from '#app/usecases/ports.ts'
import { completion } from './completion.ts'
import { Connection, type Line } from './connection.ts'
import { Intake } from './intake.ts'
import { lineOf } from './line.ts'
import type { Meter } from './meter.ts'
import { Room } from './room.ts'

export type HubDeps = {
  store: SharedRoomStore
  leases: LeaseStore
  drafts: Pick<DraftStore, 'byId'>
  delegations: DelegationStore
  organs: OrganStore
  revisions: RevisionStore
  transmissions: TransmissionStore
  clock: Clock
  id(): string
  sha256(text: string): string
  log: Logger
  meter?: Meter
}

/** A place at the table. */
export type Seat = { receive(message: Uint8Array): void; leave(): void }

export type Hub = Rooms & {
  /** How many rooms are open in this process. */
  openRooms(): number
  /** Seats whoever is at the other end of a line. Messages that come before the room is open wait. */
  seat(line: Line, who: { actor: Actor; session: string }, draft: DraftId): Seat
  /** Seats a socket at the table of a draft. */
  connect(socket: WebSocket, who: { actor: Actor; session: string }, draft: DraftId): void
  /** Stores everything, ends every connection. */
  close(): Promise<void>
}

/** ms between two looks for rooms that nobody sits in. */
const SWEEP = 30_000

/** The store of one room at a time, under the epoch it is held with. */
function holding({ id, leases, store }: HubDeps): (draft: DraftId) => Promise<RoomStore> {
  const process = { id: id(), name: 'server', claims: true }
  return async (draft) => {
    await leases.renew(process, 3_000)
    const lease = await leases.claim(draft, process.id)
    if (lease?.owner !== process.id) throw new Error(`${draft} is held elsewhere`)
    return { ...store, append: (_, batch) => store.append(draft, batch, lease.epoch) }
  }
}

/** All rooms of this process. A room is opened when somebody needs it and closed when it has stood empty. */
export function createHub(deps: HubDeps): Hub {
  const rooms = new Map<DraftId, Promise<Room>>()
  const complete = completion(deps)
  const namesIn = async (language: Language) => {
    const names = new Map((await deps.delegations.all()).map(({ code, name }) => [code, name[language]]))
    return (code: DelegationCode) => (names.get(code) ?? code).toLocaleUpperCase(language)
  }

  const hold = holding(deps)

  function open(draft: DraftId): Promise<Room> {
    const known = rooms.get(draft)
    if (known) return known
    const begun = performance.now()
    const opening = deps.drafts.byId(draft).then(async (header) => {
      if (!header) throw new Error(`no draft ${draft}`)
      const store = await hold(draft)
      return Room.open(header, { ...deps, store, complete, namesIn })
    })
    rooms.set(draft, opening)
    const opened = () => deps.meter?.opened(performance.now() - begun)
    opening.then(opened, () => rooms.delete(draft))
    return opening
  }

  const sweep = setInterval(() => void closeIdle(), SWEEP)
  sweep.unref()

  async function closeIdle() {
    for (const [draft, opening] of [...rooms]) {
      const room = await opening.catch(() => null)
      room?.rest()
      if (!room?.isIdle) continue
      rooms.delete(draft)
      await room.close(1001, 'idle')
    }
  }

  function dismiss(who: { session: string } | { user: UserId }) {
    for (const opening of rooms.values())
      opening.then((room) => room.dismiss(who, CLOSE.signedOut, 'signed-out')).catch(() => undefined)
  }

  return {
    openRooms: () => rooms.size,
    read: async (draft) => (await open(draft)).read(),
    decide: async (draft, by: Actor, decision: Decision) => (await open(draft)).decide(by, decision),
    dismiss,
    seat: (line, who, draft) => seatIn(line, who, open(draft), deps.log),
    connect(socket, who, draft) {
      const intake = new Intake(socket)
      const seated = seatIn(lineOf(socket, (message) => intake.told(message)), who, open(draft), deps.log)
      intake.open((message) => seated.receive(message))
      socket.on('close', () => seated.leave())
    },
    async close() {
      clearInterval(sweep)
      await Promise.all(
        [...rooms.values()].map((opening) =>
          opening.then((room) => room.close(1012, 'restarting')).catch(() => undefined),
        ),
      )
      rooms.clear()
    },
  }
}

/** Seats whoever is at the other end of a line; what is said before the room is open waits. */
function seatIn(
  line: Line,
  { actor, session }: { actor: Actor; session: string },
  opening: Promise<Room>,
  log: Logger,
): Seat {
  const connection = new Connection(line, actor, session)
  let at: Room | null = null
  const seated = opening.then((room) => {
    if (connection.isOpen) room.join(connection)
    return (at = room)
  })
  seated.catch((err: unknown) => {
    log.error({ err }, 'a room could not be opened')
    connection.close(1013, 'not-available')
  })
  const then = (act: (room: Room) => void) => (at ? act(at) : void seated.then(act).catch(() => undefined))
  return {
    receive: (message) => then((room) => connection.isOpen && room.receive(connection, message)),
    leave() {
      connection.isOpen = false
      then((room) => room.leave(connection))
    },
  }
}
