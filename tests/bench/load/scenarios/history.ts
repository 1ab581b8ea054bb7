import { drive } from '../figures/measure.ts'
import { JUDGEMENT, joined, judgementOf, type Bench, type Measured, type Scenario } from '../scenario.ts'
import type { Target } from '../servers/targets.ts'
import { TEXT } from './steady.ts'

const KEYSTROKES = 120_000
/** Updates on the way at most, when the author waits for acknowledgements. */
const AHEAD = 2_000

export const history: Scenario = {
  name: 'history',
  title: `Taking in a long history: one author sends ${KEYSTROKES.toLocaleString('en')} keystrokes with corrections`,
  targets: ['postgres', 'embedded', 'hocuspocus', 'hocuspocus-unbatched', 'y-websocket'],
  rows: [
    {
      figure: `updates a second, ${AHEAD.toLocaleString('en')} ahead`,
      unit: '/s',
      goal: { atLeast: 35_000 },
    },
    { figure: 'CPU of server', unit: '%' },
    { figure: 'and of its database', unit: '%' },
    { figure: 'updates a second, all at once', unit: '/s', goal: { atLeast: 35_000 } },
    ...JUDGEMENT,
  ],
  async round(target, bench) {
    const measured = await takeIn(target, bench, AHEAD)
    const { 'updates a second': steady = NaN, ...rest } = measured
    const { 'updates a second': burst = NaN, ...judged } = await takeIn(target, bench, Infinity)
    return {
      ...joined(rest, { ...judged, 'CPU of server': NaN, 'and of its database': NaN }),
      [`updates a second, ${AHEAD.toLocaleString('en')} ahead`]: steady,
      'updates a second, all at once': burst,
    }
  },
}

async function takeIn(target: Target, bench: Bench, ahead: number): Promise<Measured> {
  const running = await target.open({ rooms: 1, delegates: 1, text: TEXT })
  try {
    const recording = { text: TEXT, keystrokes: KEYSTROKES, corrections: 0.04, seed: 7 }
    const run = await drive<'streaming'>(
      {
        kind: 'streaming',
        dialect: running.dialect,
        places: [running.place('room-0', 0, 0)],
        recordings: bench.recordings.of(1, recording),
        brings: running.brings,
        patience: 60,
        ahead,
      },
      running,
    )
    for (const [why, count] of Object.entries(run.ended)) bench.tell(`  the server ended ${count} × ${why}`)
    if (!run.isComplete) bench.tell(`  not taken in after ${run.took.toFixed(0)} s`)
    return {
      ...judgementOf(run),
      'updates a second': run.isComplete && run.verified.missing === 0 ? run.updates / run.took : NaN,
      'CPU of server': run.serverCpu / run.seconds / 10,
      'and of its database': run.databaseCpu / run.seconds / 10,
    }
  } finally {
    await running.stop()
  }
}
