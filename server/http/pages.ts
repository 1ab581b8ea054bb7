import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { RequestContext } from '#app/http/context.ts'
import type { Catalogues } from '#app/messages/catalogue.ts'
import type { Visitor } from './sessions/authenticator.ts'
import { guardActions } from './guarded-actions.ts'
import { messagesOf } from './languages.ts'
import { doorOf, type DoorDeps } from './sessions/door.ts'
import { sayRefusals } from './say-refusals.ts'
import { answerTooFast } from './pace/too-fast.ts'
import { answerUnreachable } from './unreachable.ts'

export type PagesDeps = DoorDeps & {
  /** The languages that the pages speak. */
  catalogues: Catalogues
  production: boolean
  /** Told which session a request came in, once that is known. */
  identified(request: Request, session: string | null): void
  log: Logger
}

type Build = ServerBuild | (() => Promise<ServerBuild>)

/** The pages, with who asks and everything they may ask for in their context. */
export function pages(build: Build, deps: PagesDeps): RequestHandler {
  const answer = createRequestHandler({
    build:
      typeof build === 'function' ? async () => prepared(await build(), deps.log) : prepared(build, deps.log),
    mode: deps.production ? 'production' : 'development',
    getLoadContext: (request, response) => contextOf(request, response, deps),
  })
  return async (request, response, next) => {
    try {
      const visitor = await deps.authenticator.identify(request.headers.cookie)
      response.locals.visitor = visitor
      deps.identified(request, visitor.session)
      if (visitor.cookies.length > 0) response.append('Set-Cookie', visitor.cookies)
      // What one person sees is for that person alone, and nowhere when the session is over.
      if (!response.locals.tooFast) response.setHeader('Cache-Control', 'no-store')
      response.vary('Accept-Language')
      await answer(request, response, next)
    } catch (error) {
      next(error)
    }
  }
}

/** The pages with a guard before every action, and with their faults in the log. */
function prepared(build: ServerBuild, log: Logger): ServerBuild {
  const failed = (err: unknown, request: globalThis.Request) => {
    if (!request.signal.aborted) log.error({ err, path: new URL(request.url).pathname }, 'a page failed')
  }
  const unreachable = (err: Error) => log.warn({ err }, 'a table could not be reached')
  const guarded = answerTooFast(guardActions(answerUnreachable(build, unreachable)))
  const { entry, ...rest } = sayRefusals(guarded, failed)
  return {
    ...rest,
    entry: { module: { ...entry.module, handleError: (err, { request }) => failed(err, request) } },
  }
}

function contextOf(request: Request, response: Response, deps: PagesDeps): RequestContext {
  const { user, session, csrf, isProven } = response.locals.visitor as Visitor
  const messages = messagesOf(response)
  return {
    ports: deps.ports,
    user,
    session,
    csrf,
    isProven,
    language: messages.language,
    messages,
    nonce: response.locals.nonce as string,
    tooFast: response.locals.tooFast === true,
    ...doorOf(request, response, deps),
  }
}
