import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setPriority } from 'node:os'

/** Processors that the server and the generator have to themselves. */
export const SERVER_CORE = '0'
export const GENERATOR_CORE = '1'

/** A command line whose process keeps to one processor. */
export const pinned = (core: string, ...command: string[]): [string, string[]] => [
  'taskset',
  ['-c', core, ...command],
]

/** Moves a process that runs already, with all its threads. */
export function pin(pid: number, core: string): void {
  execFileSync('taskset', ['-a', '-c', '-p', core, String(pid)], { stdio: 'ignore' })
}

/**
 * Puts this process and all it starts before or behind everybody else on the machine; `nice` is -20 (first) to 19.
 * Below 0 it is for root alone. Linux may weigh whole sessions against each other, then the session is moved too.
 */
export function giveWay(nice: number): void {
  setPriority(nice)
  const session = '/proc/self/autogroup'
  if (existsSync(session)) writeFileSync(session, String(nice))
}

let profiles: string | null = null
/** Every server that is started from now on keeps a profile of its processor's time in that folder. */
export function profileInto(folder: string): void {
  profiles = folder
}
const profiling = (command: string): string[] =>
  profiles === null || command !== process.execPath ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]

export type Command = {
  command: string
  parameters: readonly string[]
  settings: Record<string, string>
  folder: string
  /** What it prints when it serves; without it, that its port answers. */
  ready?: RegExp
}
export type Launched = { pid: number; stop(signal?: NodeJS.Signals): Promise<void> }

let port = Number(process.env.BENCH_PORT ?? 5100)
const FIRST = port
/** A free port of this machine; they are taken in turn so that none is used again at once. */
export async function nextPort(): Promise<number> {
  do port = port >= FIRST + 90 ? FIRST : port + 1
  while (!(await isFree(port)))
  return port
}

const isFree = (at: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(at, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** Starts a server on the server's processor and waits until it serves at that port. */
export async function launch(command: Command, at: number): Promise<Launched> {
  const { settings, folder, ready } = command
  const parameters = [...profiling(command.command), ...command.parameters]
  const child = spawn(...pinned(SERVER_CORE, command.command, ...parameters), {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const listen = (bytes: Buffer) => {
    said.push(bytes.toString())
    if (said.length > 50) said.shift()
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const isReady = async () => (ready ? ready.test(said.join('')) : answers(at))
  for (let waited = 0; !(await isReady()); waited += 20) {
    if (child.exitCode !== null || waited > 60_000)
      throw new Error(`${command.parameters[0]} does not serve: ${said.join('').slice(-2000)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { pid: child.pid!, stop: (signal) => stop(child, signal) }
}

/** ms after which a server that does not end is ended. */
const PATIENCE = 15_000

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill(signal)
  const last = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  await over
  clearTimeout(last)
}

const answers = (at: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(at, '127.0.0.1')
    const end = (does: boolean) => {
      socket.destroy()
      resolve(does)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
