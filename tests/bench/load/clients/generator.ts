// The clients of a run, all in this one process: it gets its plan from its parent, says when everybody sits, goes
// on at a sign, and answers what it measured.
import { opening } from './opening.ts'
import type { Outcome, Plan, ClientMessage, SittingPlan, Told } from '../plan.ts'
import { connectAll, type RunPhases } from './phases.ts'
import { streaming } from './streaming.ts'
import { loadRecordings, type Recording } from '../recording.ts'
import { typing } from './typing.ts'

const say = (said: ClientMessage): Promise<void> =>
  new Promise((resolve) => process.send!(said, () => resolve()))

let go: () => void = () => undefined
const sign = new Promise<void>((resolve) => (go = resolve))

const phases: RunPhases & { cpu: NodeJS.CpuUsage; begun: number } = {
  cpu: process.cpuUsage(),
  begun: performance.now(),
  async seated() {
    await say({ said: 'seated' })
    await sign
  },
  begins() {
    this.cpu = process.cpuUsage()
    this.begun = performance.now()
    void say({ said: 'begins' })
  },
  ends() {
    const { user, system } = process.cpuUsage(this.cpu)
    void say({ said: 'ends' })
    return (user + system) / 1000 / (performance.now() - this.begun)
  },
}

/** Everybody sits until the sign, and leaves. */
async function sitting(plan: SittingPlan): Promise<Outcome> {
  const seats = await connectAll(plan, {})
  await phases.seated()
  for (const { socket: line } of seats) line.socket.end()
  return { kind: 'sitting', seated: seats.length }
}

function perform(plan: Plan, recordings: readonly Recording[]): Promise<Outcome> {
  switch (plan.kind) {
    case 'typing':
      return typing(plan, recordings, phases)
    case 'streaming':
      return streaming(plan, recordings, phases)
    case 'opening':
      return opening(plan, recordings, phases)
    case 'sitting':
      return sitting(plan)
  }
}

process.on('message', (message: Told) => {
  if (message.told === 'go') return go()
  const { plan } = message
  perform(plan, plan.recordings ? loadRecordings(plan.recordings) : [])
    .then((outcome) => say({ said: 'outcome', outcome }))
    .catch((error: unknown) => say({ said: 'failed', why: String((error as Error).stack ?? error) }))
    .finally(() => process.exit(0))
})
