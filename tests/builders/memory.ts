import { attendanceInMemory } from './attendance.ts'
import { bridgingInMemory } from './bridging.ts'
import { digest } from '#server/crypto/digest.ts'
import { sideWorkInMemory } from './side-work.ts'
import { signInInMemory } from './sign-in.ts'
import organs from '#server/persistence/reference/organs.json' with { type: 'json' }
import states from '#server/persistence/reference/delegations.json' with { type: 'json' }
import { isIsoDate } from '#app/domain/basics/date.ts'
import type { Passage } from '#app/domain/papers/passage.ts'
import { workingCopyOf } from '#app/domain/floor/working-copy.ts'
import type { Thread } from '#app/domain/floor/comment.ts'
import type { DraftHeader, Organ, OrganChange, Revision, Transmission } from '#app/domain/basics/draft.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { extendAll, logBegin, type LogPosition } from '#app/domain/record/log-position.ts'
import {
  Fenced,
  type Batch,
  type ClientBinding,
  type DeadlineStore,
  type DeviceStore,
  type SignInEvents,
  type Delegation,
  type Lease,
  type LeaseStore,
  type LivingSession,
  type OrganStore,
  type Ports,
  type RoomStore,
  type ServerProcess,
  type Session,
  type SessionStore,
  type SideWorkStore,
  type User,
} from '#app/usecases/ports.ts'
import { recordInMemory } from './memory-record.ts'

/** As the stores of the databases say that there is one of it already. */
class Taken extends Error {
  override name = 'Taken'
  constructor(readonly what: 'email' | 'symbol' | 'number') {
    super(`This ${what} is taken.`)
  }
}

/** A copy, so that nobody changes what is stored from outside; the same that a database gives. */
const kept = <T>(value: T): T => structuredClone(value)
const found = <T>(value: T | undefined): T | null => (value === undefined ? null : kept(value))
const canonical = (email: string): string => email.trim().toLowerCase()

type Log = {
  updates: Uint8Array[]
  /** When each was stored. */
  times: number[]
  snapshot: { upTo: number; state: Uint8Array; vector: Uint8Array | null } | null
  clients: ClientBinding[]
  position: LogPosition
}

/** Everything that is stored, in the open for tests that look behind a port. */
export class Memory {
  readonly users = new Map<string, User & { passwordHash: string }>()
  readonly sessions = new Map<string, Session>()
  readonly drafts = new Map<string, DraftHeader>()
  readonly workingCopies = new Set<string>()
  readonly passages: Passage[] = []
  readonly internalThreads: { draft: string; delegation: string; thread: Thread }[] = []
  readonly revisions: Revision[] = []
  readonly transmissions: Transmission[] = []
  readonly record: RecordEntry[] = []
  readonly logs = new Map<string, Log>()
  readonly processes = new Map<string, ServerProcess & { expiresAt: number }>()
  readonly deadlines = new Map<string, number>()
  readonly owners = new Map<string, { owner: string | null; epoch: number }>()

  hasRoom(room: string): boolean {
    return this.drafts.has(room) || this.workingCopies.has(room)
  }

  log(draft: string): Log {
    if (!this.hasRoom(draft)) throw new Error(`no draft ${draft}`)
    const log = this.logs.get(draft) ?? {
      updates: [],
      times: [],
      snapshot: null,
      clients: [],
      position: logBegin,
    }
    this.logs.set(draft, log)
    return log
  }
}

export type MemoryStores = Pick<
  Ports,
  | 'users'
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
  | 'attendance'
> &
  ReturnType<typeof recordInMemory> & {
    sessions: SessionStore & {
      extend(id: string, expiresAt: number, usedAt?: number): Promise<void>
      forgetExpired(now: number): Promise<void>
    }
    room: RoomInMemory
    leases: LeaseStore
    deadlines: DeadlineStore
    undone: SideWorkStore
    devices: DeviceStore
    signIns: SignInEvents
  }

/** Asks for the epoch only where one is given: a room alone in its process has none to give. */
type RoomInMemory = Omit<RoomStore, 'append'> & {
  append(draft: string, batch: Batch, epoch?: number): Promise<{ lastUpdate: number }>
}

