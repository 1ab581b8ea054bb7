// The room under load, beside the servers that people would otherwise use: one command, interleaved rounds,
// medians, each figure beside its goal.
//
//     npm run bench -- room                                    everything, three rounds
//     npx tsx tests/bench/load/run.ts saturation crowd         only these scenarios
//       --targets postgres,hocuspocus   --rounds 1   --duration 5   --out figures.json   --as-built   --nice=-15
//
// The peers are installed when they are missing. The server (with its PostgreSQL or Redis) runs on one processor,
// all clients on another; whatever else runs on the machine disturbs both: look at "others busy".
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { installPeers } from '../peers/install.ts'
import { buildProduct } from '#tests/servers/build.ts'
import { giveWay, profileInto } from './servers/launch.ts'
import { leaveNothing } from './servers/processes.ts'
import { table } from './figures/report.ts'
import { Recordings, type Bench, type Measured, type Scenario } from './scenario.ts'
import { SCENARIOS } from './scenarios/all.ts'
import { TARGETS } from './servers/targets.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    targets: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    duration: { type: 'string', default: '10' },
    out: { type: 'string' },
    /** How much way is given to others on the machine; -15 takes theirs, for root. */
    nice: { type: 'string' },
    /** A folder for profiles of the servers' time; `profile.ts` reads them. Slows them a little. */
    profile: { type: 'string' },
    /** Measures the build that is there, whatever the sources say. */
    'as-built': { type: 'boolean', default: false },
  },
})

leaveNothing()
if (options.nice) giveWay(Number(options.nice))
if (options.profile) profileInto(resolve(options.profile))
const chosen = positionals.length > 0 ? positionals.map(scenarioOf) : SCENARIOS
const bench: Bench = {
  duration: Number(options.duration),
  recordings: new Recordings(),
  tell: (line) => process.stderr.write(`${line}\n`),
}

function scenarioOf(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name)
  if (found) return found
  throw new Error(`There is no scenario "${name}"; there are ${SCENARIOS.map((one) => one.name).join(', ')}.`)
}

/** The targets of a scenario that are asked for and can run here. */
function targetsOf(scenario: Scenario): string[] {
  const asked = options.targets?.split(',')
  const unknown = asked?.find((key) => !TARGETS[key])
  if (unknown)
    throw new Error(`There is no target "${unknown}"; there are ${Object.keys(TARGETS).join(', ')}.`)
  return scenario.targets.filter((key) => {
    const { missing, name } = TARGETS[key]!
    if (missing) bench.tell(`${name} is left out: ${missing}`)
    return !missing && (asked?.includes(key) ?? true)
  })
}

/** One round of one target; a target that fails has no figures in it, and the others go on. */
async function roundOf(scenario: Scenario, key: string, round: number): Promise<Measured> {
  const target = TARGETS[key]!
  bench.tell(`${scenario.name}, round ${round + 1}: ${target.name}`)
  try {
    return await scenario.round(target, bench)
  } catch (error) {
    bench.tell(`  failed: ${(error as Error).stack ?? String(error)}`)
    return {}
  }
}

/** The order of the targets is reversed in every other round, so that none always comes first. */
async function measure(scenario: Scenario): Promise<Map<string, Measured[]>> {
  const keys = targetsOf(scenario)
  const rounds = new Map<string, Measured[]>(keys.map((key) => [key, []]))
  for (let round = 0; round < Number(options.rounds); round++)
    for (const key of round % 2 === 0 ? keys : [...keys].reverse())
      rounds.get(key)!.push(await roundOf(scenario, key, round))
  return rounds
}

if (chosen.some((one) => targetsOf(one).some((key) => !TARGETS[key]!.isOurs))) installPeers()
if (!options['as-built']) buildProduct()
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`)
const all: Record<string, Record<string, Measured[]>> = {}
for (const scenario of chosen) {
  const rounds = await measure(scenario)
  if (rounds.size > 0) console.log(table(scenario, [...rounds.keys()], rounds))
  all[scenario.name] = Object.fromEntries(rounds)
  if (options.out) writeFileSync(options.out, JSON.stringify(all, null, 2))
}
process.exit()
