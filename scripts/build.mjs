// Builds the product: the database client, the pages (build/client, build/server) and the server
// (build/run). Writes last what it was built from, so that a build that broke off is not taken for one.
import { spawnSync } from 'node:child_process'
import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { sourcesHash } from './sources.mjs'

const home = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(home)
const hash = sourcesHash(home)
rmSync('build', { recursive: true, force: true })

/** Runs a tool of a package with this Node; ends the build when the tool fails. */
function run(script, ...parameters) {
  const path = createRequire(join(home, 'package.json')).resolve(script)
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  const { status } = spawnSync(process.execPath, [path, ...parameters], { stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

run('prisma/build/index.js', 'generate', '--no-hints')
run('@remix-run/dev/dist/cli.js', 'vite:build')
await build({
  entryPoints: ['server/index.ts', 'server/account.ts', 'server/verify.ts', 'server/threads/worker.ts'],
  outdir: 'build/run',
  outbase: 'server',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  // Not packages but folders of this one, so they belong in the bundle.
  alias: { '#app': './app', '#server': './server' },
})
// A thread starts from a file of its own.
copyFileSync('server/persistence/embedded/embedded-worker.mjs', 'build/run/embedded-worker.mjs')
writeFileSync('build/.stamp', hash)
