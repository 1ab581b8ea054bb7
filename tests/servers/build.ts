import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { home } from '#server/home.ts'
import { sourcesHash } from '../../scripts/sources.mjs'

/** Builds the product when its build is not of its sources as they are now. */
export function buildProduct(): void {
  const stamp = join(home, 'build/.stamp')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash(home)) return
  const { status } = spawnSync(process.execPath, [join(home, 'scripts/build.mjs')], {
    cwd: home,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The product does not build; the lines above say why.')
}
