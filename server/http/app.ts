import { join } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import { giveNonce, permissionsPolicy, securityHeaders } from './headers.ts'
import { pages, type PagesDeps } from './pages.ts'
import { isFromThisSite } from './same-site.ts'

export type AppDeps = PagesDeps & {
  /** A function gives the pages as they are at the moment, in development. */
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** The browser's files, with hashed names under `assets`; null in development, where `assets` serves them. */
  clientFolder: string | null
  assets?: RequestHandler
  origin: URL | undefined
  trustProxy: string
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
}

/** Everything the server answers over HTTP. */
export function createApp(deps: AppDeps): Express {
  const { log, origin } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', /^\d+$/.test(deps.trustProxy) ? Number(deps.trustProxy) : deps.trustProxy)
  app.get('/healthz', health(deps.ping))
  app.use(logging(log), giveNonce, securityHeaders(origin?.protocol === 'https:', !deps.production))
  app.use(permissionsPolicy, compression())
  if (deps.assets) app.use(deps.assets)
  if (deps.clientFolder) {
    // A hashed name never changes what is behind it; the other files are asked for again after an hour.
    const forever = { immutable: true, maxAge: '1y', index: false, fallthrough: false } as const
    app.use('/assets', express.static(join(deps.clientFolder, 'assets'), forever))
    app.use(express.static(deps.clientFolder, { maxAge: '1h', index: false }))
  }
  app.use(sameSiteOnly(origin))
  app.use(pages(deps.build, deps))
  app.use(lastResort(log))
  return app
}

const health =
  (ping: AppDeps['ping']): RequestHandler =>
  async (_request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    try {
      await ping()
      response.json({ status: 'ok' })
    } catch {
      response.status(503).json({ status: 'the database does not answer' })
    }
  }

const sameSiteOnly =
  (origin: URL | undefined): RequestHandler =>
  (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (reads || isFromThisSite(request, origin)) return next()
    response
      .status(403)
      .type('text/plain')
      .send('This request comes from another site and was not carried out.')
  }

const logging =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const begun = performance.now()
    const { method, path } = request
    response.on('finish', () => {
      const line = { method, path, status: response.statusCode, ms: Math.round(performance.now() - begun) }
      if (response.statusCode >= 500) log.error(line, 'request failed')
      else log.debug(line, 'request')
    })
    next()
  }

/** For faults that no page has caught. Express knows this by its four parameters. */
const lastResort =
  (log: Logger): ErrorRequestHandler =>
  (error: Error & { status?: number }, _request, response, next) => {
    const status = error.status ?? 500
    if (status >= 500) log.error({ err: error }, 'request failed')
    if (response.headersSent) return next(error)
    const text =
      status === 404 ? 'Nothing is here.' : 'Something went wrong here. What was shown as saved is saved.'
    response.status(status).type('text/plain').send(text)
  }
