import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RequestHandler } from 'express'
import type { ServerBuild } from '@remix-run/node'
import { home } from './home.ts'

/** Where the pages come from: the build, or in development their sources as they are at the moment. */
export type PageSource = {
  production: boolean
  build: ServerBuild | (() => Promise<ServerBuild>)
  clientFolder: string | null
  assets?: RequestHandler
  close(): Promise<void>
}

export const openPages = (): Promise<PageSource> =>
  process.env.NODE_ENV === 'development' ? fromSources() : fromBuild()

async function fromBuild(): Promise<PageSource> {
  const build = (await import(pathToFileURL(join(home, 'build/server/index.js')).href)) as ServerBuild
  return { production: true, build, clientFolder: join(home, 'build/client'), close: async () => undefined }
}

async function fromSources(): Promise<PageSource> {
  const { createServer } = await import('vite')
  const vite = await createServer({ root: home, server: { middlewareMode: true } })
  return {
    production: false,
    build: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
    clientFolder: null,
    assets: vite.middlewares,
    close: () => vite.close(),
  }
}