/** Every store of the product, kept in memory, with the same promises as those on a database. */
export const memoryStores = (memory = new Memory()): MemoryStores => ({
  users: userStore(memory),
  sessions: sessionStore(memory),
  delegations: { all: async () => kept(delegations) },
  organs: organStore(),
  drafts: draftStore(memory),
  colleagues: {
    of: async (delegation) =>
      kept(
        [...memory.users.values()]
          .filter((user) => user.delegation === delegation)
          .map(({ id, name }) => ({ id, name }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
  },
  internalComments: internalCommentStore(memory),
  bridging: bridgingInMemory(),
  passages: {
    async keep(passages) {
      const isKept = (one: Passage) =>
        memory.passages.some(
          ({ draft, revision, place }) =>
            draft === one.draft && revision === one.revision && place === one.place,
        )
      memory.passages.push(...kept(passages.filter((one) => !isKept(one))))
    },
    missing: async () =>
      memory.revisions
        .filter(
          ({ draft, number }) =>
            !memory.passages.some((one) => one.draft === draft && one.revision === number),
        )
        .map(({ draft, number }) => ({ draft, number })),
    async search(words, language, limit) {
      const wanted = words.toLowerCase().split(/\s+/)
      const has = ({ text }: Passage) => wanted.every((word) => text.toLowerCase().includes(word))
      const found = memory.passages.filter((one) => one.language === language && has(one))
      return kept(found.slice(0, limit).map((one) => ({ ...one, by: 'words' as const })))
    },
  },
  workingCopies: {
    async open(draft, delegation) {
      if (!memory.drafts.has(draft)) throw new Error(`no draft ${draft}`)
      memory.workingCopies.add(workingCopyOf(draft, delegation))
    },
    isOpen: async (draft, delegation) => memory.workingCopies.has(workingCopyOf(draft, delegation)),
  },
  revisions: {
    of: async (draft) =>
      kept(memory.revisions.filter((one) => one.draft === draft).sort((a, b) => a.number - b.number)),
    byNumber: async (draft, number) =>
      found(memory.revisions.find((one) => one.draft === draft && one.number === number)),
  },
  transmissions: {
    of: async (draft) => kept(memory.transmissions.filter((one) => one.draft === draft)),
    byId: async (id) => found(memory.transmissions.find((one) => one.id === id)),
  },
  ...recordInMemory(memory),
  attendance: attendanceInMemory(memory.drafts),
  room: roomStore(memory),
  leases: leaseStore(memory),
  undone: sideWorkInMemory(),
  ...signInInMemory(),
  deadlines: {
    due: async (now) =>
      [...memory.deadlines]
        .filter(([, at]) => at <= now)
        .sort(([, a], [, b]) => a - b)
        .map(([draft]) => draft),
  },
})

const delegations: Delegation[] = states
  .map(({ code, iso2, name, position }) => ({ code, iso2, name, order: position }))
  .sort((a, b) => a.order - b.order)

const plain = ({ passwordHash: _, ...user }: User & { passwordHash: string }): User => user

function userStore(memory: Memory): MemoryStores['users'] {
  return {
    byEmail: async (email) =>
      found([...memory.users.values()].find((user) => user.email === canonical(email))),
    async byId(id) {
      const user = memory.users.get(id)
      return user ? kept(plain(user)) : null
    },
    demoAccounts: async () => kept([...memory.users.values()].filter(({ demo }) => demo).map(plain)),
    async add(user) {
      const email = canonical(user.email)
      if ([...memory.users.values()].some((other) => other.email === email)) throw new Taken('email')
      if ((user.role === 'delegate') !== (user.delegation !== null))
        throw new Error('delegates, and only they, have a delegation')
      if (user.delegation !== null && !delegations.some(({ code }) => code === user.delegation))
        throw new Error(`no delegation ${user.delegation}`)
      memory.users.set(user.id, kept({ ...user, email }))
    },
  }
}

function sessionStore({ sessions, users }: Memory): MemoryStores['sessions'] {
  const drop = (gone: (session: Session) => boolean) => {
    for (const session of [...sessions.values()]) if (gone(session)) sessions.delete(session.id)
  }
  async function living(ids: readonly string[], now: number): Promise<Map<string, LivingSession>> {
    const live = ids.map((id) => sessions.get(id)).filter((one) => one && one.expiresAt > now)
    return new Map(
      live.flatMap((one) => {
        const user = users.get(one!.user)
        return user ? [[one!.id, kept({ user: plain(user), expiresAt: one!.expiresAt })]] : []
      }),
    )
  }
  return {
    add: async (session) => void sessions.set(session.id, kept(session)),
    byId: async (id) => found(sessions.get(id)),
    living,
    mark: async (ids, now) =>
      JSON.stringify([...(await living(ids, now))].map(([id, { user }]) => [id, user])),
    revoke: async (id) => drop((session) => session.id === id),
    revokeAllOf: async (user) => drop((session) => session.user === user),
    of: async (user, now) =>
      kept(
        [...sessions.values()]
          .filter((session) => session.user === user && session.expiresAt > now)
          .sort((a, b) => b.createdAt - a.createdAt),
      ),
    async prove(id, provenAt) {
      const session = sessions.get(id)
      if (session) sessions.set(id, { ...session, provenAt })
    },
    async extend(id, expiresAt, usedAt) {
      const session = sessions.get(id)
      if (session) sessions.set(id, { ...session, expiresAt, ...(usedAt && { usedAt }) })
    },
    forgetExpired: async (now) => drop(({ expiresAt }) => expiresAt <= now),
  }
}

function draftStore(memory: Memory): MemoryStores['drafts'] {
  return {
    async add(draft) {
      if ([...memory.drafts.values()].some(({ symbol }) => symbol === draft.symbol)) throw new Taken('symbol')
      if (!organs.some(({ code }) => code === draft.organ)) throw new Error(`no organ ${draft.organ}`)
      if (!isIsoDate(draft.date)) throw new Error(`no date ${draft.date}`)
      memory.drafts.set(draft.id, kept(draft))
    },
    byId: async (id) => found(memory.drafts.get(id)),
    all: async () => kept([...memory.drafts.values()].reverse()),
  }
}

function internalCommentStore({ internalThreads, drafts }: Memory): MemoryStores['internalComments'] {
  const find = (draft: string, delegation: string, id: string) =>
    internalThreads.find(
      (one) => one.draft === draft && one.delegation === delegation && one.thread.id === id,
    )
  const change = (draft: string, delegation: string, id: string, to: (thread: Thread) => Thread) => {
    const found = find(draft, delegation, id)
    if (found) found.thread = kept(to(found.thread))
    return found !== undefined
  }
  return {
    of: async (draft, delegation) =>
      kept(
        internalThreads
          .filter((one) => one.draft === draft && one.delegation === delegation)
          .map(({ thread }) => thread),
      ),
    byId: async (draft, delegation, id) => found(find(draft, delegation, id)?.thread),
    async open(draft, delegation, thread) {
      if (!drafts.has(draft)) throw new Error(`no draft ${draft}`)
      internalThreads.push({ draft, delegation, thread: kept(thread) })
    },
    reply: async (draft, delegation, id, comment) =>
      change(draft, delegation, id, (thread) => ({ ...thread, comments: [...thread.comments, comment] })),
    settle: async (draft, delegation, id, resolved) =>
      change(draft, delegation, id, (thread) => ({ ...thread, resolved })),
  }
}

function checkTransmission(memory: Memory, { draft, revision, symbol }: Transmission): void {
  if (memory.transmissions.some((one) => one.symbol === symbol)) throw new Taken('symbol')
  if (!memory.revisions.some((one) => one.draft === draft && one.number === revision))
    throw new Error(`no revision ${revision}`)
}

/** All or nothing: checks everything before it stores anything. */
function roomStore(memory: Memory): RoomInMemory {
  return {
    async load(draft) {
      const { updates, snapshot, clients, position } = memory.log(draft)
      const entries = memory.record.filter((one) => one.draft === draft)
      return kept({
        snapshot: snapshot?.state ?? null,
        vector: snapshot?.vector ?? null,
        updates: updates.slice(snapshot?.upTo ?? 0),
        lastUpdate: updates.length,
        clients,
        lastEntry: entries.sort((a, b) => a.number - b.number).at(-1) ?? null,
        position,
      })
    },
    async append(draft, batch, epoch) {
      const log = memory.log(draft)
      if (epoch !== undefined && memory.owners.get(draft)?.epoch !== epoch) throw new Fenced(draft)
      checkBatch(memory, draft, batch)
      log.updates.push(...kept([...batch.updates]))
      const at = batch.entries.at(-1)?.at ?? Date.now()
      log.times.push(...batch.updates.map(() => at))
      log.clients.push(...kept([...batch.clients]))
      const items = [...batch.clients, ...batch.updates]
      log.position = (batch.places ?? extendAll(log.position, items, digest)).at(-1) ?? log.position
      memory.record.push(...kept([...batch.entries]))
      if (batch.revision) memory.revisions.push(kept(batch.revision))
      if (batch.transmission) memory.transmissions.push(kept(batch.transmission))
      if (batch.deadline === null) memory.deadlines.delete(draft)
      else if (batch.deadline !== undefined) memory.deadlines.set(draft, batch.deadline)
      if (batch.phase) memory.drafts.set(draft, { ...memory.drafts.get(draft)!, phase: batch.phase })
      return { lastUpdate: log.updates.length }
    },
    async snapshot(draft, upTo, state, vector) {
      const log = memory.log(draft)
      if (!log.snapshot || log.snapshot.upTo <= upTo)
        log.snapshot = kept({ upTo, state, vector: vector ?? null })
    },
  }
}

function leaseStore(memory: Memory): LeaseStore {
  const { processes, owners } = memory
  const living = () => [...processes.values()].filter(({ expiresAt }) => expiresAt > Date.now())
  return {
    async renew(process, ms) {
      processes.set(process.id, { ...process, expiresAt: Date.now() + ms })
      return living().map(({ id, name, claims }) => ({ id, name, claims }))
    },
    async claim(draft, process) {
      if (!memory.hasRoom(draft)) throw new Error(`no draft ${draft}`)
      const held = owners.get(draft) ?? { owner: null, epoch: 0 }
      const may = living().some(({ id, claims }) => id === process && claims)
      const isFree = held.owner === process || !living().some(({ id }) => id === held.owner)
      if (may && isFree) owners.set(draft, { owner: process, epoch: held.epoch + 1 })
      const { owner, epoch } = owners.get(draft) ?? held
      return owner === null ? null : { owner, epoch }
    },
    async release(draft, { owner, epoch }: Lease) {
      const held = owners.get(draft)
      if (held?.owner === owner && held.epoch === epoch) owners.set(draft, { owner: null, epoch })
    },
    leave: async (process) => void processes.delete(process),
  }
}

function checkBatch(memory: Memory, draft: string, { entries, revision, transmission, phase }: Batch): void {
  const numbers = [...memory.record.filter((one) => one.draft === draft), ...entries].map((one) => one.number)
  if (new Set(numbers).size < numbers.length) throw new Taken('number')
  const isIssued = ({ draft: own, number, symbol }: Revision) =>
    (own === revision?.draft && number === revision.number) || symbol === revision?.symbol
  if (memory.revisions.some(isIssued)) throw new Taken('symbol')
  if (transmission) checkTransmission(memory, transmission)
  if (phase === 'negotiation' && memory.drafts.get(draft)?.phase === 'transmitted')
    throw new Error('A transmitted draft is not reopened.')
}

/** Hex SHA-256. */
export { sha256 } from '#server/crypto/digest.ts'

function organStore(): OrganStore {
  const all = kept(organs as Organ[])
  const changes: OrganChange[] = []
  return {
    all: async () => kept(all),
    byCode: async (code) => found(all.find((organ) => organ.code === code)),
    async changeZone(change) {
      const organ = all.find(({ code, zone }) => code === change.organ && zone === change.before)
      if (!organ) return false
      organ.zone = change.zone
      changes.unshift(kept(change))
      return true
    },
    changes: async (code, limit) => kept(changes.filter(({ organ }) => organ === code).slice(0, limit)),
  }
}
