import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { home } from '#server/home.ts'
import { postgresPrograms, startPostgres } from '#tests/servers/postgres.ts'
import type { DialectName } from '../protocol/dialects.ts'
import { cookieAt, seedDatabase } from './seed.ts'
import { SERVER_CORE, launch, nextPort, pin, pinned, type Command, type Launched } from './launch.ts'
import type { Watched } from '../figures/measure.ts'
import type { Place } from '../plan.ts'
import { familyOf, ownChildren } from './processes.ts'

/** What a scenario needs of a server before it begins. */
export type Need = {
  rooms: number
  /** People who may sit down. */
  delegates: number
  text: Uint8Array
  /** Further settings of the server's process. */
  settings?: Record<string, string>
}

/** A server with everything a scenario needs, and how to reach it. */
export type Running = Watched & {
  dialect: DialectName
  rooms: readonly string[]
  /** The text, where the server does not hold it from the beginning. */
  brings: Uint8Array | null
  /** Where the client number `seat` of a room sits, as the delegate of that number. */
  place(room: string, seat: number, recording: number | null): Place
  /** Ends the server as a deployment does, and starts it again with what it has stored. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export type Target = {
  name: string
  /** The product itself: what the goals are for. */
  isOurs: boolean
  /** Keeps what was typed when it ends. */
  isDurable: boolean
  /** Why it cannot run here; null when it can. */
  missing: string | null
  open(need: Need): Promise<Running>
}

const peers = join(home, 'tests/bench/peers')

type Servers = {
  dialect: DialectName
  rooms: readonly string[]
  brings: Uint8Array | null
  commands: ((port: number) => Command)[]
  address(port: number, room: string): string
  headers(port: number, seat: number): Record<string, string>
  database(): number[]
  remove(): Promise<void>
}

/** Starts as many processes as there are commands; the seats of a room are dealt to them in turn. */
async function running(servers: Servers): Promise<Running> {
  const ports: number[] = []
  while (ports.length < servers.commands.length) ports.push(await nextPort())
  const start = () =>
    Promise.all(servers.commands.map((command, at) => launch(command(ports[at]!), ports[at]!)))
  let launched: Launched[] = await start().catch(async (error: unknown) => {
    await servers.remove()
    throw error
  })
  const stop = () => Promise.all(launched.map((one) => one.stop()))
  return {
    dialect: servers.dialect,
    rooms: servers.rooms,
    brings: servers.brings,
    server: () => launched.flatMap(({ pid }) => familyOf(pid)),
    database: servers.database,
    place(room, seat, recording) {
      const port = ports[seat % ports.length]!
      return { address: servers.address(port, room), room, headers: servers.headers(port, seat), recording }
    },
    async restart() {
      await stop()
      launched = await start()
    },
    async stop() {
      await stop()
      await servers.remove()
    },
  }
}

/** A folder that goes with this process, if not before. */
function folderOfItsOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corchete-load-'))
  process.on('exit', () => remove(folder))
  return folder
}
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true })
const roomNames = (count: number): string[] => Array.from({ length: count }, (_, at) => `room-${at}`)

/** Settings of the product's database, processes of it, and how to end them. */
type Store = { settings: Record<string, string>; pids(): number[]; stop(): Promise<void> }

async function postgres(): Promise<Store> {
  const before = ownChildren('postgres')
  const cluster = await startPostgres()
  const pids = ownChildren('postgres').filter((pid) => !before.includes(pid))
  const family = () => pids.flatMap(familyOf)
  for (const pid of family()) pin(pid, SERVER_CORE)
  return {
    settings: { DATABASE_URL: await cluster.database() },
    pids: family,
    stop: () => cluster.stop(),
  }
}

/** The embedded database works in the server's own process. */
async function embedded(): Promise<Store> {
  return { settings: {}, pids: () => [], stop: async () => undefined }
}

