import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { home } from '#server/home.ts'

/** True when `npm run build` has been run. */
export const isBuilt = existsSync(join(home, 'build/.stamp'))

export type Product = {
  address: string
  process: ChildProcess
  /** Ends it as Ctrl-C does and answers the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}
export type Failure = { code: number | null; said: string }

const command = (settings: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['build/run/index.js'], {
    cwd: home,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'silent', ...settings },
  })

/** The built product in a process of its own, once it serves. */
export async function start(settings: Record<string, string>): Promise<Product> {
  const child = command(settings)
  const failed = collect(child)
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (bytes: Buffer) => {
      const found = /ready at (\S+)/.exec(bytes.toString())
      if (found) resolve(found[1]!)
    })
    void failed.then(({ said }) => reject(new Error(said)))
  })
  return {
    address,
    process: child,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return (await failed).code
    },
  }
}

/** What the product says when it cannot start. */
export const startAndFail = (settings: Record<string, string>): Promise<Failure> => collect(command(settings))

async function collect(child: ChildProcess): Promise<Failure> {
  const parts: Buffer[] = []
  child.stderr!.on('data', (bytes: Buffer) => parts.push(bytes))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: Buffer.concat(parts).toString() }
}

/** Runs `node scripts/account.mjs` without its preparations. */
export async function runAccountCommand(
  settings: Record<string, string>,
  parameters: string[],
  input = '',
): Promise<Failure> {
  const child = spawn(process.execPath, ['build/run/account.js', ...parameters], {
    cwd: home,
    env: { ...process.env, ...settings },
  })
  child.stdin.end(input)
  const said: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
  const failure = await collect(child)
  return { code: failure.code, said: Buffer.concat(said).toString() + failure.said }
}

/** A browser as far as cookies and forms go. */
export class HttpClient {
  readonly #cookies = new Map<string, string>()

  constructor(readonly address: string) {}

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async get(path: string): Promise<Response> {
    return this.#send(path, {})
  }

  /** Sends a form with the token that the page at that path carries. */
  async post(path: string, fields: Record<string, string>, csrf?: string): Promise<Response> {
    const page = await (await this.get(path)).text()
    const token = csrf ?? /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    return this.#send(path, { method: 'POST', body: new URLSearchParams({ csrf: token, ...fields }) })
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const headers = { cookie: this.cookies, ...(init.method && { origin: this.address }) }
    const response = await fetch(this.address + path, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split('=')
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    }
    return response
  }
}
