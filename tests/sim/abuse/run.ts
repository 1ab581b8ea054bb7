// Attacks the product in every way that its tests know, and says what came of it:
//   npx tsx tests/sim/abuse/run.ts [--seed n] [--rounds n] [--force n] [--only words] [--embedded]
import { parseArgs } from 'node:util'
import { runAttacks, type Row } from './attack-run.ts'

const HEADINGS = ['attack', 'its author', 'p50', 'p99', 'max', 'memory', '']

const endOf = ({ ends }: Row): string => ends.map((end) => end ?? 'ignored').join(', ')
const ms = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : '-')

function lineOf(cells: readonly string[]): string {
  const [attack = '', end = '', ...rest] = cells
  const figures = rest.slice(0, -1).map((cell) => cell.padStart(8))
  return [attack.slice(0, 58).padEnd(58), end.slice(0, 22).padEnd(22), ...figures, rest.at(-1)].join(' ')
}

const rowLine = (row: Row): string =>
  lineOf([
    row.attack,
    endOf(row),
    ms(row.latency.p50),
    ms(row.latency.p99),
    ms(row.latency.max),
    `+${(row.grown / 1e6).toFixed(0)} MB`,
    row.faults.length > 0 ? `FAULT: ${row.faults.join('; ')}` : row.note,
  ])

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      rounds: { type: 'string', default: '1' },
      force: { type: 'string', default: '4' },
      port: { type: 'string', default: '0' },
      only: { type: 'string', default: '' },
      embedded: { type: 'boolean', default: false },
    },
  })
  let faults = 0
  for (let round = 0; round < Number(values.rounds); round++) {
    const seed = Number(values.seed) + round
    console.log(
      `seed ${seed}, ${values.embedded ? 'the embedded database' : 'PostgreSQL'}; ms from letter to reader in other rooms`,
    )
    console.log(lineOf(HEADINGS))
    const { quiet, rows, skipped } = await runAttacks({
      embedded: values.embedded,
      only: [values.only],
      seed,
      force: Number(values.force),
      port: Number(values.port),
      patience: 50,
      memory: 400e6,
      onRow: (row) => console.log(rowLine(row)),
    })
    console.log(lineOf(['a quiet hour', '', ms(quiet.p50), ms(quiet.p99), ms(quiet.max), '', '']))
    for (const name of skipped) console.log(`left out, no other program can write to this database: ${name}`)
    faults += rows.filter((row) => row.faults.length > 0).length
  }
  console.log(faults === 0 ? 'no faults' : `${faults} faults`)
  process.exitCode = faults === 0 ? 0 : 1
}

if (process.argv[1] === import.meta.filename) await main()
