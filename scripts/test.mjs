// `npm test`: everything that is checked, in two lanes, on a machine with Node 20 only. One line a step; begins no
// other once one has failed, and shows what it said; the last line sums the tests of all steps.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installTestTools } from './install-test-tools.mjs'
import { home } from './prepare.mjs'

const env = { ...process.env, CI: '1', FORCE_COLOR: '0', NODE_OPTIONS: '' }
for (const name of ['DATABASE_URL', 'DATA_DIR', 'PORT', 'DEMO', 'NODE_ENV']) delete env[name]

const results = mkdtempSync(join(tmpdir(), 'corchete-test-'))
const sum = { passed: 0, failed: 0 }

/** In a process of its own: it sets itself up for production, and tests bring their own settings. */
const PREPARE = "import('./scripts/prepare.mjs').then(({ prepare }) => prepare())"

const bin = (name) => join('node_modules', '.bin', name)
const vitest = (config, report) => [
  bin('vitest'),
  ['run', `--config=${config}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
]

/** Name, what is run, and the report that counts its tests where it has any. */
const first = { name: 'packages and build', command: [process.execPath, ['-e', PREPARE]] }

/**
 * Two lanes beside each other, for machines with two processors; each goes on until anything has failed. Both wait for
 * servers and browsers more than they work.
 */
const lanes = [
  [tested('browsers', 'vitest.e2e.config.ts', 'browsers.json')],
  [
    { name: 'types', command: ['npm', ['run', '--silent', 'types']] },
    { name: 'lint', command: ['npm', ['run', '--silent', 'lint']] },
    { name: 'layers', command: ['npm', ['run', '--silent', 'deps']] },
    { name: 'format', command: ['npm', ['run', '--silent', 'format']] },
    tested('rules, rooms and databases', 'vitest.config.ts', 'rules.json'),
  ],
]

function tested(name, config, file) {
  const report = join(results, file)
  return { name, command: vitest(config, report), report }
}

let failed = false
try {
  installTestTools()
  if (!existsSync(join(home, 'server/persistence/generated')))
    rmSync(join(home, 'build/.stamp'), { force: true })
  await follow([first])
  await Promise.all(lanes.map(follow))
} finally {
  rmSync(results, { recursive: true, force: true })
}
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(failed ? 1 : 0)

/** One step after another, until one has failed, here or in the other lane. */
async function follow(lane) {
  for (const step of lane) {
    if (failed) return
    if (!(await timed(step.name, () => run(step)))) failed = true
  }
}

async function timed(name, work) {
  const start = performance.now()
  const answer = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${answer === false ? '✗' : '✓'} ${name} (${seconds} s)`)
  return answer
}

/** Runs a step without a word unless it fails. */
function run({ command: [program, parameters], report }) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    child.stdout.on('data', (bytes) => said.push(bytes))
    child.stderr.on('data', (bytes) => said.push(bytes))
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.on('close', (code) => {
      const counted = count(report)
      if (code !== 0) {
        process.stdout.write(Buffer.concat(said))
        if (counted === 0) sum.failed++
      }
      resolve(code === 0)
    })
  })
}

/** Adds what the report counts and answers how many failed. */
function count(report) {
  if (!report || !existsSync(report)) return 0
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  sum.passed += numPassedTests
  sum.failed += numFailedTests
  return numFailedTests
}
