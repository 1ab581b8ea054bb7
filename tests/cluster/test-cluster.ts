import { once } from 'node:events'
import { expect, vi } from 'vitest'
import { freePort, postgresPrograms } from '#tests/servers/postgres.ts'
import { openDatabase } from '#server/persistence/database.ts'
import { openReady, sharedPostgres, type SharedPostgres } from '#tests/servers/databases.ts'
import { hasRedis, startRedis, type RedisServer } from '#tests/servers/redis.ts'
import { Proxy } from '#tests/servers/proxy.ts'
import { Random } from '#tests/sim/random.ts'
import { paragraph } from '#tests/sim/simulated-room.ts'
import { KeystrokeLog } from '#tests/sim/faults/keystroke-log.ts'
import { createAccounts, type Accounts } from '#tests/sim/clients/accounts.ts'
import {
  faultsOf,
  keystrokeFaults,
  readStored,
  acknowledgedIn,
  textOf,
} from '#tests/sim/clients/stored-draft.ts'
import { Chair } from '#tests/sim/clients/chair.ts'
import { TypingClient } from '#tests/sim/clients/client.ts'
import { isBuilt, start, type Product } from '#tests/servers/product.ts'

const SECRET = 'a secret that all processes of this test share'
/** ms between keystrokes of one writer. */
const PACE = 40

/** What is not here of all that a cluster needs; null when nothing is missing. */
export const missing = lacking()

function lacking(): string | null {
  if (!isBuilt) return 'not built'
  if (!hasRedis) return 'no Redis'
  return postgresPrograms() === null ? 'no PostgreSQL' : null
}

/** One process of the product, with lines of its own to the database and to Redis that can be cut. */
export class ServerProcess {
  product: Product | null = null

  constructor(
    readonly port: number,
    readonly database: Proxy,
    readonly redis: Proxy,
    private readonly settings: Record<string, string>,
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    this.product = await start({
      LOG_LEVEL: 'warn',
      DEMO: '0',
      HOST: '127.0.0.1',
      PORT: String(this.port),
      SESSION_SECRET: SECRET,
      ...this.settings,
    })
  }

  get isOpen(): boolean {
    return this.product !== null && this.product.process.exitCode === null && !this.product.process.signalCode
  }

  async kill(): Promise<void> {
    if (!this.isOpen) return
    const gone = once(this.product!.process, 'exit')
    this.product!.process.kill('SIGKILL')
    await gone
  }

  /** Ends it as an operator does. */
  async stop(): Promise<number | null> {
    return this.isOpen ? this.product!.stop() : null
  }
}

/** Processes on one PostgreSQL and one Redis, and people who type into one draft through any of them. */
export class TestCluster {
  readonly servers: ServerProcess[] = []
  readonly clients: TypingClient[] = []
  readonly chair: Chair
  readonly keystrokes = new KeystrokeLog()
  private turn = 0

  private constructor(
    readonly postgres: SharedPostgres,
    readonly redis: RedisServer,
    readonly url: string,
    readonly accounts: Accounts,
    private readonly random: Random,
  ) {
    this.chair = new Chair(() => this.open().address, accounts.chair, SECRET, random)
  }

  static async start(servers: { role?: string }[], seed: number): Promise<TestCluster> {
    const postgres = await sharedPostgres()
    const redis = await startRedis()
    const url = await postgres.database()
    const database = await openReady({ url })
    const accounts = await createAccounts(database, 1)
    await database.close()
    const cluster = new TestCluster(postgres, redis, url, accounts, new Random(seed))
    const port = Number(new URL(url).port)
    for (const { role } of servers) {
      const [toDatabase, toRedis] = [await Proxy.to(port), await Proxy.to(redis.port)]
      const settings = {
        DATABASE_URL: url.replace(`:${port}/`, `:${toDatabase.port}/`),
        REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
        ...(role && { ROLE: role }),
      }
      cluster.servers.push(new ServerProcess(await freePort(), toDatabase, toRedis, settings))
    }
    await Promise.all(cluster.servers.map((server) => server.start()))
    return cluster
  }