async function redis(): Promise<{ port: number; pid: number; stop(): Promise<void> }> {
  const port = await nextPort()
  const parameters = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn(...pinned(SERVER_CORE, 'redis-server', ...parameters), { stdio: 'ignore' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  return {
    port,
    pid: child.pid!,
    async stop() {
      const over = once(child, 'exit')
      child.kill()
      await over
    },
  }
}

/** The product as it is built, with accounts, sessions and drafts put in before it starts. */
async function openProduct(need: Need, makeStore: () => Promise<Store>, processes: number): Promise<Running> {
  const folder = folderOfItsOwn()
  const store = await makeStore()
  const bus = processes > 1 ? await redis() : null
  const settings = { DATA_DIR: folder, DEMO: '0', ...store.settings }
  const rooms = roomNames(need.rooms)
  const drafts = Object.fromEntries(rooms.map((room) => [room, need.text]))
  await seedDatabase({ settings, delegates: need.delegates, drafts })
  const shared: Record<string, string> = bus ? { REDIS_URL: `redis://127.0.0.1:${bus.port}` } : {}
  const command = (port: number): Command => ({
    command: process.execPath,
    parameters: ['build/run/index.js'],
    settings: {
      ...settings,
      ...shared,
      ...need.settings,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
    folder: home,
    ready: /ready at/,
  })
  return running({
    dialect: 'product',
    rooms,
    brings: null,
    commands: Array.from({ length: processes }, () => command),
    address: (port, room) => `ws://127.0.0.1:${port}/collab/${room}`,
    headers: (port, seat) => ({
      Cookie: cookieAt(seat % need.delegates),
      Origin: `http://127.0.0.1:${port}`,
    }),
    database: () => [...store.pids(), ...(bus ? [bus.pid] : [])],
    async remove() {
      await store.stop()
      await bus?.stop()
      remove(folder)
    },
  })
}

type Peer = {
  dialect: DialectName
  script: string
  settings(folder: string, redisPort: number): Record<string, string>
  /** The room stands in the address, not in the messages. */
  namesRoom: boolean
}

async function openPeer(peer: Peer, need: Need, processes = 1): Promise<Running> {
  const folder = folderOfItsOwn()
  const bus = processes > 1 ? await redis() : null
  const command = (port: number): Command => ({
    command: process.execPath,
    parameters: [peer.script],
    settings: { ...peer.settings(folder, bus?.port ?? 0), ...need.settings, PORT: String(port) },
    folder: peers,
  })
  return running({
    dialect: peer.dialect,
    rooms: roomNames(need.rooms),
    brings: need.text,
    commands: Array.from({ length: processes }, () => command),
    address: (port, room) => `ws://127.0.0.1:${port}/${peer.namesRoom ? room : ''}`,
    headers: () => ({}),
    database: () => (bus ? [bus.pid] : []),
    async remove() {
      await bus?.stop()
      remove(folder)
    },
  })
}

const yWebsocket = (settings: Peer['settings']): Peer => ({
  dialect: 'y-websocket',
  script: join(peers, 'node_modules/@y/websocket-server/src/server.js'),
  settings: (folder, redisPort) => ({ HOST: '127.0.0.1', ...settings(folder, redisPort) }),
  namesRoom: true,
})
const hocuspocus = (settings: Peer['settings']): Peer => ({
  dialect: 'hocuspocus',
  script: join(peers, 'hocuspocus.mjs'),
  settings,
  namesRoom: false,
})
const relay: Peer = {
  dialect: 'relay',
  script: join(import.meta.dirname, 'relay.mjs'),
  settings: () => ({}),
  namesRoom: true,
}

const noPostgres = postgresPrograms() ? null : 'PostgreSQL is not installed'
const noRedis = existsSync('/usr/bin/redis-server') ? null : 'Redis is not installed'
const ours = { isOurs: true, isDurable: true }
const theirs = { isOurs: false, missing: null }
const leveldb = yWebsocket((folder) => ({ YPERSISTENCE: join(folder, 'level') }))
const sqlite = hocuspocus((folder) => ({ DATABASE: join(folder, 'hocuspocus.sqlite') }))
const unbatched = hocuspocus(() => ({ UNBATCHED: '1' }))
const withRedis = hocuspocus((_, redisPort) => ({ REDIS_PORT: String(redisPort) }))

/** Every server that can be measured, by the name it has on the command line. */
export const TARGETS: Readonly<Record<string, Target>> = {
  postgres: {
    ...ours,
    name: 'product, PostgreSQL',
    missing: noPostgres,
    open: (need) => openProduct(need, postgres, 1),
  },
  embedded: {
    ...ours,
    name: 'product, embedded',
    missing: null,
    open: (need) => openProduct(need, embedded, 1),
  },
  pair: {
    ...ours,
    name: 'product × 2, Redis',
    missing: noPostgres ?? noRedis,
    open: (need) => openProduct(need, postgres, 2),
  },
  hocuspocus: {
    ...theirs,
    name: 'Hocuspocus',
    isDurable: false,
    open: (need) =>
      openPeer(
        hocuspocus(() => ({})),
        need,
      ),
  },
  'hocuspocus-unbatched': {
    ...theirs,
    name: 'Hocuspocus, unbatched',
    isDurable: false,
    open: (need) => openPeer(unbatched, need),
  },
  'hocuspocus-sqlite': {
    ...theirs,
    name: 'Hocuspocus, SQLite',
    isDurable: true,
    open: (need) => openPeer(sqlite, need),
  },
  'hocuspocus-pair': {
    ...theirs,
    name: 'Hocuspocus × 2, Redis',
    isDurable: false,
    missing: noRedis,
    open: (need) => openPeer(withRedis, need, 2),
  },
  'y-websocket': {
    ...theirs,
    name: 'y-websocket-server',
    isDurable: false,
    open: (need) =>
      openPeer(
        yWebsocket(() => ({})),
        need,
      ),
  },
  'y-websocket-leveldb': {
    ...theirs,
    name: 'y-websocket, LevelDB',
    isDurable: true,
    open: (need) => openPeer(leveldb, need),
  },
  relay: { ...theirs, name: 'bare relay', isDurable: false, open: (need) => openPeer(relay, need) },
}
