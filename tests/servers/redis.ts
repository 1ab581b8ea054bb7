import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { freePort } from './postgres.ts'

const PROGRAM = '/usr/bin/redis-server'
export const hasRedis = existsSync(PROGRAM)

export type RedisServer = {
  url: string
  port: number
  /** Ends it at once. */
  kill(): Promise<void>
  /** Starts it again on the same port. */
  begin(): Promise<void>
}

/** A Redis of one test's own that keeps nothing on disk. */
export async function startRedis(port?: number): Promise<RedisServer> {
  const at = port ?? (await freePort())
  let server: ChildProcess | null = null
  const begin = async () => {
    const settings = [
      '--port',
      String(at),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      '/tmp',
    ]
    server = spawn(PROGRAM, settings, { stdio: 'ignore' })
    await answering(at)
  }
  await begin()
  return {
    url: `redis://127.0.0.1:${at}`,
    port: at,
    begin,
    async kill() {
      const gone = server
      if (!gone || gone.exitCode !== null || gone.signalCode !== null) return
      const ended = new Promise((resolve) => gone.once('exit', resolve))
      gone.kill('SIGKILL')
      await ended
    },
  }
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
      socket.once('data', () => resolve(true)).once('error', () => resolve(false))
      socket.once('data', () => socket.destroy())
    })
    if (answered) return
    if (tries > 1_000) throw new Error('Redis does not start.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
