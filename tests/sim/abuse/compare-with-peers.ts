// Puts the product and the servers that people would otherwise use to the same attacks, each on a server of its own:
//   npx tsx tests/sim/abuse/compare-with-peers.ts [--targets postgres,hocuspocus,y-websocket] [--only "client id"] [--as-built]
//
// The peers are installed when they are missing. It fails when an attack harms anybody at the product's tables.
import { parseArgs } from 'node:util'
import { buildProduct } from '#tests/servers/build.ts'
import { draftText } from '#tests/bench/load/servers/seed.ts'
import { leaveNothing } from '#tests/bench/load/servers/processes.ts'
import { TARGETS, type Target } from '#tests/bench/load/servers/targets.ts'
import { installPeers } from '#tests/bench/peers/install.ts'
import { attacksAnywhere, type AttackAnywhere, type Effect } from './attacks/on-any-server.ts'

const { values: options } = parseArgs({
  options: {
    targets: { type: 'string', default: 'postgres,hocuspocus,y-websocket' },
    only: { type: 'string', default: '' },
    /** Attacks the build that is there, whatever the sources say. */
    'as-built': { type: 'boolean', default: false },
  },
})

async function runAttack(target: Target, attack: AttackAnywhere): Promise<Effect> {
  const running = await target.open({ rooms: 2, delegates: 10, text: draftText(8) })
  try {
    return await attack.run(running)
  } finally {
    await running.stop().catch(() => undefined) // one that has ended already
  }
}

leaveNothing()
const targets = options.targets.split(',').map((key) => {
  const target = TARGETS[key]
  if (!target) throw new Error(`There is no target "${key}"; there are ${Object.keys(TARGETS).join(', ')}.`)
  if (target.missing) throw new Error(`${target.name} cannot run here: ${target.missing}`)
  return target
})
if (targets.some(({ isOurs }) => !isOurs)) installPeers()
if (targets.some(({ isOurs }) => isOurs) && !options['as-built']) buildProduct()
let harmed = 0
for (const attack of attacksAnywhere.filter(({ name }) => name.includes(options.only))) {
  console.log(attack.name)
  for (const target of targets) {
    const { harm, words } = await runAttack(target, attack)
    if (harm && target.isOurs) harmed++
    console.log(`  ${harm ? 'harm' : 'none'}  ${target.name.padEnd(22)} ${words}`)
  }
}
process.exit(harmed === 0 ? 0 : 1)
