import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { StartError } from '../start-error.ts'

/** ms between two signs of life of the owner of a folder. */
const BEAT = 2_000

type Owner = { host: string; process: number; started: string; token: string }

/** The locks this very process holds: its number alone could be an earlier process's, as in a container. */
const held = new Set<string>()

export type FolderLock = {
  /** Gives the folder back. */
  release(): void
}

/**
 * Makes this process the only one that works in `folder`; two would destroy each other's database. A lock
 * left behind by a process that has died is taken over: at once when it ran on this machine, after a few
 * seconds without a sign of life when it ran on another (as containers on one volume do).
 *
 * Throws a StartError when another server has the folder or it cannot be written. `lost` is called if
 * somebody else takes the folder in spite of the lock.
 */
export async function lockFolder(folder: string, lost: () => void): Promise<FolderLock> {
  const path = join(folder, 'server.lock')
  const me: Owner = {
    host: hostname(),
    process: process.pid,
    started: startOf(process.pid) ?? '',
    token: `${process.pid}-${process.hrtime.bigint()}`,
  }
  writable(folder, () => makeFolder(folder))
  const owner = read(path)
  if (owner && (await isAlive(owner, path))) throw new StartError(inUse(folder, owner))
  writable(folder, () => take(path, me))
  // Of two that take over the same dead lock the later one wins; the earlier sees it here.
  await pause(50)
  if (read(path)?.token !== me.token) throw new StartError(inUse(folder, read(path)))
  held.add(path)
  const beat = setInterval(() => {
    const now = read(path)
    if (now && now.token !== me.token) {
      clearInterval(beat)
      lost()
    } else keep(path, me)
  }, BEAT)
  beat.unref()
  return {
    release() {
      clearInterval(beat)
      held.delete(path)
      if (read(path)?.token === me.token) unlinkSync(path)
    },
  }
}

const inUse = (folder: string, owner: Owner | null): string =>
  `The data folder ${folder} is in use by another server (process ${owner?.process ?? 'unknown'} on ` +
  `${owner?.host ?? 'another machine'}). Stop that one first, or set DATA_DIR to another folder.`

async function isAlive(owner: Owner, path: string): Promise<boolean> {
  if (owner.host === hostname()) {
    if (owner.process === process.pid) return held.has(path)
    const started = startOf(owner.process)
    return started !== null && (owner.started === '' || started === '' || started === owner.started)
  }
  const seen = lastSign(path)
  await pause(3 * BEAT)
  return lastSign(path) !== seen
}

/**
 * When a process began, in the kernel's own count, so that a number used again is not taken for the old
 * process; empty where the system does not tell, null when there is no such process.
 */
function startOf(pid: number): string | null {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null
  }
  try {
    // proc(5): the 22nd field, counted after the name in parentheses, which may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

/** Step by step: Node's own recursion never ends where the system takes no folders, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another server may be beginning in the same moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function read(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch {
    return null
  }
}

function take(path: string, owner: Owner): void {
  const draft = `${path}.${owner.token}`
  writeFileSync(draft, JSON.stringify(owner))
  renameSync(draft, path)
}

/** A sign of life; also puts the lock back if somebody tidied it away. */
function keep(path: string, owner: Owner): void {
  const now = new Date()
  try {
    utimesSync(path, now, now)
  } catch {
    try {
      take(path, owner)
    } catch {
      // A full disk: the next beat tries again.
    }
  }
}

function lastSign(path: string): number {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

function writable(folder: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(
      `The data folder ${folder} cannot be written (${code}). Give this user the right to write there, ` +
        'or set DATA_DIR to a folder it may write.',
    )
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
