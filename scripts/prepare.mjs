// Makes ready what the server needs: packages and build, when they are missing or stale. Plain Node without
// packages: it runs before any is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sourcesHash } from './sources.mjs'

export const home = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (path) => join(home, path)

/** Leaves the program with a plain message when something is missing that it cannot get itself. */
export function prepare() {
  checkNode()
  install()
  build()
  if (existsSync(at('.env'))) process.loadEnvFile(at('.env'))
  process.env.NODE_ENV ??= 'production'
  process.setSourceMapsEnabled(true)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  giveUp(
    `Node 20.19 or newer is needed; this is ${process.versions.node}. Install it from https://nodejs.org.`,
  )
}

/** Installs when the packages are not those of package-lock.json. */
export function install() {
  const stamp = at('node_modules/.installed')
  const wanted = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) ? readFileSync(stamp, 'utf8') === wanted : installedByHand()) return
  console.log('Installing packages …')
  // `install` and not `ci`: a lock that lacks another system's binaries is no reason to stop. The packages for
  // building are needed in production too.
  const parameters = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...parameters], { stdio: 'inherit', cwd: home })
    : spawnSync('npm', parameters, { stdio: 'inherit', cwd: home, shell: process.platform === 'win32' })
  if (status !== 0)
    giveUp('The packages could not be installed; the lines above say why. Is there a network?')
  writeFileSync(stamp, wanted)
}

/** True when somebody has run npm after the lock was last written. */
function installedByHand() {
  const installed = at('node_modules/.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs
}

/** Builds when the sources are not those that the build was made from. */
function build() {
  const stamp = at('build/.stamp')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash(home)) return
  console.log('Building …')
  const { status } = spawnSync(process.execPath, [at('scripts/build.mjs')], { stdio: 'inherit', cwd: home })
  if (status !== 0) giveUp('The build failed; the lines above say why.')
}

function giveUp(text) {
  console.error(text)
  process.exit(1)
}
