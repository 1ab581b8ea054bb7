import { timingSafeEqual } from 'node:crypto'
import type { ActionFunctionArgs, ServerBuild } from '@remix-run/node'
import { unreadable } from '#app/http/unreadable.ts'
import { isWithinBounds, kindOfBody } from './body-bounds.ts'

/** Bytes a request may bring. */
export const LIMITS = {
  /** To the doors that are open to everybody. */
  stranger: 64 * 1024,
  form: 2 * 1024 * 1024,
  /** A file of 10 MB and the fields around it. */
  upload: 10.5 * 1024 * 1024,
}

/**
 * Puts a guard before every action of the pages: none runs on a form without this session's token, on one that is too
 * large, or on one of more fields than any page has. The body is taken in here once, counted as bytes and handed on:
 * what is in it, an action reads after it knows who asks. Refusals are responses, which the pages show: 413 too large,
 * 419 form expired, 400 unreadable.
 */
export function guardActions(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const action = route?.module.action
    if (!route || !action) return [id, route]
    const guarded = async (args: ActionFunctionArgs) => action({ ...args, request: await checked(args) })
    return [id, { ...route, module: { ...route.module, action: guarded } }]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

async function checked({ request, context }: ActionFunctionArgs): Promise<Request> {
  const type = request.headers.get('content-type') ?? ''
  const upload = kindOfBody(type) === 'multipart'
  const body = await bodyWithin(
    request,
    !context.user ? LIMITS.stranger : upload ? LIMITS.upload : LIMITS.form,
  )
  if (!isWithinBounds(body, type)) throw unreadable()
  const given = request.headers.get('x-csrf-token') ?? (await tokenIn(body, type))
  const isKnown = typeof given === 'string' && same(given, context.csrf)
  if (!isKnown && !(await isOneClick(request, body, type))) throw new Response(null, { status: 419 })
  const { url, method, headers, signal } = request
  return new Request(url, { method, headers, signal, body })
}

/** All of the body, or a refusal once it is larger than `limit` bytes. */
async function bodyWithin(request: Request, limit: number): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += part.length
    // What is too large is read on for a while and dropped: a browser cut off in the middle of sending would
    // show a broken connection and not the refusal.
    if (size > 4 * LIMITS.upload) break
    if (size <= limit) parts.push(part)
  }
  if (size > limit) throw new Response(null, { status: 413 })
  return Buffer.concat(parts)
}

/**
 * What a mail program posts to end mails (RFC 8058). It has no session, and needs none: the secret is in the address
 * that it posts to, which stood in one person's mail.
 */
async function isOneClick(request: Request, body: Buffer<ArrayBuffer>, type: string): Promise<boolean> {
  if (new URL(request.url).pathname !== '/unsubscribe') return false
  if (kindOfBody(type) === 'json') return false
  return (await formIn(body, type)).get('List-Unsubscribe') === 'One-Click'
}

const formIn = (body: Buffer<ArrayBuffer>, type: string): Promise<FormData> =>
  new Response(body, { headers: { 'content-type': type } }).formData()

/** The token in a form. JSON brings it in the header: it is not read before its author is known. */
async function tokenIn(body: Buffer<ArrayBuffer>, type: string): Promise<unknown> {
  if (kindOfBody(type) === 'json') return null
  try {
    return (await formIn(body, type)).get('csrf')
  } catch {
    throw unreadable()
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
