import { paragraph } from '../simulated-room.ts'
import { Random } from '../random.ts'
import { freePort } from '#tests/servers/postgres.ts'
import { openReady } from '#tests/servers/databases.ts'
import { Book } from './keystroke-log.ts'
import { groundFor, type Ground, type Kind } from './environments.ts'
import { House } from '#tests/servers/supervised-server.ts'
import { prepare, type Membership } from '../clients/accounts.ts'
import {
  faultsOf,
  keystrokeFaults,
  photograph,
  storedIn,
  textOf,
  type Picture,
  type Stored,
} from '../clients/stored-draft.ts'
import { Podium, type Deed } from '../clients/chair.ts'
import { Seat, Writer } from '../clients/client.ts'

export type Outcome = {
  kind: Kind
  seed: number
  rounds: number
  /** Keystrokes and decisions that were told to be stored or made. */
  acknowledged: number
  decisions: number
  /** What should not be: lost, doubled, come back, refused, not the same for everybody. */
  faults: string[]
  /** ms from each blow until what was struck was there again. */
  outages: number[]
  /** ms from then until everybody had the same text and every word was stored; people type on in the first 300. */
  recoveries: number[]
  /** Times the product ended by itself. */
  falls: number
  /** What the product said of its troubles, each line once. */
  said: string[]
}

export type Options = { rounds: number; seed: number; tables?: number; told?: (line: string) => void }

/** ms between two keystrokes of one writer, and between two decisions of the chair. */
const PACE = { keys: 80, decisions: 100 }
/** ms that a calm may take to come. */
const CALM = 45_000
const SECRET = 'a secret of the storm, long enough'

/** Lets delegations type and a chair decide while one blow after the other comes, and looks at what is left. */
export async function storm(kind: Kind, options: Options): Promise<Outcome> {
  const random = new Random(options.seed)
  const ground = await groundFor(kind, random)
  try {
    const database = await openReady(ground.place)
    const members = await prepare(database, options.tables ?? 3)
    await database.close()
    const ports = []
    for (let at = 0; at < (ground.processes ?? 1); at++) ports.push(String(await freePort()))
    const blown = new Storm(kind, ground, members, random, ports)
    try {
      return await blown.blow(options)
    } finally {
      await blown.end()
    }
  } finally {
    await ground.remove()
  }
}

type Table = { draft: string; book: Book; reader: Seat; writers: Writer[] }

class Storm {
  /** The first is the one that is struck. */
  private readonly houses: House[]
  private readonly podium: Podium
  private tables: Table[] = []
  private readonly faults: string[] = []
  private readonly outages: number[] = []
  private readonly recoveries: number[] = []

  constructor(
    private readonly kind: Kind,
    private readonly ground: Ground,
    private readonly members: Membership,
    private readonly random: Random,
    ports: string[],
  ) {
    const settings = { ...ground.settings, HOST: '127.0.0.1', SESSION_SECRET: SECRET }
    this.houses = ports.map((PORT) => new House({ ...settings, PORT }))
    this.podium = new Podium(() => random.pick(this.houses).address, members.chair, SECRET, random)
  }

  async blow({ rounds, seed, told }: Options): Promise<Outcome> {
    for (const house of this.houses) await house.open()
    await this.lay()
    for (let round = 1; round <= rounds && this.faults.length === 0; round++) {
      await this.oneRound()
      const [away, recovered] = [this.outages, this.recoveries].map((each) => Math.round(each.at(-1) ?? 0))
      told?.(
        `round ${round}: ${this.acknowledged} keystrokes stored, ${away} ms away, then calm in ${recovered} ms`,
      )
    }
    await this.close()
    return {
      kind: this.kind,
      seed,
      rounds: this.recoveries.length,
      acknowledged: this.acknowledged,
      decisions: this.podium.deeds.filter(({ outcome }) => outcome === 'done').length,
      faults: this.faults,
      outages: this.outages,
      recoveries: this.recoveries,
      falls: this.falls,
      said: [...new Set(this.houses.flatMap(({ said }) => said).flatMap(plainly))],
    }
  }

  private get falls(): number {
    return this.houses.reduce((sum, { falls }) => sum + falls, 0)
  }

  private get acknowledged(): number {
    return this.tables.reduce((sum, { book }) => sum + book.stored, 0)
  }

