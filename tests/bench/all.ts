// Runs every bench, one after the other, each in a process of its own, and prints one table:
//
//     npm run bench
//
// `npm run bench -- update weight` runs only these. Figures of a busy machine say little: look at the load.
// `npm run bench -- room` is the room under load beside its peers; it takes long, has options of its own
// (tests/bench/load/run.ts) and runs only when it is asked for.
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { isBuilt } from '#tests/servers/product.ts'
import { printHead } from './figures.ts'
import { home } from '#server/home.ts'

const BENCHES = [
  'update',
  'append',
  'running',
  'record',
  'time',
  'import',
  'docx',
  'consolidate',
  'doubling',
  'weight',
  'open',
  'keystroke',
  'beside',
  'start',
]

const asked = process.argv.slice(2)
if (asked[0] === 'room') {
  const room = join(home, 'tests/bench/load/run.ts')
  const { status } = spawnSync('npx', ['tsx', room, ...asked.slice(1)], { cwd: home, stdio: 'inherit' })
  process.exit(status ?? 1)
}
const unknown = asked.find((name) => !BENCHES.includes(name))
if (unknown) throw new Error(`There is no bench "${unknown}"; there are ${BENCHES.join(', ')}.`)
if (!isBuilt) spawnSync('npm', ['run', 'build'], { cwd: home, stdio: 'inherit' })

console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}\n`)
printHead()
const failed = BENCHES.filter((name) => asked.length === 0 || asked.includes(name)).filter((name) => {
  const env = { ...process.env, BENCH_HEAD: 'printed' }
  const file = join(home, 'tests/bench', `${name}.ts`)
  return spawnSync('npx', ['tsx', file], { cwd: home, env, stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) {
  console.error(`\nDid not run through: ${failed.join(', ')}`)
  process.exit(1)
}
