import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { home } from '#server/home.ts'
import { GENERATOR_CORE, pinned } from '../servers/launch.ts'
import type { Outcome, Plan, ClientMessage, Told } from '../plan.ts'
import { cpuOf, machine, memoryOf } from '../servers/processes.ts'

/** What is watched from outside while a run goes on: processes of the server, and of its database. */
export type Watched = { server(): number[]; database(): number[] }

/** Seen from outside between the beginning and the end of what is measured. CPU in ms, memory in kB. */
export type Seen = {
  seconds: number
  serverCpu: number
  databaseCpu: number
  memory: number
  /** What others than the server, its database and the generator used of the machine, 0 to 1. */
  others: number
}

type Of<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>

/** Runs a plan in a generator of its own. `seated` is done while everybody sits, before the run goes on. */
export async function drive<K extends Plan['kind']>(
  plan: Extract<Plan, { kind: K }>,
  watched: Watched,
  seated: () => Promise<void> = async () => undefined,
): Promise<Of<K> & Seen> {
  const script = join(home, 'tests/bench/load/clients/generator.ts')
  const generator = spawn(...pinned(GENERATOR_CORE, process.execPath, '--import', 'tsx', script), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    cwd: home,
  })
  const tell = (told: Told) => generator.send(told)
  let before: Reading | null = null
  let seen: Seen | null = null
  const over = once(generator, 'exit')
  const outcome = new Promise<Outcome>((resolve, reject) => {
    generator.on('message', (said: ClientMessage) => {
      if (said.said === 'seated')
        seated()
          .then(() => tell({ told: 'go' }))
          .catch(reject)
      else if (said.said === 'begins') before = readingOf(watched, generator.pid!)
      else if (said.said === 'ends') seen = before && between(before, readingOf(watched, generator.pid!))
      else if (said.said === 'outcome') resolve(said.outcome)
      else reject(new Error(said.why))
    })
    void over.then(([code]) => reject(new Error(`the generator ended with ${code}`)))
  })
  tell({ told: 'plan', plan })
  try {
    const found = (await outcome) as Of<K>
    await over
    return { ...found, ...(seen ?? NOTHING_SEEN) }
  } finally {
    generator.kill()
  }
}

const NOTHING_SEEN: Seen = { seconds: 0, serverCpu: 0, databaseCpu: 0, memory: 0, others: 0 }

type Reading = {
  at: number
  server: number
  database: number
  generator: number
  memory: number
  machine: { busy: number; total: number }
}

function readingOf(watched: Watched, generator: number): Reading {
  const server = watched.server()
  return {
    at: performance.now(),
    server: cpuOf(server),
    database: cpuOf(watched.database()),
    generator: cpuOf([generator]),
    memory: memoryOf(server),
    machine: machine(),
  }
}

/** ms that one of the kernel's ticks stands for. */
const TICK = 10

function between(before: Reading, after: Reading): Seen {
  const serverCpu = after.server - before.server
  const databaseCpu = after.database - before.database
  const ours = serverCpu + databaseCpu + (after.generator - before.generator)
  const busy = (after.machine.busy - before.machine.busy) * TICK
  const total = (after.machine.total - before.machine.total) * TICK
  return {
    seconds: (after.at - before.at) / 1000,
    serverCpu,
    databaseCpu,
    memory: after.memory,
    others: Math.max(0, busy - ours) / Math.max(1, total),
  }
}

/** Waits until the server has no work left: it used less than 2 % of a processor in half a second. */
export async function settled(watched: Watched, patience = 60_000): Promise<void> {
  const all = () => cpuOf([...watched.server(), ...watched.database()])
  let before = all()
  for (let waited = 0; waited < patience; waited += 500) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const now = all()
    if (now - before < 10) return
    before = now
  }
}
