// Kills a writing server again and again and looks whether anything acknowledged is lost:
//   npx tsx tests/sim/kill/kill.ts --kills 25                 the embedded database
//   npx tsx tests/sim/kill/kill.ts --kills 25 --postgres      PostgreSQL, killed together with the writer
//   npx tsx tests/sim/kill/kill.ts --kills 25 --beginning     while the embedded database is being made
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { DatabasePlace } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { startPostgres } from '#tests/servers/postgres.ts'
import { openReady } from '#tests/servers/databases.ts'
import { storedOf } from '#app/domain/record/read.ts'

export const DRAFT = 'killed'
/** Every so manieth batch is a decision: words and an entry of the record in one step. */
export const ENTRY_EVERY = 3

/** An update that holds its own number. */
export const numbered = (n: number): Uint8Array => new Uint8Array(new Uint32Array([n]).buffer)
const numberIn = (update: Uint8Array): number =>
  new DataView(update.buffer, update.byteOffset).getUint32(0, true)

export type Outcome = { acknowledged: number; kept: number; entries: number }

/** Starts a writer and kills it once `after` batches are acknowledged. Answers the last update that it was told is stored. */
async function writeAndDie(
  where: DatabasePlace,
  after: number,
  before: () => Promise<void>,
): Promise<number> {
  const place = 'url' in where ? ['--url', where.url] : ['--folder', where.folder]
  const script = join(import.meta.dirname, 'writer.ts')
  const writer = spawn(process.execPath, ['--import', 'tsx', script, ...place], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const faults: Buffer[] = []
  writer.stderr.on('data', (bytes: Buffer) => faults.push(bytes))
  let acknowledged = -1
  let batches = 0
  let kill: Promise<void> | undefined
  const lines = createInterface({ input: writer.stdout })
  lines.on('line', (line) => {
    if (line === 'ready') return
    acknowledged = Number(line.slice('stored '.length))
    if (++batches >= after) kill ??= before().then(() => void writer.kill('SIGKILL'))
  })
  const signal = await new Promise((resolve) => writer.once('close', (_code, how) => resolve(how)))
  await kill
  if (signal !== 'SIGKILL' && !kill) throw new Error(`The writer ended by itself: ${Buffer.concat(faults)}`)
  return acknowledged
}

/** What stands in the log after a kill. Throws when anything acknowledged is missing, doubled or half there. */
async function inspect(where: DatabasePlace, acknowledged: number): Promise<Outcome> {
  const database = await openReady(where)
  const { room, record } = storesOn(database, () => undefined)
  const { updates } = await room.load(DRAFT)
  const entries = await record.of(DRAFT)
  await database.close()
  const numbers = updates.map(numberIn)
  const gap = numbers.findIndex((number, place) => number !== place)
  if (gap >= 0) throw new Error(`Update ${numbers[gap]} stands at place ${gap}.`)
  if (acknowledged >= numbers.length) throw new Error(`Update ${acknowledged} was stored and is lost.`)
  const entry = entries.at(-1)
  const last = (entry && storedOf(entry).detail.last) as number | undefined
  if (last !== undefined && last >= numbers.length) throw new Error('An entry was kept without its words.')
  return { acknowledged, kept: numbers.length, entries: entries.length }
}

/** Kills a writer again and again in the middle of its appends, each time after so many batches. */
export async function killDuringAppends(
  where: DatabasePlace,
  batches: readonly number[],
  also: () => Promise<void> = async () => undefined,
): Promise<Outcome[]> {
  const outcomes = []
  for (const after of batches) outcomes.push(await inspect(where, await writeAndDie(where, after, also)))
  return outcomes
}

/** Kills a process `wait` ms after it began to make an embedded database, then opens the folder for good. */
export async function killDuringBeginning(wait: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'))
  const script = join(import.meta.dirname, 'writer.ts')
  const beginner = spawn(process.execPath, ['--import', 'tsx', script, '--folder', folder], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => setTimeout(resolve, wait))
  const gone = new Promise((resolve) => beginner.once('exit', resolve))
  beginner.kill('SIGKILL')
  await gone
  const database = await openReady({ folder })
  await database.ping()
  await database.close()
  rmSync(folder, { recursive: true })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '25' },
      postgres: { type: 'boolean', default: false },
      beginning: { type: 'boolean', default: false },
    },
  })
  const kills = Number(values.kills)
  if (values.beginning) {
    for (let kill = 0; kill < kills; kill++) {
      const wait = Math.round(200 + (7_000 * kill) / kills)
      await killDuringBeginning(wait)
      console.log(`killed after ${wait} ms: opens`)
    }
    return
  }
  const batches = Array.from({ length: kills }, () => Math.round(5 + Math.random() * 500))
  const report = (outcomes: Outcome[]) => {
    for (const { acknowledged, kept, entries } of outcomes)
      console.log(`stored ${acknowledged + 1}, kept ${kept}, entries ${entries}`)
    console.log(`${kills} kills, ${outcomes.at(-1)?.kept} updates, none that was acknowledged is lost`)
  }
  if (!values.postgres) {
    const folder = mkdtempSync(join(tmpdir(), 'killed-'))
    report(await killDuringAppends({ folder }, batches))
    return rmSync(folder, { recursive: true })
  }
  const postgres = await startPostgres()
  report(await killDuringAppends({ url: await postgres.database() }, batches, () => postgres.crash()))
  await postgres.stop()
}

if (process.argv[1] === import.meta.filename) await main()
