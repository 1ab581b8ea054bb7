import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { postgresPrograms } from '#tests/servers/postgres.ts'
import { hasRedis, startRedis } from '#tests/servers/redis.ts'
import type { DatabasePlace } from '#server/persistence/database.ts'
import type { Random } from '../random.ts'
import type { SupervisedServer } from '#tests/servers/supervised-server.ts'
import { readStored, type StoredDraft } from '../clients/stored-draft.ts'
import { Postgres } from './postgres.ts'

/** A database, and the fault that befalls it or the product. */
export type Environment = {
  /** What makes the product use it. */
  settings: Record<string, string>
  place: DatabasePlace
  /** The product itself is not stopped and has to stay. */
  keepsRunning?: true
  /** Processes that serve together; 1 when left out. */
  processes?: number
  /**
   * The fault, from its coming to where everything may recover. `see` is called when nothing is acknowledged
   * any more, with the way to what is on the disk then.
   */
  fault(server: SupervisedServer, see: (look: ReadStored) => Promise<void>): Promise<void>
  remove(): Promise<void>
}
export type ReadStored = (drafts: readonly string[]) => Promise<StoredDraft[]>

export const FAULTS = [
  'embedded',
  'postgres',
  'postgres-restart',
  'disk-full',
  'disk-full-postgres',
  'redis',
] as const
export type FaultKind = (typeof FAULTS)[number]

const environments: Record<FaultKind, (random: Random) => Promise<Environment>> = {
  embedded: async () => embeddedIn(newFolder()),
  postgres: async () => {
    const postgres = await Postgres.make(newFolder())
    const { url } = postgres
    return {
      settings: { DATABASE_URL: url },
      place: { url, alone: false },
      async fault(server, see) {
        await server.kill()
        await see((drafts) => readStored({ url, alone: false }, drafts))
        await server.start()
      },
      remove: () => postgres.remove(),
    }
  },
  'postgres-restart': async () => {
    const postgres = await Postgres.make(newFolder())
    const { url } = postgres
    return {
      settings: { DATABASE_URL: url },
      place: { url, alone: false },
      keepsRunning: true,
      async fault(_house, see) {
        await postgres.kill()
        await see(await copyOf(postgres))
        await postgres.start()
      },
      remove: () => postgres.remove(),
    }
  },
  'disk-full': async (random) => {
    const disk = new Disk(160)
    const folder = mkdtempSync(join(disk.folder, 'data-'))
    const environment = embeddedIn(folder)
    return {
      ...environment,
      async fault(server, see) {
        await disk.fill()
        await pause(1_500 + 2_000 * random.next())
        if (random.chance(0.5)) {
          await server.kill()
          await see(await copyOfFolder(folder))
        }
        disk.free()
        await server.start()
      },
      async remove() {
        await environment.remove()
        disk.remove()
      },
    }
  },
  'disk-full-postgres': async (random) => {
    const disk = new Disk(200)
    const postgres = await Postgres.make(mkdtempSync(join(disk.folder, 'home-')))
    const { url } = postgres
    return {
      settings: { DATABASE_URL: url },
      place: { url, alone: false },
      keepsRunning: true,
      async fault(_house, see) {
        await disk.fill()
        await pause(1_500 + 2_000 * random.next())
        if (random.chance(0.5)) {
          await postgres.kill()
          await see(await copyOf(postgres))
        }
        disk.free()
        await postgres.start()
      },
      async remove() {
        await postgres.remove()
        disk.remove()
      },
    }
  },
  redis: async (random) => {
    const postgres = await Postgres.make(newFolder())
    const redis = await startRedis()
    const { url } = postgres
    return {
      settings: { DATABASE_URL: url, REDIS_URL: redis.url },
      place: { url, alone: false },
      keepsRunning: true,
      processes: 2,
      async fault() {
        await redis.kill()
        await pause(500 + 2_500 * random.next())
        await redis.begin()
      },
      async remove() {
        await redis.kill()
        await postgres.remove()
      },
    }
  },
}

export const environmentFor = (kind: FaultKind, random: Random): Promise<Environment> =>
  environments[kind](random)

/** What this machine lacks for a kind; null when it lacks nothing. */
export function missingFor(kind: FaultKind): string | null {
  if (kind === 'redis' && !hasRedis) return 'Redis is not installed'
  if (/postgres|redis/.test(kind) && postgresPrograms() === null) return 'PostgreSQL is not installed'
  if (kind.startsWith('disk-full') && !canMount()) return 'only root may mount a small disk'
  return null
}

function embeddedIn(folder: string): Environment {
  return {
    settings: { DATA_DIR: folder },
    place: { folder },
    async fault(server, see) {
      await server.kill()
      await see(await copyOfFolder(folder))
      await server.start()
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Copies before anybody opens it again, and reads later: what is copied is what the kill left. */
async function copyOfFolder(folder: string): Promise<ReadStored> {
  const copy = newFolder()
  await promisify(execFile)('cp', ['-a', join(folder, 'postgres'), copy])
  return async (drafts) => {
    try {
      return await readStored({ folder: copy }, drafts)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
}

async function copyOf(postgres: Postgres): Promise<ReadStored> {
  const copy = await postgres.copy()
  return async (drafts) => {
    try {
      return await readStored({ url: copy.url, alone: false }, drafts)
    } finally {
      await copy.remove()
    }
  }
}

/** A disk of a few megabytes, in memory. */
class Disk {
  readonly folder = newFolder()
  private readonly ballast = join(this.folder, 'ballast')

  constructor(megabytes: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'tmpfs', this.folder])
  }

  /** Leaves not one byte. */
  async fill(): Promise<void> {
    const { bavail, bsize } = statfsSync(this.folder)
    try {
      writeFileSync(this.ballast, Buffer.alloc(bavail * bsize))
      for (;;) appendFileSync(this.ballast, Buffer.alloc(bsize))
    } catch {
      // Full.
    }
  }

  free(): void {
    rmSync(this.ballast, { force: true })
  }

  remove(): void {
    execFileSync('umount', ['-l', this.folder])
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/mount')) return false
  try {
    new Disk(1).remove()
    return true
  } catch {
    return false
  }
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'faults-'))
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
