import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { RequestHandler } from 'express'
import type { Hub } from './collab/hub/hub.ts'
import { close } from './listen.ts'
import type { Metrics } from './metrics.ts'
import { StartError } from './persistence/start-error.ts'
import type { Settings } from './settings.ts'

/** What `/metrics` answers. */
export type Figures = { contentType: string; text(): Promise<string> }

/** Gives the figures to whoever brings the token (`Authorization: Bearer …`); 401 to anybody else. */
export function metricsWithToken(token: string, figures: Figures): RequestHandler {
  const expected = sha256(`Bearer ${token}`)
  return (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    if (!timingSafeEqual(sha256(request.get('authorization') ?? ''), expected)) {
      response.status(401).set('WWW-Authenticate', 'Bearer').type('text/plain').send('A token is needed.')
      return
    }
    figures.text().then((text) => response.type(figures.contentType).send(text), next)
  }
}

/**
 * Gives the figures to programs on this machine: on a port of its own, bound to 127.0.0.1. Throws a
 * StartError when the port cannot be had.
 */
export async function metricsOnPort(port: number, figures: Figures): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end()
    figures.text().then(
      (text) => response.writeHead(200, { 'Content-Type': figures.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ message }) =>
      reject(new StartError(`METRICS_PORT is ${port}, which cannot be used: ${message}. Set another one.`)),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Where the figures can be read, as the settings say. */
export async function tellFigures(
  { metricsToken, metricsPort }: Pick<Settings, 'metricsToken' | 'metricsPort'>,
  metrics: Metrics,
  { hub, sideWork }: { hub: Pick<Hub, 'openRooms'>; sideWork: { readonly size: number } },
) {
  const text = () => metrics.text(() => ({ rooms: hub.openRooms(), undone: sideWork.size }))
  const figures = { contentType: metrics.contentType, text }
  const beside = metricsPort === undefined ? null : await metricsOnPort(metricsPort, figures)
  return {
    handler: metricsToken === undefined ? null : metricsWithToken(metricsToken, figures),
    close: async () => void (beside && (await close(beside, 0))),
  }
}
