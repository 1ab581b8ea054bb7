import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort, postgresPrograms } from '#tests/servers/postgres.ts'

const NAME = 'faults'

/** A PostgreSQL that can be killed as a power cut would, looked at in a copy, and started again where it was. */
export class Postgres {
  private server: ChildProcess | null = null

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** Makes one in a folder and starts it. */
  static async make(folder: string): Promise<Postgres> {
    const who = unprivileged()
    if ('uid' in who) chownSync(folder, who.uid, who.gid)
    const home = join(folder, 'home')
    const parameters = ['-D', home, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C']
    execFileSync(program('initdb'), parameters, { ...who, cwd: folder, stdio: 'ignore' })
    const made = new Postgres(folder, await freePort())
    await made.start()
    const client = new pg.Client({ connectionString: made.urlOf('postgres') })
    await client.connect()
    await client.query(`CREATE DATABASE ${NAME}`)
    await client.end()
    return made
  }

  get url(): string {
    return this.urlOf(NAME)
  }

  private urlOf(name: string): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${name}`
  }

  /** Starts it and waits until it lets people in; as a supervisor would, again when it ends before. */
  async start(): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      if (!this.isRunning) this.spawn()
      const client = new pg.Client({ connectionString: this.urlOf('postgres') })
      client.on('error', () => undefined)
      try {
        await client.connect()
        return await client.end()
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    throw new Error('PostgreSQL does not start.')
  }

  get isRunning(): boolean {
    return this.server !== null && this.server.exitCode === null && this.server.signalCode === null
  }

  private spawn(): void {
    const settings = ['-p', String(this.port), '-c', 'listen_addresses=127.0.0.1', '-k', this.folder]
    this.server = spawn(program('postgres'), ['-D', join(this.folder, 'home'), ...settings], {
      ...unprivileged(),
      cwd: this.folder,
      stdio: 'ignore',
    })
  }

  /** SIGKILL for the postmaster and every process of its own: nothing is written any more, nobody says goodbye. */
  async kill(): Promise<void> {
    const { server } = this
    if (!server?.pid || !this.isRunning) return
    const gone = once(server, 'exit')
    process.kill(server.pid, 'SIGSTOP') // it must not start a child while they are counted
    for (const child of childrenOf(server.pid)) process.kill(child, 'SIGKILL')
    process.kill(server.pid, 'SIGKILL')
    await gone
  }

  /** A copy of what is on the disk, started beside; only while this one does not run. */
  async copy(): Promise<Postgres> {
    const folder = mkdtempSync(join(tmpdir(), 'faults-copy-'))
    await promisify(execFile)('cp', ['-a', join(this.folder, 'home'), folder])
    const who = unprivileged()
    if ('uid' in who) chownSync(folder, who.uid, who.gid)
    rmSync(join(folder, 'home', 'postmaster.pid'), { force: true })
    const copy = new Postgres(folder, await freePort())
    await copy.start()
    return copy
  }

  async remove(): Promise<void> {
    if (this.isRunning) {
      const gone = once(this.server!, 'exit')
      this.server!.kill('SIGQUIT')
      await gone
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const program = (name: string): string => join(postgresPrograms()!, name)

/** PostgreSQL refuses to run as root; Debian's own user for it does. */
function unprivileged(): { uid: number; gid: number } | object {
  if (process.getuid?.() !== 0) return {}
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  if (!line) throw new Error('There is no user postgres to run PostgreSQL as.')
  return { uid: Number(line[1]), gid: Number(line[2]) }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        // The name stands in brackets and may hold anything; the parent is the second word after it.
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent
      } catch {
        return false
      }
    })
    .map(Number)
}
