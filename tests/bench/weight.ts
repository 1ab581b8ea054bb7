// How much JavaScript the table's page brings: every file that the built page asks for, with those they import,
// at once or later, as gzip makes them.
//
//     npx tsx tests/bench/weight.ts
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { print } from './figures.ts'
import { home } from '#server/home.ts'

const TABLE = 'routes/drafts.$draft._index'

type Part = { module: string; imports?: string[] }
type Assets = { entry: Part; url: string; routes: Record<string, Part & { parentId?: string }> }

const build = join(home, 'build/server/index.js')
if (!existsSync(build)) throw new Error('The product is not built: npm run build')
const { assets } = (await import(pathToFileURL(build).href)) as { assets: Assets }

/** What the page names in its head: the entry, the manifest, the route and those it lies in. */
function named(route: string): string[] {
  const chain: Part[] = []
  for (let at: string | undefined = route; at; at = assets.routes[at]?.parentId)
    chain.push(assets.routes[at]!)
  return [assets.url, ...[assets.entry, ...chain].flatMap(({ module, imports = [] }) => [module, ...imports])]
}

const textOf = (path: string): string => readFileSync(join(home, 'build/client', path), 'utf8')

/** Files and everything they import, by `import … from`, `import "…"` or `import("…")`. */
function withImports(paths: readonly string[]): Set<string> {
  const all = new Set<string>()
  const waiting = [...paths]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (all.has(path)) continue
    all.add(path)
    for (const [, imported] of textOf(path).matchAll(/(?:from|import)\s*\(?\s*["']\.\/([\w.$-]+\.js)["']/g))
      waiting.push(`/assets/${imported}`)
  }
  return all
}

// The manifest only names the files of other pages.
const files = [...withImports(named(TABLE).filter((path) => path !== assets.url)), assets.url]
const sizes = files.map((path) => ({ path, kB: gzipSync(textOf(path)).length / 1000 }))
const total = sizes.reduce((sum, { kB }) => sum + kB, 0)
const largest = [...sizes].sort((a, b) => b.kB - a.kB).slice(0, 3)
print("The table's page", [
  {
    what: `JavaScript, gzipped, ${files.length} files`,
    unit: 'kB',
    samples: [total],
    goal: 350,
    note: largest.map(({ path, kB }) => `${path.replace('/assets/', '')} ${kB.toFixed(0)} kB`).join(', '),
  },
])
