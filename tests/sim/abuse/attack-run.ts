import { setPriority } from 'node:os'
import { Random } from '../random.ts'
import type { Attack, Outcome } from './attack.ts'
import { attacksOnSockets } from './attacks/sockets.ts'
import { attacksByFlood } from './attacks/floods.ts'
import { attacksByBrackets } from './attacks/brackets.ts'
import { attacksOnWords } from './attacks/words.ts'
import { Attacker, pause } from './attacker.ts'
import { fingerprint } from './fingerprint.ts'
import { HonestGroup, type Latency } from './honest/group.ts'
import {
  LARGE,
  QUIET,
  TARGET,
  delegate,
  startTestServer,
  type Account,
  type TestServer,
} from './test-server.ts'
import { urlOf } from './attack.ts'

export const attacks: readonly Attack[] = [
  ...attacksOnWords,
  ...attacksByBrackets,
  ...attacksOnSockets,
  ...attacksByFlood,
]

/** What one attack cost its author and everybody else. */
export type Row = {
  attack: string
  ends: Outcome['ends']
  note: string
  latency: Latency
  /** Bytes that the server's process had at most, above those at the start. */
  grown: number
  /** What was wrong; none when nothing was. */
  faults: string[]
}

export type AttackOptions = {
  seed: number
  force: number
  embedded?: boolean
  port?: number
  /** ms beyond the quiet hour's that the honest may wait. */
  patience: number
  /** Bytes that the server may need beyond those at the start. */
  memory: number
  /** Only attacks whose name has one of these in it. */
  only?: readonly string[]
  onRow?(row: Row): void
}

export type AttackReport = { quiet: Latency; rows: Row[]; skipped: string[] }

/** Attacks a server of its own in every way there is, one after the other, while honest people work. */
export async function runAttacks(options: AttackOptions): Promise<AttackReport> {
  const chosen = attacks.filter(({ name }) => options.only?.some((part) => name.includes(part)) ?? true)
  const accounts: Account[] = chosen.map((_, at) => delegate(`attacker-${at}`, 'CAN'))
  const server = await startTestServer(
    [...accounts, ...chosen.map((_, at) => observer(`watcher-${at}`)), observer('reader')],
    options,
  )
  const cookies = Object.fromEntries(['mex', 'bra', 'jam', 'can'].map((user) => [user, server.cookie(user)]))
  const honest = await HonestGroup.start({ address: server.address, cookies })
  try {
    const opener = await (await Attacker.connect(urlOf(server, LARGE), as(server, 'reader'))).join()
    opener.leave()
    // Attackers are to take the server's time, not that of those who measure.
    setPriority(10)
    await pause(1_000)
    await honest.window()
    await pause(3_000)
    const quiet = await honest.window()
    const random = new Random(options.seed)
    const start = server.memory()
    const rows: Row[] = []
    const skipped: string[] = []
    for (const [at, attack] of chosen.entries()) {
      if (attack.needs && !server[attack.needs]) {
        skipped.push(attack.name)
        continue
      }
      const people = { user: accounts[at]!.user, watcher: `watcher-${at}` }
      const row = await runAttack(attack, { ...options, ...people, server, honest, quiet, random, start })
      rows.push(row)
      options.onRow?.(row)
      if (server.exitCode() !== null) break
    }
    return { quiet, rows, skipped }
  } finally {
    honest.close()
    await server.close()
    restorePriority()
  }
}

const observer = (user: string): Account => ({ user, role: 'observer', delegation: null })

/** Only who administers the machine may take back its own courtesy. */
function restorePriority(): void {
  try {
    setPriority(0)
  } catch {
    // It stays courteous.
  }
}

const as = (server: TestServer, user: string) => ({ cookie: server.cookie(user), origin: server.address })

type AttackContext = AttackOptions & {
  server: TestServer
  honest: HonestGroup
  quiet: Latency
  random: Random
  start: number
  user: string
  watcher: string
}

async function runAttack(attack: Attack, at: AttackContext): Promise<Row> {
  const { server, honest, user, random, force } = at
  const who = await honest.who()
  let most = server.memory()
  const watch = setInterval(() => (most = Math.max(most, server.memory())), 50)
  await honest.window()
  const faults: string[] = []
  let outcome: Outcome = { ends: [] }
  try {
    outcome = await attack.run({ server: server, user, who, random, force })
  } catch (error) {
    faults.push((error as Error).message)
  }
  await pause(300)
  const latency = await honest.window()
  clearInterval(watch)
  for (const end of outcome.ends) if (!attack.may.includes(end)) faults.push(`its end was ${end ?? 'none'}`)
  if (server.exitCode() !== null) faults.push('the server ended')
  else faults.push(...(await inspect(at)))
  if (latency.p99 > at.quiet.p99 + at.patience) faults.push(`the honest waited ${latency.p99.toFixed(0)} ms`)
  const grown = most - at.start
  if (grown > at.memory) faults.push(`it took ${(grown / 1e6).toFixed(0)} MB`)
  return { attack: attack.name, ends: outcome.ends, note: outcome.note ?? '', latency, grown, faults }
}

/** Whether the honest are all there, have said nothing in vain, and whoever comes now sees what they see. */
async function inspect({ server, honest, watcher }: AttackContext): Promise<string[]> {
  const { complete, copies, expelled } = await honest.rest()
  const faults = expelled.map((one) => `an honest one was sent away: ${one}`)
  if (!complete) faults.push('what the honest typed did not get through')
  for (const draft of [...QUIET, TARGET]) {
    const fresh = await (await Attacker.connect(urlOf(server, draft), as(server, watcher))).join()
    const seats = Object.keys(copies).filter((seat) => seat.endsWith(draft))
    const others = () => seats.filter((seat) => copies[seat] !== fingerprint(fresh.doc))
    // Whoever comes gets the text as it was kept, and then what came since.
    for (let waited = 0; waited < 60_000 && others().length > 0; waited += 50) await pause(50)
    faults.push(...others().map((seat) => `${seat} is another text than a fresh copy`))
    fresh.leave()
  }
  await honest.go()
  return faults
}
