import { once } from 'node:events'
import { freePort, postgresPrograms, startCluster, type Cluster } from '#tests/servers/postgres.ts'
import { openDatabase } from '#server/persistence/database.ts'
import { openReady } from '#tests/servers/databases.ts'
import { hasRedis, startRedis, type RedisServer } from '#tests/servers/redis.ts'
import { Proxy } from '#tests/servers/proxy.ts'
import { Random } from '#tests/sim/random.ts'
import { paragraph } from '#tests/sim/simulated-room.ts'
import { Book } from '#tests/sim/faults/keystroke-log.ts'
import { prepare, type Membership } from '#tests/sim/clients/accounts.ts'
import { faultsOf, keystrokeFaults, photograph, storedIn, textOf } from '#tests/sim/clients/stored-draft.ts'
import { Podium } from '#tests/sim/clients/chair.ts'
import { type Seat, Writer } from '#tests/sim/clients/client.ts'
import { isBuilt, start, type Product } from '#tests/servers/product.ts'

const SECRET = 'a secret that all processes of this test share'
/** ms between keystrokes of one writer. */
const PACE = 40

/** What is not here of all that a town needs; null when nothing is missing. */
export const lack = lacking()

function lacking(): string | null {
  if (!isBuilt) return 'not built'
  if (!hasRedis) return 'no Redis'
  return postgresPrograms() === null ? 'no PostgreSQL' : null
}

/** One process of the product, with lines of its own to the database and to Redis that can be cut. */
export class House {
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

  async open(): Promise<void> {
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

/** How long each seat was without its room, at most, in ms. */
class Watch {
  private readonly away = new Map<Seat, number>()
  private readonly timer: NodeJS.Timeout
  private longest = 0

  constructor(seats: readonly Seat[]) {
    this.timer = setInterval(() => this.look(seats), 10)
  }

  private look(seats: readonly Seat[]): void {
    const now = performance.now()
    for (const seat of seats) {
      const since = this.away.get(seat)
      if (seat.link.isSynced) this.away.delete(seat)
      else if (since === undefined) this.away.set(seat, now)
      else this.longest = Math.max(this.longest, now - since)
    }
  }

  end(): number {
    clearInterval(this.timer)
    return this.longest
  }
}

/** Processes on one PostgreSQL and one Redis, and people who type into one draft through any of them. */
export class Town {
  readonly houses: House[] = []
  readonly writers: Writer[] = []
  readonly podium: Podium
  readonly book = new Book()
  private turn = 0

  private constructor(
    readonly cluster: Cluster,
    readonly redis: RedisServer,
    readonly url: string,
    readonly members: Membership,
    private readonly random: Random,
  ) {
    this.podium = new Podium(() => this.open().address, members.chair, SECRET, random)
  }

  static async found(houses: { role?: string }[], seed: number): Promise<Town> {
    const cluster = await startCluster()
    const redis = await startRedis()
    const url = await cluster.database()
    const database = await openReady({ url })
    const members = await prepare(database, 1)
    await database.close()
    const town = new Town(cluster, redis, url, members, new Random(seed))
    const port = Number(new URL(url).port)
    for (const { role } of houses) {
      const [toDatabase, toRedis] = [await Proxy.to(port), await Proxy.to(redis.port)]
      const settings = {
        DATABASE_URL: url.replace(`:${port}/`, `:${toDatabase.port}/`),
        REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
        ...(role && { ROLE: role }),
      }
      town.houses.push(new House(await freePort(), toDatabase, toRedis, settings))
    }
    await Promise.all(town.houses.map((house) => house.open()))
    return town
  }

  get draft(): string {
    return this.members.drafts[0]!
  }

  /** The next house that is open, as a proxy before them would choose. */
  private open(): House {
    for (let tries = 0; tries < this.houses.length; tries++) {
      const house = this.houses[this.turn++ % this.houses.length]!
      if (house.isOpen) return house
    }
    return this.houses[0]!
  }

  /** Fills the draft at one house, so that the room is there, and seats writers at all of them in turn. */
  async gather(): Promise<void> {
    const paragraphs = ['Recalling what was said;', 'To go on.'].map((text) => paragraph(text))
    const { outcome } = await this.podium.decide(this.draft, { kind: 'fill', paragraphs })
    if (outcome !== 'done') throw new Error(`The draft was not filled: ${outcome}`)
    for (const member of this.members.writers) {
      const url = () => `${this.open().address.replace('http', 'ws')}/collab/${this.draft}`
      const door = { url, cookie: member.cookie }
      this.writers.push(new Writer(this.draft, member, this.book, door, this.random))
    }
    await this.calm()
  }

  type(): void {
    for (const writer of this.writers) writer.begin(PACE)
  }

  watch(): Watch {
    return new Watch(this.writers)
  }

  /** The house in which the room lives now. */
  async home(): Promise<House> {
    const names = new Map(this.houses.map((house) => [String(house.product?.process.pid), house]))
    const database = await openVisitor(this.url)
    const { rows } = await database.pool.query<{ name: string }>(
      'SELECT name FROM processes JOIN room_owners ON process = id WHERE draft = $1',
      [this.draft],
    )
    await database.close()
    return names.get(rows[0]?.name.split(':').at(-1) ?? '')!
  }

  /** Waits until everything that was typed is stored and everybody sees the same; answers how long that took. */
  async calm(within = 20_000): Promise<number> {
    for (const writer of this.writers) writer.pause()
    await this.podium.pause()
    const begun = performance.now()
    const isCalm = () =>
      this.writers.every(({ link, refused }) => link.isSettled || refused !== null) &&
      this.writers.every((writer) => writer.text() === this.writers[0]!.text())
    while (!isCalm()) {
      if (performance.now() - begun > within)
        throw new Error('no calm: words are not stored, or texts differ')
      await pause(10)
    }
    return performance.now() - begun
  }

  /** Everything that is wrong with what is stored: empty when nothing is lost, doubled or different. */
  async faults(): Promise<string[]> {
    const [picture] = await photograph({ url: this.url, alone: false }, [this.draft])
    const trays = this.writers.map(({ tray }) => tray).join('')
    const text = textOf(picture!.doc)
    return [
      ...this.writers.flatMap(({ refused }) => (refused ? [`refused: ${refused}`] : [])),
      ...faultsOf(picture!, storedIn(this.book), this.podium.deeds),
      ...keystrokeFaults(this.book, text, trays, picture!.record),
      ...(text === this.writers[0]!.text() ? [] : ['the log tells another text']),
    ]
  }

  async end(): Promise<void> {
    await this.podium.pause()
    for (const writer of this.writers) writer.leave()
    for (const house of this.houses) {
      for (const proxy of [house.database, house.redis]) {
        proxy.resume()
        proxy.up()
      }
    }
    await Promise.all(this.houses.map((house) => house.kill()))
    await Promise.all(this.houses.flatMap(({ database, redis }) => [database.close(), redis.close()]))
    await this.redis.kill()
    await this.cluster.stop()
  }
}

const openVisitor = (url: string) => openDatabase({ url, alone: false }, () => undefined)

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
