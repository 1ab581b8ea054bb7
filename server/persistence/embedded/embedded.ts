import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { Worker, isMainThread } from 'node:worker_threads'
import pg from 'pg'
import { EmbeddedStream, type FromDatabase } from './embedded-stream.ts'
import { lockFolder } from './folder-lock.ts'
import { StartError } from '../start-error.ts'

export type EmbeddedDatabase = { pool: pg.Pool; close(): Promise<void> }

/**
 * Opens the embedded PostgreSQL (PGlite) in `folder`/postgres, making it first where there is none. What a
 * commit has acknowledged is on disk. `lost` is called if the database stops by itself.
 *
 * A process killed while a database is being made leaves one that never opens, so it is made beside and
 * renamed when it is whole: a kill at any moment leaves either no database or a good one.
 *
 * Throws a StartError when the folder is in use, cannot be written, holds something else or can be read by other users
 * of the machine.
 */
export async function openEmbedded(folder: string, lost: (reason: Error) => void): Promise<EmbeddedDatabase> {
  keepPrivate()
  const lock = await lockFolder(folder, () => lost(new Error(`Another server took the folder ${folder}.`)))
  try {
    const home = join(folder, 'postgres')
    if (!existsSync(home)) await make(folder, home)
    if (!existsSync(join(home, 'PG_VERSION'))) throw new StartError(unknownFolder(home))
    if (isOpenToOthers(home)) throw new StartError(openFolder(home))
    return await connect(home, lost, lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}

const unknownFolder = (home: string): string =>
  `${home} is not a database of this server. Move it away to begin with an empty one, ` +
  'or put the folder of a backup in its place.'

/** PGlite makes its files as open as the process lets it. A thread has the umask of its process. */
function keepPrivate(): void {
  if (isMainThread) process.umask(0o077)
}

/** Windows has no such rights. */
const isOpenToOthers = (home: string): boolean =>
  process.platform !== 'win32' && (statSync(home).mode & 0o077) !== 0

const openFolder = (home: string): string =>
  `Other users of this machine can get at ${home}, which holds every word of the negotiations. ` +
  `Run "chmod -R go= ${home}" and start again.`

async function make(folder: string, home: string): Promise<void> {
  const beside = join(folder, 'postgres.unfinished')
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { mode: 0o700 })
  await stop(await start(beside))
  syncTree(beside)
  renameSync(beside, home)
  syncFile(folder)
}

async function connect(
  home: string,
  lost: (reason: Error) => void,
  release: () => void,
): Promise<EmbeddedDatabase> {
  const worker = await start(home)
  let closing = false
  worker.on('error', lost)
  worker.on('exit', () => {
    if (!closing) lost(new Error('The embedded database has stopped.'))
  })
  // One connection is all this database has; whoever comes second waits in the pool.
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    stream: () => new EmbeddedStream(worker) as unknown as ReturnType<NonNullable<pg.ClientConfig['stream']>>,
  })
  return {
    pool,
    async close() {
      closing = true
      await pool.end()
      await stop(worker)
      release()
    },
  }
}

/** A thread with the database open. */
function start(folder: string): Promise<Worker> {
  const worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), { workerData: { folder } })
  return new Promise((resolve, reject) => {
    worker.once('message', () => {
      worker.off('error', reject)
      resolve(worker)
    })
    worker.once('error', reject)
  })
}

async function stop(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const closed = new Promise<void>((resolve) =>
    worker.on('message', (message: FromDatabase) => message.kind === 'closed' && resolve()),
  )
  worker.postMessage({ kind: 'close' })
  await Promise.race([closed, ended])
  await worker.terminate()
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else syncFile(path)
  }
  syncFile(folder)
}

function syncFile(path: string): void {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
