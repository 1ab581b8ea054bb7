import { paragraph } from '../simulated-room.ts'
import { Random } from '../random.ts'
import { freePort } from '#tests/servers/postgres.ts'
import { openReady } from '#tests/servers/databases.ts'
import { KeystrokeLog } from './keystroke-log.ts'
import { environmentFor, type Environment, type FaultKind } from './environments.ts'
import { SupervisedServer } from '#tests/servers/supervised-server.ts'
import { createAccounts, type Accounts } from '../clients/accounts.ts'
import {
  faultsOf,
  keystrokeFaults,
  readStored,
  acknowledgedIn,
  textOf,
  type StoredDraft,
  type Acknowledged,
} from '../clients/stored-draft.ts'
import { Chair, type PostedDecision } from '../clients/chair.ts'
import { Client, TypingClient } from '../clients/client.ts'

export type Outcome = {
  kind: FaultKind
  seed: number
  rounds: number
  /** Keystrokes and decisions that were told to be stored or made. */
  acknowledged: number
  decisions: number
  /** What should not be: lost, doubled, come back, refused, not the same for everybody. */
  faults: string[]
  /** ms from each fault until what it stopped was there again. */
  outages: number[]
  /** ms from then until everybody had the same text and every word was stored; people type on in the first 300. */
  recoveries: number[]
  /** Times the product ended by itself. */
  crashes: number
  /** What the product said of its troubles, each line once. */
  output: string[]
}

export type Options = { rounds: number; seed: number; drafts?: number; onRound?: (line: string) => void }

/** ms between two keystrokes of one writer, and between two decisions of the chair. */
const PACE = { keys: 80, decisions: 100 }
/** ms that a calm may take to come. */
const RECOVERY = 120_000
/** Keystrokes that are stored before each fault, however slow the machine. */
const LEAST = 12
const SECRET = 'a secret of the fault runs, long enough'

/** Lets delegations type and a chair decide while one fault after the other comes, and looks at what is left. */
export async function runFaults(kind: FaultKind, options: Options): Promise<Outcome> {
  const random = new Random(options.seed)
  const environment = await environmentFor(kind, random)
  try {
    const database = await openReady(environment.place)
    const members = await createAccounts(database, options.drafts ?? 3)
    await database.close()
    const ports = []
    for (let at = 0; at < (environment.processes ?? 1); at++) ports.push(String(await freePort()))
    const run = new FaultRun(kind, environment, members, random, ports)
    try {
      return await run.run(options)
    } finally {
      await run.end()
    }
  } finally {
    await environment.remove()
  }
}

type ClientGroup = { draft: string; keystrokes: KeystrokeLog; reader: Client; writers: TypingClient[] }

class FaultRun {
  /** The first is the one that is stopped. */
  private readonly servers: SupervisedServer[]
  private readonly chair: Chair
  private groups: ClientGroup[] = []
  private readonly faults: string[] = []
  private readonly outages: number[] = []
  private readonly recoveries: number[] = []

  constructor(
    private readonly kind: FaultKind,
    private readonly environment: Environment,
    private readonly accounts: Accounts,
    private readonly random: Random,
    ports: string[],
  ) {
    const settings = { ...environment.settings, HOST: '127.0.0.1', SESSION_SECRET: SECRET }
    this.servers = ports.map((PORT) => new SupervisedServer({ ...settings, PORT }))
    this.chair = new Chair(() => random.pick(this.servers).address, accounts.chair, SECRET, random)
  }

