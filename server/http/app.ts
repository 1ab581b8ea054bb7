import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express'
import type { Logger } from 'pino'
import { addressesOnly } from './address.ts'
import { trustSetting } from './client-address.ts'
import { giveNonce, permissionsPolicy, securityHeaders } from './headers.ts'
import { giveLanguage, messagesOf, sayPlainly } from './languages.ts'
import { pages, type PagesDeps } from './pages.ts'
import { openPacing } from './pace/pacing.ts'
import { isFromThisSite } from './same-site.ts'
import type { Visitor } from './sessions/authenticator.ts'

export type AppDeps = Omit<PagesDeps, 'identified'> & {
  /** A function gives the pages as they are at the moment, in development. */
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** The browser's files, with hashed names under `assets`; null in development, where `assets` serves them. */
  clientFolder: string | null
  assets?: RequestHandler
  origin: URL | undefined
  trustProxy: string
  /** How many times as many requests as usual each may make. */
  pace?: number
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  /** True from the moment the server was told to stop. */
  draining(): boolean
  /** Counts and times what is answered. */
  timing: RequestHandler
  /** The server's figures; null where they are not given out on this port. */
  metrics: RequestHandler | null
}

/** ms after which a database that says nothing is taken for one that does not answer. */
const PING_WITHIN = 2_000

/** Everything the server answers over HTTP. */
export function createApp(deps: AppDeps): Express {
  const { log, origin } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustSetting(deps.trustProxy))
  app.use(giveNonce, securityHeaders(origin?.protocol === 'https:', !deps.production))
  app.get('/healthz', (_request, response) => tell(response, 200, 'ok'))
  app.get('/readyz', readiness(deps))
  if (deps.metrics) app.get('/metrics', deps.metrics)
  app.use(giveRequestId, deps.timing, logging(log))
  app.use(giveLanguage(deps.catalogues), permissionsPolicy, methodsOnly, addressesOnly, compression())
  if (deps.assets) app.use(deps.assets)
  if (deps.clientFolder) {
    // A hashed name never changes what is behind it; the other files are asked for again after an hour.
    const forever = { immutable: true, maxAge: '1y', index: false, fallthrough: false } as const
    app.use('/assets', express.static(join(deps.clientFolder, 'assets'), forever))
    app.use(express.static(deps.clientFolder, { maxAge: '1h', index: false }))
  }
  const pacing = openPacing(deps.authenticator, deps.pace)
  app.use(pacing.handler)
  app.post('/unsubscribe', fromAnywhere)
  app.use(sameSiteOnly(origin))
  app.use(pages(deps.build, { ...deps, identified: pacing.identified }))
  app.use(lastResort(log))
  return app
}

/**
 * 200 when this process can take people in: its tables are up to date (it does not answer here before they
 * are), its database answers, and it is not about to stop. Asked often, it asks the database once at a time.
 */
function readiness({ ping, draining }: Pick<AppDeps, 'ping' | 'draining'>): RequestHandler {
  let asking: Promise<boolean> | null = null
  const answers = () =>
    (asking ??= withinTime(ping()).finally(() => {
      asking = null
    }))
  return async (_request, response) => {
    const works = !draining() && (await answers())
    if (draining()) tell(response, 503, 'stopping')
    else if (works) tell(response, 200, 'ready')
    else tell(response, 503, 'the database does not answer')
  }
}

function withinTime(ping: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), PING_WITHIN)
    void ping.then(
      () => resolve(true),
      () => resolve(false),
    )
    void ping.catch(() => undefined).finally(() => clearTimeout(late))
  })
}

const tell = (response: Response, status: number, what: string): void => {
  response.status(status).setHeader('Cache-Control', 'no-store')
  response.json({ status: what })
}

/** The number of a request in the log and in its answer: the proxy's where there is one, else our own. */
const giveRequestId: RequestHandler = (request, response, next) => {
  const trusts = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean
  const given = trusts(request.socket.remoteAddress ?? '', 0) ? request.get('x-request-id') : undefined
  const id = given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
  response.locals.requestId = id
  response.setHeader('X-Request-Id', id)
  next()
}

const requestIdOf = (response: Response): string => response.locals.requestId as string

/**
 * Mails are ended from wherever they are read (RFC 8058): by a program of the mail's host, or by a page of it in a
 * browser. The secret in the address is all that it takes; the form of our own page brings its token still.
 */
const fromAnywhere: RequestHandler = ({ headers }, _response, next) => {
  delete headers.origin
  delete headers['sec-fetch-site']
  next()
}

const sameSiteOnly =
  (origin: URL | undefined): RequestHandler =>
  (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (reads || isFromThisSite(request, origin)) return next()
    response.status(403).type('text/plain').send(messagesOf(response).errors.otherSite)
  }

/** What browsers ask pages with. Whatever else a method means, nothing here answers it. */
const METHODS = ['GET', 'HEAD', 'POST']

const methodsOnly: RequestHandler = ({ method }, response, next) => {
  if (METHODS.includes(method)) return next()
  response.setHeader('Allow', METHODS.join(', '))
  sayPlainly(response, 405)
}

/** No right to it, or a form that is not of this session. Either comes at the pace that everybody is held to. */
const TURNED_AWAY = [403, 419]

const logging =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const begun = performance.now()
    const { method, path } = request
    response.on('finish', () => {
      const ms = Math.round(performance.now() - begun)
      const line = { request: requestIdOf(response), method, path, status: response.statusCode, ms }
      const visitor = response.locals.visitor as Visitor | undefined
      if (response.statusCode >= 500) log.error(line, 'request failed')
      else if (TURNED_AWAY.includes(response.statusCode))
        log.warn({ ...line, user: visitor?.user?.id ?? null }, 'turned away')
      else log.debug(line, 'request')
    })
    next()
  }

/** For faults that no page has caught. Express knows this by its four parameters. */
const lastResort =
  (log: Logger): ErrorRequestHandler =>
  (error: Error & { status?: number }, _request, response, next) => {
    const status = error.status ?? 500
    if (status >= 500) log.error({ request: requestIdOf(response), err: error }, 'request failed')
    if (response.headersSent) return next(error)
    sayPlainly(response, status)
  }
