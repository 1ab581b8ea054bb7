import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { genesis, verifyFrom, type BrokenChain, type ChainPlace } from '#app/domain/record/chain.ts'
import type { StoredEntry } from '#app/domain/record/entry.ts'
import type { Result } from '#app/domain/basics/result.ts'
import { checkFile } from '#app/usecases/record/check-record.ts'
import { auditLog, type LogFault } from './collab/history/audit.ts'
import { runProgram, say } from './command-line.ts'
import { openLog } from './logging.ts'
import { openStores, type OpenStores } from './open.ts'
import { keptLog } from './persistence/stores/rooms/kept-log.ts'
import { checkHeads, keysToCheckWith } from './signing/check-heads.ts'
import { keyFileOf } from './signing/signing.ts'
import { StartError } from './persistence/start-error.ts'
import { readSettings } from './settings.ts'

const HELP = `Looks whether what is kept is whole.

  node scripts/verify.mjs                every draft
  node scripts/verify.mjs --draft ID     one of them
  node scripts/verify.mjs --key FILE     heads must be signed by a public key in this file
  node scripts/verify.mjs --file FILE    a record that was downloaded as JSON; no database is needed

Of each draft it checks the record (every entry in its place, unchanged, chained to the one before), that the log of
its text is complete, and that each snapshot equals the log. It changes nothing and prints the hash of the last entry:
the same as noted elsewhere, nothing was cut off either. Ends with 1 when anything is wrong.

A file may hold all of a record or the entries that were asked for: of a part it says that none of its entries has
changed, not that none is missing.

Signatures of heads are checked with the keys in the file that --key names (lines "ssh-ed25519 …", or a file of allowed
signers), else with the server's own key. Whoever holds the machine could have changed that one: bring your own.

The database is the server's own: DATABASE_URL, or the embedded one in DATA_DIR. An embedded database serves one
program at a time, so stop the server first, or verify a copy.
`

async function main(): Promise<void> {
  const options = {
    draft: { type: 'string' },
    file: { type: 'string' },
    key: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const
  const { values } = parseArgs({ options })
  if (values.help) return say(HELP)
  if (values.file !== undefined) return verifyFile(values.file)
  const log = openLog('fatal')
  const lost = (reason: Error) => log.fatal({ err: reason }, 'the database is gone')
  const settings = readSettings(process.env)
  const keys = keysToCheckWith(values.key, keyFileOf(settings))
  const open = await openStores(settings, log, lost, { alone: false })
  try {
    const drafts = (await open.stores.drafts.all()).filter(({ id }) => !values.draft || id === values.draft)
    if (values.draft && drafts.length === 0) throw new StartError(`There is no draft "${values.draft}".`)
    let wrong = 0
    for (const { id, symbol } of drafts.reverse()) if (!(await verify(open, { id, symbol, keys }))) wrong++
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
async function verify(
  { database, stores }: OpenStores,
  { id: draft, symbol, keys }: { id: string; symbol: string; keys: ReadonlySet<string> | null },
): Promise<boolean> {
  const chain = await verifyRecord(stores, draft)
  const kept = await keptLog(database.pool, draft)
  const last = await stores.record.last(draft)
  const heads = await checkHeads(stores, draft, keys)
  const faults = [...auditLog(kept).map(said), ...heads.faults]
  if (!chain.ok)
    faults.unshift(`the record is broken at entry ${chain.refusal.number}: ${chain.refusal.fault}`)
  say(
    `${draft}  ${symbol}: ${last?.number ?? 0} entries of the record, ${kept.updates.length} updates, ` +
      `${kept.snapshots.length} snapshots, ${heads.count} ${keys ? 'signed heads' : 'heads whose signatures were not checked'}; ` +
      `last entry ${last?.hash ?? 'none'}\n`,
  )
  for (const fault of faults) say(`  ${fault}\n`)
  return faults.length === 0
}

/** Every entry from the first one, a part in memory at a time. */
async function verifyRecord(
  { record }: OpenStores['stores'],
  draft: string,
): Promise<Result<ChainPlace, BrokenChain>> {
  let place: ChainPlace = { draft, number: 0, hash: genesis }
  for (;;) {
    const entries = await record.page(draft, {}, { after: place.number, order: 'oldest', limit: 1_000 })
    const checked = verifyFrom(place, entries, sha256)
    if (!checked.ok || entries.length === 0) return checked
    place = checked.value
  }
}

/** Prints what there is in a file of entries; the process ends with 1 when anything is wrong with it. */
function verifyFile(file: string): void {
  const checked = checkFile(entriesIn(file), sha256)
  if (!checked.ok) {
    say(`${file}: the record is broken at entry ${checked.refusal.number}: ${checked.refusal.fault}\n`)
    process.exitCode = 1
    return
  }
  const { entries, last, isWhole } = checked.value
  const what = isWhole
    ? 'a whole record, every entry in its place and unchanged'
    : 'a part of a record, no entry changed'
  say(`${file}: ${entries} entries, ${what}; last entry ${entries > 0 ? last : 'none'}\n`)
}

const fields = ['draft', 'at', 'by', 'what', 'detail', 'number', 'previous', 'hash']

function entriesIn(file: string): StoredEntry[] {
  let entries: unknown
  try {
    entries = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new StartError(`${file} cannot be read: ${(error as Error).message}`)
  }
  const isEntry = (each: unknown) =>
    each !== null && typeof each === 'object' && fields.every((name) => name in each) && hasPersons(each)
  if (!Array.isArray(entries) || !entries.every(isEntry))
    throw new StartError(`${file} is not a record as the record page gives it out as JSON.`)
  return entries as StoredEntry[]
}

/** Who is known beside an entry, if anybody. */
const hasPersons = (entry: { by?: unknown; persons?: unknown }): boolean =>
  typeof entry.by === 'object' &&
  entry.by !== null &&
  (entry.persons === undefined ||
    (Array.isArray(entry.persons) &&
      entry.persons.every((each) => typeof each === 'object' && each !== null)))

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

runProgram(main)
