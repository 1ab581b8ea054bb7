import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { RequestHandler } from 'express'
import { StartError } from './persistence/start-error.ts'

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
