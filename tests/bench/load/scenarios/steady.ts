import { draftText } from '../servers/seed.ts'
import { drive, type Seen } from '../figures/measure.ts'
import type { Place, Typed } from '../plan.ts'
import {
  JUDGEMENT,
  faultIn,
  joined,
  judgementOf,
  per1000,
  type Bench,
  type Measured,
  type Scenario,
} from '../scenario.ts'
import type { Running, Target } from '../servers/targets.ts'

export const TEXT = draftText(20)

/** Rooms of so many clients, of whom so many type at that rate, keystrokes a second each. */
export type Load = { rooms: number; clients: number; typists: number; rate: number; carets?: boolean }

/** Drives one load at a server that has been opened for it; every room has recordings of its own. */
export async function runLoad(
  running: Running,
  load: Load,
  bench: Bench,
  rooms: readonly string[] = running.rooms.slice(0, load.rooms),
): Promise<Typed & Seen> {
  const warmUp = 2
  const recordings = load.rooms * load.typists
  const keystrokes = Math.ceil(load.rate * (warmUp + bench.duration) * 1.25) + 20
  const places = rooms.flatMap((room, at) =>
    Array.from({ length: load.clients }, (_, seat): Place => {
      const recording = seat < load.typists ? at * load.typists + seat : null
      return running.place(room, at * load.typists + seat, recording)
    }),
  )
  const recording = { text: TEXT, keystrokes, corrections: 0, seed: 1 }
  return drive<'typing'>(
    {
      kind: 'typing',
      dialect: running.dialect,
      places,
      recordings: bench.recordings.of(recordings, recording),
      brings: running.brings,
      rate: load.rate,
      warmUp,
      duration: bench.duration,
      patience: 5,
      carets: load.carets ?? false,
      verify: 3,
    },
    running,
  )
}

export async function withServer<T>(
  target: Target,
  load: Load,
  work: (running: Running) => Promise<T>,
  rooms = load.rooms,
): Promise<T> {
  const delegates = Math.max(load.clients, load.rooms * load.typists + load.clients)
  const running = await target.open({ rooms, delegates, text: TEXT })
  try {
    return await work(running)
  } finally {
    await running.stop()
  }
}

export function report(run: Typed & Seen, bench: Bench): void {
  const fault = faultIn(run)
  if (fault) bench.tell(`  ${fault}`)
}

const CROWD: Load = { rooms: 1, clients: 200, typists: 20, rate: 5 }

export const crowd: Scenario = {
  name: 'crowd',
  title: 'One room of 200, 20 of them typing 5 characters a second',
  targets: ['postgres', 'embedded', 'hocuspocus', 'y-websocket', 'relay'],
  rows: [
    { figure: 'delivery p50', unit: 'ms', goal: { atMost: 2.5 } },
    { figure: 'delivery p99', unit: 'ms', goal: { atMost: 10 } },
    { figure: 'server CPU per 1,000 deliveries', unit: 'ms', goal: { atMost: 9 } },
    { figure: 'the same with its database', unit: 'ms' },
    { figure: 'bytes per delivery', unit: 'B' },
    { figure: 'with carets: delivery p50', unit: 'ms' },
    { figure: 'with carets: delivery p99', unit: 'ms' },
    { figure: 'with carets: server CPU per 1,000', unit: 'ms' },
    ...JUDGEMENT,
  ],
  round: (target, bench) =>
    withServer(
      target,
      CROWD,
      async (running) => {
        const words = await runLoad(running, CROWD, bench, ['room-0'])
        report(words, bench)
        const carets = await runLoad(running, { ...CROWD, carets: true }, bench, ['room-1'])
        report(carets, bench)
        return joined(judgementOf(words), judgementOf(carets), {
          'delivery p50': words.latency.p50,
          'delivery p99': words.latency.p99,
          'server CPU per 1,000 deliveries': per1000(words.serverCpu, words.deliveries),
          'the same with its database': per1000(words.serverCpu + words.databaseCpu, words.deliveries),
          'bytes per delivery': words.bytesPerDelivery,
          'with carets: delivery p50': carets.latency.p50,
          'with carets: delivery p99': carets.latency.p99,
          'with carets: server CPU per 1,000': per1000(carets.serverCpu, carets.deliveries),
        })
      },
      2,
    ),
}

const DURABLE = [5, 50].map((rate): Load => ({ rooms: 1, clients: 20, typists: 20, rate }))

export const durable: Scenario = {
  name: 'durable',
  title:
    'From a keystroke to its acknowledgement: for the product, that it is committed; a room of 20, all typing',
  targets: ['postgres', 'embedded', 'hocuspocus', 'hocuspocus-sqlite'],
  rows: [
    { figure: '100 updates/s: p50', unit: 'ms' },
    { figure: '100 updates/s: p99', unit: 'ms', goal: { atMost: 20 } },
    { figure: '1,000 updates/s: p50', unit: 'ms', goal: { atMost: 3 } },
    { figure: '1,000 updates/s: p99', unit: 'ms', goal: { atMost: 20 } },
    { figure: '1,000 updates/s: CPU of server', unit: '%' },
    { figure: '1,000 updates/s: and database', unit: '%' },
    ...JUDGEMENT,
  ],
  round: (target, bench) =>
    withServer(
      target,
      DURABLE[1]!,
      async (running) => {
        const parts: Measured[] = []
        for (const [at, load] of DURABLE.entries()) {
          const run = await runLoad(running, load, bench, [`room-${at}`])
          report(run, bench)
          const rate = (load.rate * load.typists).toLocaleString('en')
          const { p50, p99 } = run.acknowledgement
          parts.push(judgementOf(run), {
            [`${rate} updates/s: p50`]: p50,
            [`${rate} updates/s: p99`]: p99,
            [`${rate} updates/s: CPU of server`]: run.serverCpu / run.seconds / 10,
            [`${rate} updates/s: and database`]: run.databaseCpu / run.seconds / 10,
          })
        }
        return joined(...parts)
      },
      2,
    ),
}

const ROOMS: Load = { rooms: 200, clients: 3, typists: 1, rate: 5 }

export const rooms: Scenario = {
  name: 'rooms',
  title: '200 rooms of three, one of them typing 5 characters a second',
  targets: ['postgres', 'embedded', 'hocuspocus-sqlite', 'y-websocket-leveldb', 'hocuspocus', 'y-websocket'],
  rows: [
    { figure: 'delivery p50', unit: 'ms' },
    { figure: 'delivery p99', unit: 'ms', goal: { atMost: 5 } },
    { figure: 'server CPU per 1,000 deliveries', unit: 'ms', goal: { atMost: 120 } },
    { figure: 'the same with its database', unit: 'ms' },
    ...JUDGEMENT,
  ],
  round: (target, bench) =>
    withServer(target, ROOMS, async (running) => {
      const run = await runLoad(running, ROOMS, bench)
      report(run, bench)
      return joined(judgementOf(run), {
        'delivery p50': run.latency.p50,
        'delivery p99': run.latency.p99,
        'server CPU per 1,000 deliveries': per1000(run.serverCpu, run.deliveries),
        'the same with its database': per1000(run.serverCpu + run.databaseCpu, run.deliveries),
      })
    }),
}
