// From a fresh clone to an address that serves: `npm start` installs, builds, makes the database and the demo; then
// what a second start takes, and how long it takes to end. Clones what is committed. The first figure depends on
// the network and on what npm has in its cache.
//
//     npx tsx tests/bench/start.ts
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { home } from '#server/home.ts'

const SECOND_STARTS = 5

type Start = { begun: number; served: number; ended: number }

/** `npm start` in a folder until the product answers, then Ctrl-C. Seconds. */
async function startIn(folder: string): Promise<Start> {
  const clock = performance.now()
  const since = () => (performance.now() - clock) / 1000
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: '', PORT: '0' },
    detached: true,
  })
  const over = once(child, 'close')
  const said: string[] = []
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()))
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => {
      said.push(bytes.toString())
      const found = /ready at (\S+)/.exec(bytes.toString())
      if (found) resolve(found[1]!)
    })
    void over.then((how) => reject(new Error(`ended with ${how.join(' ')}: ${said.join('').slice(-2000)}`)))
  })
  const begun = since()
  const page = await fetch(`${address}/sign-in`)
  if (page.status !== 200) throw new Error(`the sign-in page: ${page.status}`)
  const served = since()
  process.kill(-child.pid!, 'SIGINT')
  await over
  return { begun, served, ended: since() - served }
}

const folder = await mkdtemp(join(tmpdir(), 'corchete-clone-'))
try {
  execFileSync('git', ['clone', '--quiet', home, folder])
  const first = await startIn(folder)
  const later: Start[] = []
  for (let run = 0; run < SECOND_STARTS; run++) later.push(await startIn(folder))
  print('npm start', [
    { what: 'from a fresh clone to its first page', unit: 's', samples: [first.served] },
    {
      what: 'a second start, to its first page',
      unit: 's',
      samples: later.map(({ served }) => served),
      goal: 5,
    },
    { what: 'Ctrl-C to the end', unit: 's', samples: later.map(({ ended }) => ended) },
  ])
} finally {
  await rm(folder, { recursive: true, force: true })
}
