import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { sayStatus } from '#app/messages/status.ts'

type Asked = LoaderFunctionArgs | ActionFunctionArgs

/** Told of what broke in a route that has no page. */
type Failed = (error: unknown, request: Request) => void

/**
 * Puts words into refusals that are a bare status, in the language of the request: for whoever asked for a file or by
 * a script, where no page shows them. A route without a loader or an action refuses in the same way, and
 * one without a page breaks in words too.
 */
export function sayRefusals(build: ServerBuild, failed: Failed): ServerBuild {
  const said = <Args extends Asked>(handler: ((args: Args) => unknown) | undefined, isPage: boolean) =>
    async function inWords(args: Args): Promise<unknown> {
      try {
        return await (handler ?? notAllowed)(args)
      } catch (error) {
        if (error instanceof Response)
          throw error.status >= 400 && !error.body ? inWordsOf(args, error) : error
        if (isPage) throw error
        failed(error, args.request)
        throw inWordsOf(args, new Response(null, { status: 500 }))
      }
    }
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action, default: page } = route.module
    const isPage = page !== undefined || id === 'root'
    const module = {
      ...route.module,
      ...((loader ?? !isPage) && { loader: said(loader, isPage) }),
      action: said(action, isPage),
    }
    return [id, { ...route, module }]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

function notAllowed(): never {
  throw new Response(null, { status: 405 })
}

function inWordsOf({ context: { messages } }: Asked, { status, headers }: Response): Response {
  const [title, text] = sayStatus(messages, status)
  const all = new Headers(headers)
  all.set('Content-Type', 'text/plain; charset=utf-8')
  return new Response(`${title}. ${text}`, { status, headers: all })
}
