import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { verifyChain } from '#app/domain/chain.ts'
import { auditLog, type LogFault } from './collab/audit.ts'
import { openLog } from './logging.ts'
import { openStores, type OpenStores } from './open.ts'
import { keptLog } from './persistence/kept-log.ts'
import { StartError } from './persistence/start-error.ts'
import { readSettings } from './settings.ts'

const HELP = `Looks whether what is kept is whole.

  node scripts/verify.mjs                every draft
  node scripts/verify.mjs --draft ID     one of them

Of each draft it checks the record (every entry in its place, unchanged, chained to the one before), that the log of
its text is complete, and that each snapshot equals the log. It changes nothing and prints the hash of the last entry:
the same as noted elsewhere, nothing was cut off either. Ends with 1 when anything is wrong.

The database is the server's own: DATABASE_URL, or the embedded one in DATA_DIR. An embedded database serves one
program at a time, so stop the server first, or verify a copy.
`

async function main(): Promise<void> {
  const options = { draft: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
  const { values } = parseArgs({ options })
  if (values.help) return say(HELP)
  const log = openLog('fatal')
  const lost = (reason: Error) => log.fatal({ err: reason }, 'the database is gone')
  const open = await openStores(readSettings(process.env), log, lost, { alone: false })
  try {
    const drafts = (await open.stores.drafts.all()).filter(({ id }) => !values.draft || id === values.draft)
    if (values.draft && drafts.length === 0) throw new StartError(`There is no draft "${values.draft}".`)
    let wrong = 0
    for (const { id, symbol } of drafts.reverse()) if (!(await verify(open, id, symbol))) wrong++
    say(
      wrong === 0
        ? `${drafts.length} drafts, all whole.\n`
        : `${wrong} of ${drafts.length} drafts are not whole.\n`,
    )
    if (wrong > 0) process.exitCode = 1
  } finally {
    await open.database.close()
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Prints what there is of a draft and what is wrong with it; true when nothing is. */
async function verify({ database, stores }: OpenStores, draft: string, symbol: string): Promise<boolean> {
  const record = await stores.record.of(draft)
  const chain = verifyChain(record, sha256)
  const kept = await keptLog(database.pool, draft)
  const faults = auditLog(kept).map(said)
  if (!chain.ok)
    faults.unshift(`the record is broken at entry ${chain.refusal.number}: ${chain.refusal.fault}`)
  say(
    `${draft}  ${symbol}: ${record.length} entries of the record, ${kept.updates.length} updates, ` +
      `${kept.snapshots.length} snapshots; last entry ${record.at(-1)?.hash ?? 'none'}\n`,
  )
  for (const fault of faults) say(`  ${fault}\n`)
  return faults.length === 0
}

function said(fault: LogFault): string {
  switch (fault.kind) {
    case 'unreadable':
      return `update ${fault.update} cannot be read`
    case 'gap':
      return `updates before number ${fault.update} are missing`
    case 'damaged-snapshot':
      return `the snapshot at update ${fault.upTo} is damaged; rooms open without it, the log has everything`
    case 'other-snapshot':
      return `the snapshot at update ${fault.upTo} is another text than the log`
  }
}

function say(text: string): void {
  process.stdout.write(text)
}

main().catch((error: unknown) => {
  const plain = error instanceof StartError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  const { message, stack } = error as Error
  process.stderr.write(`${plain ? message : (stack ?? message)}\n`)
  process.exit(1)
})
