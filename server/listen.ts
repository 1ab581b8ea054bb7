import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HTTP_LIMITS } from './http/http-limits.ts'
import { StartError } from './persistence/start-error.ts'
import { isLocal, type Settings } from './settings.ts'

/** Without a word about it nobody else is let in: accounts of the demo need no password. */
const THIS_MACHINE = '127.0.0.1'

/**
 * Takes the port before anything else, so that a port that is taken is said at once. Until `answer` is given
 * whoever asks is told to come again in a moment.
 */
export async function listen({ port, host }: Settings): Promise<Server> {
  const server = createServer(HTTP_LIMITS)
  server.on('request', (_request, response) => {
    if (server.listenerCount('request') > 1) return
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('Starting.\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new StartError(reasonOf(error, port, host))),
    )
    server.listen(port, host ?? THIS_MACHINE, resolve)
  })
  return server
}

const reasonOf = ({ code, message }: NodeJS.ErrnoException, port: number, host: string | undefined): string =>
  ({
    EADDRINUSE: `Port ${port} is taken by another program. Stop that one, or set PORT to another number.`,
    EACCES: `This user may not open port ${port}. Set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine. Correct it, or leave it out.`,
    ENOTFOUND: `HOST is ${host}, which is not known. Correct it, or leave it out.`,
  })[code ?? ''] ??
  `The server cannot listen on port ${port}: ${message}. Set PORT or HOST to something else.`

/** Where a person on this machine opens the product. */
export function addressOf(server: Server, { host, origin }: Settings): string {
  if (origin) return origin.origin
  const { port } = server.address() as AddressInfo
  if (host === undefined) return `http://localhost:${port}`
  const everywhere = host === '0.0.0.0' || host === '::'
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Who can open it there, in a sentence for whoever starts it. */
export function reachOf(settings: Settings, demo: boolean): string {
  if (isLocal(settings)) return 'It can be opened on this machine only; set HOST to let others in.'
  return demo
    ? 'It is open to the network, and the demo lets everybody take any seat without a password.'
    : 'It is open to the network.'
}

/** Ends a server: nothing new is taken, what is under way gets `patience` ms to end. */
export async function close(server: Server, patience: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  // A connection that is kept alive falls idle only once its last answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const force = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(idle)
  clearTimeout(force)
}
