import { drive, settled, type Seen } from '../figures/measure.ts'
import type { Typed } from '../plan.ts'
import {
  GENERATOR_LIMIT,
  JUDGEMENT,
  judgementOf,
  type Bench,
  type Measured,
  type Scenario,
} from '../scenario.ts'
import type { Running, Target } from '../servers/targets.ts'
import { TEXT } from './steady.ts'

const CLIENTS = 50
/** ms that the 99th percentile of deliveries must stay under. */
const LIMIT = 250
const WARM_UP = 1
/** Updates a second of the first step, and of the last that is tried. */
const FIRST = 1_500
const MOST = 60_000
const FACTOR = 1.5
/** Steps between the last good rate and the first bad one: the answer is known to about 10 %. */
const REFINEMENTS = 2
const BEYOND = 1.5
const STEPS = 40

type Step = Typed & Seen & { rate: number }

/** What a target reached in the round before: the next round begins near it. */
const reached = new Map<string, number>()

export const saturation: Scenario = {
  name: 'saturation',
  title: `One room of ${CLIENTS}, all typing: the most updates a second with p99 under ${LIMIT} ms`,
  targets: ['postgres', 'embedded', 'hocuspocus', 'y-websocket'],
  rows: [
    { figure: 'most updates a second', unit: '/s', goal: { atLeastTimes: 3, of: 'hocuspocus' } },
    { figure: 'delivery p50 there', unit: 'ms' },
    { figure: 'delivery p99 there', unit: 'ms' },
    { figure: 'acknowledgement p99 there', unit: 'ms' },
    { figure: 'CPU of server there', unit: '%' },
    { figure: 'and of its database', unit: '%' },
    { figure: 'half as much again: delivered', unit: '/s' },
    { figure: 'share of the most', unit: '%', goal: { atLeast: 80 } },
    { figure: 'delivery p99 then', unit: 'ms' },
    { figure: 'bounded by the generator', unit: '' },
    ...JUDGEMENT,
  ],
  async round(target, bench) {
    const running = await target.open({ rooms: STEPS, delegates: CLIENTS, text: TEXT })
    try {
      return await new Climb(running, bench, target).climb()
    } finally {
      await running.stop()
    }
  },
}

class Climb {
  private step = 0
  private best: Step | null = null
  private isBounded = false

  constructor(
    private readonly running: Running,
    private readonly bench: Bench,
    private readonly target: Target,
  ) {}

  async climb(): Promise<Measured> {
    let bad: number | null = null
    let rate = 0.6 * (reached.get(this.target.name) ?? FIRST / 0.6)
    while (bad === null && rate <= MOST && this.step < STEPS - 4 && !this.isBounded) {
      if (await this.holds(rate)) rate *= FACTOR
      else if (this.best || rate < 50) bad = rate
      else rate /= 2 * FACTOR
    }
    for (let turn = 0; turn < REFINEMENTS && bad !== null && this.best && !this.isBounded; turn++) {
      const between = Math.sqrt(this.best.rate * bad)
      if (!(await this.holds(between))) bad = between
    }
    const { best } = this
    if (!best) return { 'most updates a second': NaN }
    reached.set(this.target.name, best.rate)
    const beyond = this.isBounded ? null : await this.run(best.rate * BEYOND)
    return { ...this.figures(best), ...(beyond && figuresBeyond(beyond, best)) }
  }

  private figures(best: Step): Measured {
    return {
      ...judgementOf(best),
      'most updates a second': best.flow,
      'delivery p50 there': best.latency.p50,
      'delivery p99 there': best.latency.p99,
      'acknowledgement p99 there': best.acknowledgement.p99,
      'CPU of server there': best.serverCpu / best.seconds / 10,
      'and of its database': best.databaseCpu / best.seconds / 10,
      'bounded by the generator': this.isBounded ? 1 : 0,
    }
  }

  private async holds(rate: number): Promise<boolean> {
    const step = await this.run(rate)
    if (step.share > GENERATOR_LIMIT) {
      this.isBounded = step.latency.p99 < LIMIT || step.lag > LIMIT
      return false
    }
    const arrived = step.delivered / Math.max(1, step.expected)
    const isGood = step.latency.p99 < LIMIT && arrived > 0.999 && Object.keys(step.ended).length === 0
    if (isGood && step.flow > (this.best?.flow ?? 0)) this.best = step
    return isGood
  }

  private async run(rate: number): Promise<Step> {
    const { running, bench } = this
    const room = running.rooms[this.step++]!
    const duration = Math.min(bench.duration, 5)
    const keystrokes = Math.ceil((MOST / CLIENTS) * BEYOND * (WARM_UP + duration) * 1.25) + 20
    const recording = { text: TEXT, keystrokes, corrections: 0, seed: 1 }
    const run = await drive<'typing'>(
      {
        kind: 'typing',
        dialect: running.dialect,
        places: Array.from({ length: CLIENTS }, (_, seat) => running.place(room, seat, seat)),
        recordings: bench.recordings.of(CLIENTS, recording),
        brings: running.brings,
        rate: rate / CLIENTS,
        warmUp: WARM_UP,
        duration,
        patience: 4,
        carets: false,
        verify: 1,
      },
      running,
    )
    this.tell(rate, run)
    await settled(running, 20_000)
    return { ...run, rate }
  }

  private tell(rate: number, run: Typed & Seen) {
    const { latency, acknowledgement, share, verified, ended } = run
    const cpu = [run.serverCpu, run.databaseCpu].map((ms) => `${(ms / run.seconds / 10).toFixed(0)} %`)
    const lost = verified && verified.missing > 0 ? `, MISSING ${verified.missing}` : ''
    const closed = Object.keys(ended).length > 0 ? `, ended: ${JSON.stringify(ended)}` : ''
    this.bench.tell(
      `  ${rate.toFixed(0)}/s: offered ${run.offered.toFixed(0)}, flow ${run.flow.toFixed(0)}, ` +
        `p50 ${latency.p50.toFixed(1)}, p99 ${latency.p99.toFixed(0)} ms, ack p99 ${acknowledgement.p99.toFixed(0)} ms, ` +
        `server ${cpu.join(' + ')}, generator ${(share * 100).toFixed(0)} %${lost}${closed}`,
    )
  }
}

const figuresBeyond = (beyond: Step, best: Step): Measured => ({
  'half as much again: delivered': beyond.flow,
  'share of the most': (beyond.flow / best.flow) * 100,
  'delivery p99 then': beyond.latency.p99,
})
