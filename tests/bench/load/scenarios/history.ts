import { drive } from '../measure.ts'
import { JUDGEMENT, judgementOf, type Scenario } from '../scenario.ts'
import { TEXT } from './steady.ts'

const KEYSTROKES = 120_000

export const history: Scenario = {
  name: 'history',
  title: `Taking in a long history: one author sends ${KEYSTROKES.toLocaleString('en')} keystrokes with corrections, as fast as they are taken`,
  targets: ['postgres', 'embedded', 'hocuspocus', 'y-websocket'],
  rows: [
    { figure: 'updates a second', unit: '/s', goal: { atLeast: 35_000 } },
    { figure: 'CPU of server', unit: '%' },
    { figure: 'and of its database', unit: '%' },
    ...JUDGEMENT,
  ],
  async round(target, bench) {
    const running = await target.open({ rooms: 1, delegates: 1, text: TEXT })
    try {
      const recording = { text: TEXT, keystrokes: KEYSTROKES, corrections: 0.04, seed: 7 }
      const run = await drive<'streaming'>(
        {
          kind: 'streaming',
          dialect: running.dialect,
          places: [running.place('room-0', 0, 0)],
          tapes: bench.tapes.of(1, recording),
          brings: running.brings,
          patience: 120,
        },
        running,
      )
      for (const [why, count] of Object.entries(run.ended)) bench.tell(`  the server ended ${count} × ${why}`)
      const isWhole = run.verified.missing === 0 && Object.keys(run.ended).length === 0
      return {
        ...judgementOf(run),
        'updates a second': isWhole ? run.updates / run.seconds : NaN,
        'CPU of server': run.serverCpu / run.seconds / 10,
        'and of its database': run.databaseCpu / run.seconds / 10,
      }
    } finally {
      await running.stop()
    }
  },
}
