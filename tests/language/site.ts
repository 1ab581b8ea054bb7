import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { flatRoutes } from '@remix-run/dev/dist/config/flat-routes.js'
import type { ServerBuild } from '@remix-run/node'
import { pino } from 'pino'
import type { Catalogues } from '#app/messages/catalogue.ts'
import type { Ports, User } from '#app/usecases/ports.ts'
import { createApp } from '#server/http/app.ts'
import type { Authenticator } from '#server/http/sessions/authenticator.ts'
import remix from '../../remix.config.js'

const app = join(import.meta.dirname, '../../app')

export type PageRoute = { id: string; path: string; isPage: boolean; hasAction: boolean }

/** The pages as they are in their folder, without a bundler's work: what a server needs to answer with them. */
async function buildOfSources(): Promise<ServerBuild> {
  const routes: Record<string, unknown> = {
    root: { id: 'root', path: '', module: { ...(await import('#app/root.tsx')) } },
  }
  for (const { id, parentId, path, index, file } of Object.values(
    flatRoutes(app, [...remix.ignoredRouteFiles]),
  ))
    routes[id] = { id, parentId, path, index, module: { ...((await import(join(app, file))) as object) } }
  const listed = Object.fromEntries(
    Object.entries(routes as ServerBuild['routes']).map(([id, route]) => [
      id,
      {
        id,
        parentId: route!.parentId,
        path: route!.path,
        index: route!.index,
        module: '',
        hasLoader: !!route!.module.loader,
        hasAction: !!route!.module.action,
        hasErrorBoundary: id === 'root',
      },
    ]),
  )
  return {
    mode: 'production',
    future: { ...remix.future, v3_lazyRouteDiscovery: false },
    publicPath: '/',
    assetsBuildDirectory: '',
    basename: '/',
    isSpaMode: false,
    assets: { entry: { module: '', imports: [] }, routes: listed, url: '', version: '' },
    entry: { module: await import('#app/entry.server.tsx') },
    routes,
  } as unknown as ServerBuild
}

/** The product's own answers over these ports, in these languages. Whoever sends their id as cookie is signed in. */
export async function openSite(ports: Ports, catalogues: Catalogues) {
  const build = await buildOfSources()
  let mayTry = true
  let isProven = true
  const visitor = (user: User | null) => ({
    user,
    session: user && 's',
    csrf: 'the-token',
    isProven,
    cookies: [] as string[],
  })
  const authenticator = {
    identify: async (id: string | undefined) => visitor(id ? await ports.users.byId(id) : null),
    sessionIn: () => null,
    signIn: async () => 'corchete-session=s',
    signOut: async () => 'corchete-session=',
  } as unknown as Authenticator
  const failures: unknown[] = []
  const server = createServer(
    createApp({
      ...{ ports, catalogues, authenticator, build, production: true, clientFolder: null },
      limits: { attempt: async () => mayTry, succeeded: async () => undefined },
      devices: { known: async () => null, remember: async () => 'corchete-device=d' },
      journal: { note: async () => undefined },
      ...{ origin: undefined, trustProxy: 'loopback', draining: () => false, metrics: null },
      ping: async () => undefined,
      timing: (_request, _response, next) => next(),
      log: pino({ level: 'error' }, { write: (line: string) => void failures.push(line) }),
    }),
  ).listen(0)
  await once(server, 'listening')
  const address = `http://localhost:${(server.address() as AddressInfo).port}`
  const routes: PageRoute[] = Object.values(build.routes).flatMap((route) =>
    !route || route.id === 'root'
      ? []
      : {
          id: route.id,
          path: `/${route.path ?? ''}`,
          isPage: !!route.module.default,
          hasAction: !!route.module.action,
        },
  )
  return {
    routes,
    failures,
    /** From now on sign-ins are refused as too many. */
    limit() {
      mayTry = false
    },
    /** From now on the password has to be given again. */
    forgetProof() {
      isProven = false
    },
    ask: (path: string, user: string | null, init: RequestInit = {}) =>
      fetch(address + path, {
        redirect: 'manual',
        ...init,
        headers: { 'accept-language': 'fr', ...(user && { cookie: user }), ...init.headers },
      }),
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
