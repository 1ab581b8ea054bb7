import { JUDGEMENT, joined, judgementOf, type Scenario } from '../scenario.ts'
import { TARGETS, type Target } from '../servers/targets.ts'
import { report, runLoad, withServer, type Load } from './steady.ts'

/** A committee's room: fifty sit, ten of them type 5 characters a second. */
const LOAD: Load = { rooms: 1, clients: 50, typists: 10, rate: 5 }

const SINGLE: Readonly<Record<string, string>> = { pair: 'postgres', 'hocuspocus-pair': 'hocuspocus' }

export const pair: Scenario = {
  name: 'pair',
  title:
    'Two processes with Redis between them, beside one: a room of 50 dealt to both, 10 typing 5 characters a second',
  targets: ['pair', 'hocuspocus-pair'],
  rows: [
    { figure: 'one process: delivery p50', unit: 'ms' },
    { figure: 'two: delivery p50', unit: 'ms' },
    { figure: 'two: delivery p99', unit: 'ms' },
    { figure: 'added to p50', unit: 'ms', goal: { atMost: 1 } },
    { figure: 'CPU of both, times that of one', unit: '', goal: { atMost: 2 } },
    { figure: 'the same with database and Redis', unit: '' },
    ...JUDGEMENT,
  ],
  async round(target, bench) {
    const drive = (at: Target) =>
      withServer(at, LOAD, async (running) => {
        const run = await runLoad(running, LOAD, bench)
        report(run, bench)
        return run
      })
    const key = Object.keys(SINGLE).find((name) => TARGETS[name] === target)!
    const one = await drive(TARGETS[SINGLE[key]!]!)
    const two = await drive(target)
    return joined(judgementOf(one), judgementOf(two), {
      'one process: delivery p50': one.latency.p50,
      'two: delivery p50': two.latency.p50,
      'two: delivery p99': two.latency.p99,
      'added to p50': two.latency.p50 - one.latency.p50,
      'CPU of both, times that of one': two.serverCpu / two.deliveries / (one.serverCpu / one.deliveries),
      'the same with database and Redis':
        (two.serverCpu + two.databaseCpu) /
        two.deliveries /
        ((one.serverCpu + one.databaseCpu) / one.deliveries),
    })
  },
}
