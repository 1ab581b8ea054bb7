import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { sayStatus } from '#app/messages/status.ts'

type Asked = LoaderFunctionArgs | ActionFunctionArgs

/**
 * Puts words into refusals that are a bare status, in the language of the request: for whoever asked for a file or by
 * a script, where no page shows them. A route without a loader or an action refuses in the same way.
 */
export function sayRefusals(build: ServerBuild): ServerBuild {
  const said = <Args extends Asked>(handler: ((args: Args) => unknown) | undefined) =>
    async function inWords(args: Args): Promise<unknown> {
      try {
        return await (handler ?? notAllowed)(args)
      } catch (error) {
        throw error instanceof Response && error.status >= 400 && !error.body ? inWordsOf(args, error) : error
      }
    }
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action, default: isPage } = route.module
    const module = {
      ...route.module,
      ...((loader ?? !isPage) && { loader: said(loader) }),
      action: said(action),
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
