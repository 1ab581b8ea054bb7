import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const home = import.meta.dirname
const stamp = join(home, 'node_modules/.installed')

/** Installs the peers, at the versions their lock names, unless they are there. One of them is compiled. */
export function installPeers(): void {
  const wanted = createHash('sha256')
    .update(readFileSync(join(home, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write('Installing the peers; this takes minutes …\n')
  const parameters = ['ci', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', parameters, { cwd: home, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error('The peers could not be installed; the lines above say why.')
  writeFileSync(stamp, wanted)
}
