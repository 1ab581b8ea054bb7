// Kills servers, databases and disks under people who type, again and again, and looks what is left:
//   npx tsx tests/sim/faults/run.ts --kind embedded --rounds 50
// Kinds: embedded, postgres, postgres-restart, disk-full, disk-full-postgres, redis; without --kind, all of them.
// The product must have been built (npm run build).
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { isBuilt } from '#tests/servers/product.ts'
import { FAULTS, missingFor, type FaultKind } from './environments.ts'
import { runFaults, type Outcome } from './fault-run.ts'

const { values } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '50' },
    tables: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    quiet: { type: 'boolean', default: false },
  },
})
const unknown = (values.kind ?? []).filter((kind) => !FAULTS.includes(kind as FaultKind))
if (unknown.length > 0 || !isBuilt) {
  console.error(isBuilt ? `There is no kind ${unknown}: ${FAULTS.join(', ')}` : 'Not built: npm run build')
  process.exit(2)
}

const sorted = (figures: readonly number[]) => [...figures].sort((a, b) => a - b)
const middle = (figures: readonly number[]) => sorted(figures)[figures.length >> 1] ?? 0
const count = (faults: readonly string[], word: string) =>
  faults.filter((fault) => fault.startsWith(word)).length

function report(outcome: Outcome): void {
  const { kind, seed, rounds, acknowledged, decisions, faults, output: said } = outcome
  const times = (figures: readonly number[]) =>
    `${Math.round(middle(figures))} ms (median), ${Math.round(Math.max(0, ...figures))} ms (most)`
  console.log(
    `${kind}: seed ${seed}, ${rounds} rounds, ${acknowledged} keystrokes and ${decisions} decisions acknowledged, ` +
      `${count(faults, 'lost')} lost, ${count(faults, 'doubled')} doubled, ${faults.length} faults in all; ` +
      `away for ${times(outcome.outages)}, then all stored in ${times(outcome.recoveries)}; ` +
      `ended by itself ${outcome.crashes} times; load ${loadavg()[0]!.toFixed(1)}`,
  )
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
  for (const line of said.slice(0, 12)) console.log(`  said: ${line.slice(0, 300)}`)
}

let failed = false
for (const kind of (values.kind as FaultKind[] | undefined) ?? FAULTS) {
  const missing = missingFor(kind)
  if (missing) {
    console.log(`${kind}: left out, ${missing}`)
    continue
  }
  const told = values.quiet ? undefined : (line: string) => console.log(`  ${line}`)
  const [rounds, seed, tables] = [values.rounds, values.seed, values.tables].map(Number)
  const outcome = await runFaults(kind, { rounds: rounds!, seed: seed!, drafts: tables!, onRound: told })
  report(outcome)
  failed ||= outcome.faults.length > 0
}
process.exit(failed ? 1 : 0)