  async run({ rounds, seed, onRound: told }: Options): Promise<Outcome> {
    for (const server of this.servers) await server.start()
    await this.prepare()
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
      decisions: this.chair.posted.filter(({ outcome }) => outcome === 'done').length,
      faults: this.faults,
      outages: this.outages,
      recoveries: this.recoveries,
      crashes: this.crashes,
      output: [...new Set(this.servers.flatMap(({ output: said }) => said).flatMap(plainly))],
    }
  }

  private get crashes(): number {
    return this.servers.reduce((sum, { crashes: falls }) => sum + falls, 0)
  }

  private get acknowledged(): number {
    return this.groups.reduce((sum, { keystrokes }) => sum + keystrokes.stored, 0)
  }

  private async prepare(): Promise<void> {
    for (const draft of this.accounts.drafts) {
      const paragraphs = ['Recalling what was said;', 'Noting what was not;', 'To go on.'].map((text) =>
        paragraph(text),
      )
      const filled = await this.chair.decide(draft, { kind: 'fill', paragraphs })
      if (filled.outcome !== 'done') throw new Error(`The draft was not filled: ${filled.outcome}`)
      const keystrokes = new KeystrokeLog()
      const endpoint = (cookie: string, place = 0) => {
        const { address } = this.servers[place % this.servers.length]!
        return { url: () => `${address.replace('http', 'ws')}/collab/${draft}`, cookie }
      }
      const reader = new Client(draft, keystrokes, endpoint(this.accounts.reader.cookie), this.random)
      const writers = this.accounts.writers.map(
        (member, at) => new TypingClient(draft, member, keystrokes, endpoint(member.cookie, at), this.random),
      )
      this.groups.push({ draft, keystrokes, reader, writers })
    }
    await this.recovery()
  }

  private get clients(): Client[] {
    return this.groups.flatMap(({ reader, writers }) => [reader, ...writers])
  }

  private async oneRound(): Promise<void> {
    for (const { writers } of this.groups) for (const writer of writers) writer.start(PACE.keys)
    this.chair.start(
      this.groups.map(({ reader }) => reader),
      PACE.decisions,
    )
    const before = this.acknowledged
    await pause(400 + 2_000 * this.random.next())
    while (this.acknowledged < before + LEAST) await pause(20)
    const fault = performance.now()
    const seen: Promise<void>[] = []
    await this.environment.fault(this.servers[0]!, async (look) => {
      await pause(30) // what was acknowledged before the fault is read from the sockets
      const before = this.groups.map(({ keystrokes }) => acknowledgedIn(keystrokes))
      const posted = structuredClone(this.chair.posted)
      const looked = this.look(look(this.accounts.drafts), before, posted)
      seen.push(looked)
      if (this.kind === 'postgres') await looked
    })
    const back = performance.now()
    this.outages.push(back - fault)
    await pause(300)
    for (const { writers } of this.groups) for (const writer of writers) writer.pause()
    await this.chair.pause()
    await this.recovery()
    this.recoveries.push(performance.now() - back)
    await Promise.all(seen)
    this.compare()
  }

  private async look(
    taken: Promise<StoredDraft[]>,
    before: Acknowledged[],
    posted: PostedDecision[],
  ): Promise<void> {
    const stored = await taken
    for (const [at, draft] of stored.entries()) this.faults.push(...faultsOf(draft, before[at]!, posted))
  }

  /** Waits until everything that was typed is stored and everybody sees the same. */
  private async recovery(): Promise<void> {
    const until = performance.now() + RECOVERY
    const isRecovered = () =>
      this.clients.every(({ connection: link, refused }) => link.isSettled || refused !== null) &&
      this.groups.every(({ reader, writers }) => writers.every((writer) => writer.text() === reader.text()))
    while (!isRecovered()) {
      if (performance.now() > until) {
        const waiting = this.clients.filter(({ connection: link }) => !link.isSettled).length
        this.faults.push(`no recovery: ${waiting} of ${this.clients.length} have words that are not stored`)
        return
      }
      await pause(20)
    }
  }

  private compare(): void {
    for (const seat of this.clients) if (seat.refused) this.faults.push(`refused: ${seat.refused}`)
    for (const { reader, writers } of this.groups)
      if (writers.some((writer) => writer.text() !== reader.text()))
        this.faults.push(`not the same text for everybody in ${reader.draft}`)
  }

  /** The product ends as an operator ends it; then the log alone has to tell everything. */
  private async close(): Promise<void> {
    const codes = await Promise.all(this.servers.map((server) => server.stop()))
    if (this.environment.keepsRunning && this.crashes > 0)
      this.faults.push(`the product ended by itself ${this.crashes} times`)
    for (const code of codes.filter((each) => each !== 0))
      this.faults.push(`the product ended with ${code} on SIGTERM`)
    const stored = await readStored(this.environment.place, this.accounts.drafts)
    for (const [at, draft] of stored.entries()) {
      const { keystrokes, reader, writers } = this.groups[at]!
      this.faults.push(...faultsOf(draft, acknowledgedIn(keystrokes), this.chair.posted))
      const trays = writers.map(({ tray }) => tray).join('')
      this.faults.push(...keystrokeFaults(keystrokes, textOf(draft.doc), trays, draft.record))
      if (textOf(draft.doc) !== reader.text())
        this.faults.push(`the log of ${draft.draft} tells another text`)
      const unsaid = keystrokes.keystrokes.filter(({ at, stored }) => at && !stored).length
      if (unsaid > 0) this.faults.push(`${unsaid} keystrokes were never told to be stored in ${draft.draft}`)
    }
  }

  async end(): Promise<void> {
    for (const { writers } of this.groups) for (const writer of writers) writer.pause()
    await this.chair.pause()
    for (const seat of this.clients) seat.leave()
    await Promise.all(this.servers.map((server) => server.stop()))
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
