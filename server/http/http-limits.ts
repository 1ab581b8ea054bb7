import type { Server, ServerOptions } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf, type Trust } from './client-address.ts'

/**
 * For `createServer`, in ms and bytes: whoever sends a request letter by letter is not waited for. A whole
 * request may take minutes, for large files come over slow lines.
 */
export const HTTP_LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
} satisfies ServerOptions

/** Connections of all kinds that the process holds. */
const CONNECTIONS = 20_000
/** Of these from one address; a proxy of ours, which speaks for everybody, is not counted. */
const CONNECTIONS_OF_ONE = 4_000
/** ms without a byte in either direction on a connection that is no websocket: a reader that does not read. */
const SILENCE = 120_000

/** Bounds what connections can cost before anything is known about who they are. */
export function limitConnections(server: Server, trusts: Trust, most = CONNECTIONS_OF_ONE): void {
  const open = new Map<string, number>()
  server.maxConnections = CONNECTIONS
  server.timeout = SILENCE
  server.on('connection', (socket: Socket) => {
    const { remoteAddress = '' } = socket
    if (trusts(remoteAddress, 0)) return
    const network = networkOf(remoteAddress)
    const count = (open.get(network) ?? 0) + 1
    if (count > most) return socket.destroy()
    open.set(network, count)
    socket.once('close', () => {
      const left = open.get(network)! - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
  })
}
