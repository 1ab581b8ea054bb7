import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'

type Asked = LoaderFunctionArgs | ActionFunctionArgs

/** Lets the pages say that somebody asks too fast, before any of them asks for anything. */
export function answerTooFast(build: ServerBuild): ServerBuild {
  const slowed =
    <Args extends Asked>(handler: (args: Args) => unknown) =>
    (args: Args): unknown => {
      if (args.context.tooFast) throw new Response(null, { status: 429 })
      return handler(args)
    }
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route || id === 'root') return [id, route]
    const { loader, action } = route.module
    const module = {
      ...route.module,
      ...(loader && { loader: slowed(loader) }),
      ...(action && { action: slowed(action) }),
    }
    return [id, { ...route, module }]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}