  get draft(): string {
    return this.accounts.drafts[0]!
  }

  /** The next server that is open, as a proxy before them would choose. */
  private open(): ServerProcess {
    for (let tries = 0; tries < this.servers.length; tries++) {
      const server = this.servers[this.turn++ % this.servers.length]!
      if (server.isOpen) return server
    }
    return this.servers[0]!
  }

  /** Fills the draft at one server, so that the room is there, and seats writers at all of them in turn. */
  async connectClients(): Promise<void> {
    const paragraphs = ['Recalling what was said;', 'To go on.'].map((text) => paragraph(text))
    // A process that holds no rooms says that it cannot reach one until it has heard of those that do.
    await vi.waitFor(async () => {
      const { outcome } = await this.chair.decide(this.draft, { kind: 'fill', paragraphs })
      expect(outcome).not.toBe('unknown')
    })
    for (const member of this.accounts.writers) {
      const url = () => `${this.open().address.replace('http', 'ws')}/collab/${this.draft}`
      const endpoint = { url, cookie: member.cookie }
      this.clients.push(new TypingClient(this.draft, member, this.keystrokes, endpoint, this.random))
    }
    await this.recovery()
  }

  type(): void {
    for (const writer of this.clients) writer.start(PACE)
  }

  /** Waits until so many more keystrokes are stored than now. */
  async typed(count = 20): Promise<void> {
    const enough = this.keystrokes.stored + count
    await until(() => this.keystrokes.stored >= enough, 'nothing more is stored')
  }

  /** The server in which the room lives now. */
  async ownerOfRoom(): Promise<ServerProcess> {
    const names = new Map(this.servers.map((server) => [String(server.product?.process.pid), server]))
    const database = await openVisitor(this.url)
    const { rows } = await database.pool.query<{ name: string }>(
      'SELECT name FROM processes JOIN room_owners ON process = id WHERE draft = $1',
      [this.draft],
    )
    await database.close()
    return names.get(rows[0]?.name.split(':').at(-1) ?? '')!
  }

  /** Waits until everything that was typed is stored and everybody sees the same. */
  async recovery(): Promise<void> {
    for (const writer of this.clients) writer.pause()
    await this.chair.pause()
    const isRecovered = () =>
      this.clients.every(({ connection, refused }) => connection.isSettled || refused !== null) &&
      this.clients.every((client) => client.text() === this.clients[0]!.text())
    await until(isRecovered, 'words are not stored, or texts differ')
  }

  /** Everything that is wrong with what is stored: empty when nothing is lost, doubled or different. */
  async faults(): Promise<string[]> {
    const [draft] = await readStored({ url: this.url, alone: false }, [this.draft])
    const trays = this.clients.map(({ tray }) => tray).join('')
    const text = textOf(draft!.doc)
    return [
      ...this.clients.flatMap(({ refused }) => (refused ? [`refused: ${refused}`] : [])),
      ...faultsOf(draft!, acknowledgedIn(this.keystrokes), this.chair.posted),
      ...keystrokeFaults(this.keystrokes, text, trays, draft!.record),
      ...(text === this.clients[0]!.text() ? [] : ['the log tells another text']),
    ]
  }

  async end(): Promise<void> {
    await this.chair.pause()
    for (const writer of this.clients) writer.leave()
    for (const server of this.servers) {
      for (const proxy of [server.database, server.redis]) {
        proxy.resume()
        proxy.up()
      }
    }
    await Promise.all(this.servers.map((server) => server.kill()))
    await Promise.all(this.servers.flatMap(({ database, redis }) => [database.close(), redis.close()]))
    await this.redis.kill()
    await this.postgres.stop()
  }
}

const openVisitor = (url: string) => openDatabase({ url, alone: false }, () => undefined)

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** ms after which what does not come is taken for lost. */
const PATIENCE = 100_000

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  for (const end = performance.now() + PATIENCE; !isSo(); await pause(10))
    if (performance.now() > end) throw new Error(otherwise)
}
