import type { ServerBuild } from '@remix-run/node'

type Handler = (...parameters: never[]) => unknown

/**
 * Lets the pages say that a table cannot be reached, where the process that holds it gave no answer: a 503, which
 * is worth another attempt, and no fault of ours in the log. `heard` is called for each.
 */
export function answerUnreachable(build: ServerBuild, heard: (error: Error) => void): ServerBuild {
  const answered = (handler: Handler): Handler => {
    return async (...parameters) => {
      try {
        return await handler(...parameters)
      } catch (error) {
        if ((error as { kind?: unknown } | null)?.kind !== 'unreachable') throw error
        heard(error as Error)
        throw new Response(null, { status: 503, headers: { 'Retry-After': '2' } })
      }
    }
  }
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action } = route.module
    const module = {
      ...route.module,
      ...(loader && { loader: answered(loader) }),
      ...(action && { action: answered(action) }),
    }
    return [id, { ...route, module }]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}
