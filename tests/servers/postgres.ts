import { randomUUID } from 'node:crypto'
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export type PostgresServer = {
  /** Of its own first database, from which others are made. */
  address: string
  /** A new empty database of its own. */
  database(): Promise<string>
  /** Ends the server at once, as a power cut would, and starts it again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Names, in the environment, the server that all test files of a run share. */
export const SHARED_POSTGRES = 'TEST_POSTGRES'

/** A new empty database on the server at that address; its name is nobody else's. */
export async function createDatabase(server: string): Promise<string> {
  const name = `t${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  return server.replace(/\w+$/, name)
}

/** The newest PostgreSQL installed as Debian does, or null. */
export function postgresPrograms(): string | null {
  const home = '/usr/lib/postgresql'
  if (!existsSync(home)) return null
  const [newest] = readdirSync(home).sort((a, b) => Number(b) - Number(a))
  return newest ? join(home, newest, 'bin') : null
}

/** A PostgreSQL of one test's own, on a free port and in a temporary folder; nothing of it stays. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms()
  if (!programs) throw new Error('PostgreSQL is not installed.')
  const folder = mkdtempSync(join(tmpdir(), 'cluster-'))
  const who = unprivileged()
  if (who) chownSync(folder, who.uid, who.gid)
  const run = { cwd: folder, ...who, stdio: 'ignore' as const }
  const home = join(folder, 'home')
  execFileSync(
    join(programs, 'initdb'),
    ['-D', home, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    run,
  )
  const port = await freePort()
  const settings = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder]
  const begin = () => spawn(join(programs, 'postgres'), ['-D', home, ...settings], run)
  let server = begin()
  const ended = () => new Promise((resolve) => server.once('exit', resolve))
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  await answering(url('postgres'))
  return {
    address: url('postgres'),
    database: () => createDatabase(url('postgres')),
    async crash() {
      const gone = ended()
      server.kill('SIGQUIT')
      await gone
      server = begin()
      await answering(url('postgres'))
    },
    async stop() {
      const gone = ended()
      server.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root; Debian's own user for it does. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m)
  if (!line) throw new Error('There is no user postgres to run PostgreSQL as.')
  return { uid: Number(line[1]), gid: Number(line[2]) }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (tries > 1_000) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