  private async lay(): Promise<void> {
    for (const draft of this.members.drafts) {
      const paragraphs = ['Recalling what was said;', 'Noting what was not;', 'To go on.'].map((text) =>
        paragraph(text),
      )
      const filled = await this.podium.decide(draft, { kind: 'fill', paragraphs })
      if (filled.outcome !== 'done') throw new Error(`The draft was not filled: ${filled.outcome}`)
      const book = new Book()
      const door = (cookie: string, place = 0) => {
        const { address } = this.houses[place % this.houses.length]!
        return { url: () => `${address.replace('http', 'ws')}/collab/${draft}`, cookie }
      }
      const reader = new Seat(draft, book, door(this.members.reader.cookie), this.random)
      const writers = this.members.writers.map(
        (member, at) => new Writer(draft, member, book, door(member.cookie, at), this.random),
      )
      this.tables.push({ draft, book, reader, writers })
    }
    await this.calm()
  }

  private get seats(): Seat[] {
    return this.tables.flatMap(({ reader, writers }) => [reader, ...writers])
  }

  private async oneRound(): Promise<void> {
    for (const { writers } of this.tables) for (const writer of writers) writer.begin(PACE.keys)
    this.podium.begin(
      this.tables.map(({ reader }) => reader),
      PACE.decisions,
    )
    await pause(400 + 2_000 * this.random.next())
    const blow = performance.now()
    const seen: Promise<void>[] = []
    await this.ground.strike(this.houses[0]!, async (look) => {
      await pause(30) // what was acknowledged before the blow is read from the sockets
      const before = this.tables.map(({ book }) => storedIn(book))
      const deeds = structuredClone(this.podium.deeds)
      const looked = this.look(look(this.members.drafts), before, deeds)
      seen.push(looked)
      if (this.kind === 'postgres') await looked
    })
    const back = performance.now()
    this.outages.push(back - blow)
    await pause(300)
    for (const { writers } of this.tables) for (const writer of writers) writer.pause()
    await this.podium.pause()
    await this.calm()
    this.recoveries.push(performance.now() - back)
    await Promise.all(seen)
    this.compare()
  }

  private async look(taken: Promise<Picture[]>, before: Stored[], deeds: Deed[]): Promise<void> {
    const pictures = await taken
    for (const [at, picture] of pictures.entries()) this.faults.push(...faultsOf(picture, before[at]!, deeds))
  }

  /** Waits until everything that was typed is stored and everybody sees the same. */
  private async calm(): Promise<void> {
    const until = performance.now() + CALM
    const isCalm = () =>
      this.seats.every(({ link, refused }) => link.isSettled || refused !== null) &&
      this.tables.every(({ reader, writers }) => writers.every((writer) => writer.text() === reader.text()))
    while (!isCalm()) {
      if (performance.now() > until) {
        const waiting = this.seats.filter(({ link }) => !link.isSettled).length
        this.faults.push(`no calm: ${waiting} of ${this.seats.length} have words that are not stored`)
        return
      }
      await pause(20)
    }
  }

  private compare(): void {
    for (const seat of this.seats) if (seat.refused) this.faults.push(`refused: ${seat.refused}`)
    for (const { reader, writers } of this.tables)
      if (writers.some((writer) => writer.text() !== reader.text()))
        this.faults.push(`not the same text for everybody in ${reader.draft}`)
  }

  /** The product ends as an operator ends it; then the log alone has to tell everything. */
  private async close(): Promise<void> {
    const codes = await Promise.all(this.houses.map((house) => house.close()))
    if (this.ground.stays && this.falls > 0)
      this.faults.push(`the product ended by itself ${this.falls} times`)
    for (const code of codes.filter((each) => each !== 0))
      this.faults.push(`the product ended with ${code} on SIGTERM`)
    const pictures = await photograph(this.ground.place, this.members.drafts)
    for (const [at, picture] of pictures.entries()) {
      const { book, reader, writers } = this.tables[at]!
      this.faults.push(...faultsOf(picture, storedIn(book), this.podium.deeds))
      const trays = writers.map(({ tray }) => tray).join('')
      this.faults.push(...keystrokeFaults(book, textOf(picture.doc), trays, picture.record))
      if (textOf(picture.doc) !== reader.text())
        this.faults.push(`the log of ${picture.draft} tells another text`)
      const unsaid = book.keystrokes.filter(({ at, stored }) => at && !stored).length
      if (unsaid > 0)
        this.faults.push(`${unsaid} keystrokes were never told to be stored in ${picture.draft}`)
    }
  }

  async end(): Promise<void> {
    for (const { writers } of this.tables) for (const writer of writers) writer.pause()
    await this.podium.pause()
    for (const seat of this.seats) seat.leave()
    await Promise.all(this.houses.map((house) => house.close()))
  }
}

/** Lines of the log in words: what happened and why, without times and places. */
function plainly(said: string): string[] {
  return said
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      if (!line.startsWith('{')) return line
      const { msg, err } = JSON.parse(line) as { msg: string; err?: { code?: string; message: string } }
      return err ? `${msg}: ${err.message}${err.code ? ` (${err.code})` : ''}` : msg
    })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
