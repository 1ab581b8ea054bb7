import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Everything the build is made from. */
const SOURCES = [
  'app',
  'server',
  'public',
  'prisma/schema.prisma',
  'prisma.config.ts',
  'remix.config.js',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
  'scripts/build.mjs',
]
const LEFT_OUT = /(^|\/)generated\/|\.test\.tsx?$/

/** SHA-256 of the names and contents of the sources under `home`: the build is stale when it differs. */
export function sourcesHash(home) {
  const hash = createHash('sha256')
  for (const source of SOURCES)
    for (const path of filesIn(home, source)) hash.update(path).update(readFileSync(join(home, path)))
  return hash.digest('hex')
}

function filesIn(home, path) {
  const full = join(home, path)
  if (!existsSync(full)) return []
  try {
    return readdirSync(full, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesIn(home, `${path}/${entry.name}`))
      .filter((file) => !LEFT_OUT.test(file))
  } catch {
    return [path]
  }
}
