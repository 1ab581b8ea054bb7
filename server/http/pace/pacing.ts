import type { Request, RequestHandler, Response } from 'express'
import { networkOf } from '../client-address.ts'
import { sayPlainly } from '../languages.ts'
import type { Authenticator } from '../sessions/authenticator.ts'
import { Gate } from './gate.ts'
import { costOf, PACES, type Allowance, type Who } from './pace.ts'

/** Sessions that are known to live; of those beyond, the earliest count as strangers once. */
const KNOWN = 20_000
/** ms between two refusals of one asker that are pages; the others are a line of text. */
const PAGE_EVERY = 1_000

export type Pacing = {
  /** Lets requests in at the pace of who asks. */
  handler: RequestHandler
  /** Whether the session of a request lives, once that was looked up. */
  identified(request: Request, session: string | null): void
}

const times = (given: Allowance, factor: number): Allowance => ({
  perSecond: given.perSecond * factor,
  burst: given.burst * factor,
  atOnce: Math.max(1, Math.round(given.atOnce * factor)),
  waiting: Math.max(1, Math.round(given.waiting * factor)),
})

/** `generous`: how many times as much as the allowances say. Whoever asks is known by a session that was found to live, else by the address. No database is asked for it. */
export function openPacing({ sessionIn }: Pick<Authenticator, 'sessionIn'>, generous = 1): Pacing {
  const gates = Object.fromEntries(
    Object.entries(PACES).map(([who, allowance]) => [who, new Gate(times(allowance, generous))]),
  ) as Record<Who, Gate>
  const living = new Set<string>()
  const refused = new Map<string, number>()

  function askerOf(request: Request): { who: Who; key: string } {
    const session = sessionIn(request.headers.cookie)
    if (session === null || !living.has(session))
      return { who: 'stranger', key: networkOf(request.ip ?? 'unknown') }
    const isBrowser = request.headers['sec-fetch-site'] !== undefined
    return { who: isBrowser ? 'person' : 'program', key: session }
  }

  const handler: RequestHandler = async (request, response, next) => {
    const { who, key } = askerOf(request)
    const admission = await gates[who].ask(key, costOf(request.method, request.path))
    if ('after' in admission) return refuse(`${who} ${key}`, admission.after, request, response, next)
    if (response.destroyed || response.writableEnded) return admission.leave()
    response.once('close', admission.leave)
    next()
  }

  function refuse(key: string, after: number, request: Request, response: Response, next: () => void): void {
    const seconds = Math.max(1, Math.ceil(after / 1_000))
    response.setHeader('Retry-After', seconds)
    response.setHeader('Cache-Control', 'no-store')
    const shows = request.get('accept')?.includes('text/html') || request.path.endsWith('.data')
    const isPage = request.method === 'GET' && shows
    const now = performance.now()
    if (!isPage || now - (refused.get(key) ?? -Infinity) < PAGE_EVERY) return sayPlainly(response, 429)
    if (refused.size >= KNOWN) refused.clear()
    refused.set(key, now)
    response.locals.tooFast = true
    next()
  }

  return {
    handler,
    identified(request, session) {
      const asked = sessionIn(request.headers.cookie)
      if (asked && asked !== session) living.delete(asked)
      if (session === null) return
      living.delete(session)
      living.add(session)
      if (living.size > KNOWN) living.delete(living.values().next().value!)
    },
  }
}
