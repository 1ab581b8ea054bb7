// How quickly words reach a colleague while one observer asks for heavy pages of another draft, six at a time and without
// a pause; the other draft has 100 paragraphs, 300 proposals and 5,000 entries in its record:
//
//     npx tsx tests/bench/beside.ts
//
// `npx tsx tests/bench/beside.ts notices docx` asks for these pages only. The observer is a process of its own.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { isBuilt, start } from '#tests/servers/product.ts'
import { Colleague } from './colleague.ts'
import { median, print, quantile, type Figure } from './figures.ts'
import { seedBeside } from './long-draft.ts'
import { signIn } from './serving.ts'

/** What is not for observers is asked for by the chair. */
const OF_THE_CHAIR = ['record', 'dashboard', 'convergence']
const PAGES: Readonly<Record<string, string>> = {
  notices: '/notices',
  count: '/notices/count',
  table: '/drafts/long',
  record: '/drafts/long/record',
  compare: '/drafts/long/compare?from=0&to=now&view=rolling',
  moment: '/drafts/long/time/moment?update=200',
  docx: '/drafts/long/revisions/now/rolling.docx',
  dashboard: '/drafts/long/dashboard',
  convergence: '/drafts/long/convergence',
}
const AT_ONCE = 6
/** ms between two keystrokes, and for which each state is measured. */
const PACE = 40
const LASTS = 8_000

/** The observer: asks for a page, six at a time, until it is told to end; tells how it was answered. */
async function ask(address: string, cookie: string, path: string): Promise<void> {
  const answers: Record<string, number> = {}
  let isOver = false
  process.once('message', () => (isOver = true))
  const loop = async () => {
    while (!isOver) {
      const answer = await fetch(address + path, { headers: { cookie }, redirect: 'manual' })
      await answer.arrayBuffer()
      answers[answer.status] = (answers[answer.status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, loop))
  process.send!(answers)
  process.disconnect()
}

/** ms from a keystroke of one to the other having it. */
async function deliveries(from: Colleague, to: Colleague): Promise<number[]> {
  const waiting: { clock: number; at: number }[] = []
  const samples: number[] = []
  const { clientID, store } = from.doc
  const sent = (_: Uint8Array, origin: unknown) =>
    origin === 'typing' && waiting.push({ clock: Y.getState(store, clientID), at: performance.now() })
  const arrived = () => {
    const clock = Y.getState(to.doc.store, clientID)
    while (waiting[0] && waiting[0].clock <= clock) samples.push(performance.now() - waiting.shift()!.at)
  }
  from.doc.on('update', sent)
  to.doc.on('update', arrived)
  await wait(LASTS)
  from.doc.off('update', sent)
  await wait(500)
  to.doc.off('update', arrived)
  return [...samples, ...waiting.map(({ at }) => performance.now() - at)]
}

async function beside(address: string, cookie: string, path: string, measure: () => Promise<number[]>) {
  const observer = fork(import.meta.filename, [], {
    env: { ...process.env, OBSERVER: JSON.stringify([address, cookie, path]) },
  })
  await wait(1_500)
  const samples = await measure()
  observer.send('end')
  const [answers] = (await once(observer, 'message')) as [Record<string, number>]
  return { samples, answers }
}

async function main(): Promise<void> {
  if (!isBuilt) throw new Error('The product is not built: npm run build')
  const folder = await mkdtemp(join(tmpdir(), 'corchete-beside-'))
  const words = await seedBeside(folder)
  const product = await start({ DATA_DIR: folder, DEMO: '1' })
  const { address } = product
  const sit = async (code: string) => {
    const account = `demo-${code.toLowerCase()}`
    const colleague = new Colleague(
      await signIn(address, account),
      'words',
      { delegation: code, user: account },
      words,
    )
    await colleague.ready()
    return colleague
  }
  const [from, to] = [await sit('MEX'), await sit('CAN')]
  from.type(PACE)
  await deliveries(from, to)
  const [observer, chair] = [await signIn(address, 'demo-observer'), await signIn(address, 'demo-chair')]
  const asked = process.argv.slice(2)
  const figures: Figure[] = []
  for (const [page, path] of Object.entries(PAGES).filter(
    ([page]) => asked.length === 0 || asked.includes(page),
  )) {
    const quiet = await deliveries(from, to)
    const { cookies } = OF_THE_CHAIR.includes(page) ? chair : observer
    const { samples, answers } = await beside(address, cookies, path, () => deliveries(from, to))
    const ratio = median(samples) / median(quiet)
    const told = Object.entries(answers).map(([status, count]) => `${count} × ${status}`)
    const note = `quiet p50 ${median(quiet).toFixed(1)}, p99 ${quantile(quiet, 0.99).toFixed(1)} ms; beside p99 ${quantile(samples, 0.99).toFixed(1)} ms; answered ${told.join(', ')}`
    figures.push({ what: `beside ${page}`, unit: 'ms', samples, goal: 1.5 * median(quiet), note })
    figures.push({ what: `  of the quiet median`, unit: '×', samples: [ratio], goal: 1.5 })
  }
  print(`Delivery of words beside ${AT_ONCE} requests at a time of one observer`, figures)
  for (const colleague of [from, to]) colleague.leave()
  await product.stop()
  await rm(folder, { recursive: true, force: true })
}

if (process.env.OBSERVER) await ask(...(JSON.parse(process.env.OBSERVER) as [string, string, string]))
else await main()
