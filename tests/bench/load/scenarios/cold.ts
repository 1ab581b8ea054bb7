import { drive, settled } from '../figures/measure.ts'
import { median, quantile } from '../../figures.ts'
import type { Opened } from '../plan.ts'
import type { Measured, Scenario } from '../scenario.ts'
import type { Running } from '../servers/targets.ts'
import { TEXT } from './steady.ts'

const AUTHORS = 10
const KEYSTROKES = 26_000
const OPENINGS = 5
const HERD = 20
const RECORDING = { text: TEXT, keystrokes: KEYSTROKES, corrections: 0.04, seed: 11 }
/** Updates on the way at most, of each author. */
const AHEAD = 500

/** s that a server gets to store what it holds back; Hocuspocus waits ten at most. */
const REST = 11

export const cold: Scenario = {
  name: 'cold',
  title: `Opening after a restart: ${(AUTHORS * KEYSTROKES).toLocaleString('en')} keystrokes of ${AUTHORS} authors, with corrections`,
  targets: ['postgres', 'embedded', 'hocuspocus-sqlite', 'y-websocket-leveldb'],
  rows: [
    { figure: 'first open', unit: 'ms', goal: { atMost: 20 } },
    { figure: 'longest of the first opens', unit: 'ms' },
    { figure: 'second open', unit: 'ms' },
    { figure: `${HERD} at once, the last`, unit: 'ms', goal: { atMost: 200 } },
    { figure: 'empty first syncs', unit: '', goal: { atMost: 0 } },
    { figure: 'incomplete', unit: '', goal: { atMost: 0 } },
    { figure: 'size of the answer', unit: 'kB' },
    { figure: 'fed at', unit: '/s' },
  ],
  async round(target, bench) {
    const running = await target.open({ rooms: 1, delegates: HERD, text: TEXT })
    try {
      const fed = await feed(running, bench.recordings.of(AUTHORS, RECORDING))
      bench.tell(`  fed at ${fed.toFixed(0)}/s`)
      return { 'fed at': fed, ...(await openings(running, bench.recordings.of(AUTHORS, RECORDING))) }
    } finally {
      await running.stop()
    }
  },
}

/** Has the authors type everything through the server; updates a second. */
async function feed(running: Running, recordings: string): Promise<number> {
  const run = await drive<'streaming'>(
    {
      kind: 'streaming',
      dialect: running.dialect,
      places: Array.from({ length: AUTHORS }, (_, at) => running.place('room-0', at, at)),
      recordings,
      brings: running.brings,
      patience: 240,
      ahead: AHEAD,
    },
    running,
  )
  if (!run.isComplete || run.verified.missing > 0)
    throw new Error(`not taken in: ${JSON.stringify({ ...run.ended, missing: run.verified.missing })}`)
  await settled(running)
  await new Promise((resolve) => setTimeout(resolve, REST * 1000))
  await settled(running)
  return run.updates / run.took
}

async function open(running: Running, recordings: string, clients: number): Promise<Opened['opens']> {
  const { opens } = await drive<'opening'>(
    {
      kind: 'opening',
      dialect: running.dialect,
      places: Array.from({ length: clients }, (_, at) => running.place('room-0', at, null)),
      recordings,
      brings: null,
      patience: 30,
    },
    running,
  )
  return opens
}

/** Each first open after a restart of its own, the second right after it; then many at once. */
async function openings(running: Running, recordings: string): Promise<Measured> {
  const firsts: Opened['opens'] = []
  const seconds: Opened['opens'] = []
  for (let turn = 0; turn < OPENINGS; turn++) {
    await running.restart()
    await settled(running)
    firsts.push(...(await open(running, recordings, 1)))
    seconds.push(...(await open(running, recordings, 1)))
  }
  await running.restart()
  await settled(running)
  const herd = await open(running, recordings, HERD)
  const all = [...firsts, ...seconds, ...herd]
  const times = firsts.map(({ ms }) => ms)
  return {
    'first open': median(times),
    'longest of the first opens': quantile(times, 1),
    'second open': median(seconds.map(({ ms }) => ms)),
    [`${HERD} at once, the last`]: Math.max(...herd.map(({ ms }) => ms)),
    'empty first syncs': all.filter(({ firstSyncEmpty }) => firstSyncEmpty).length,
    incomplete: all.filter(({ complete }) => !complete).length,
    'size of the answer': median(all.map(({ bytes }) => bytes)) / 1000,
  }
}
