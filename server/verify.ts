import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { StoredEntry } from '#app/domain/record/entry.ts'
import type { Fault } from '#app/domain/record/evidence/fault.ts'
import { readHead, writeHead, type Head } from '#app/domain/record/evidence/head.ts'
import { evidence } from '#app/messages/en/evidence.ts'
import { checkFile } from '#app/usecases/record/check-file.ts'
import { runProgram, say } from './command-line.ts'
import { sha256 } from './crypto/digest.ts'
import { openLog } from './logging.ts'
import { openStores, type OpenStores } from './open.ts'
import { keptRooms, type KeptRoom } from './persistence/stores/rooms/kept.ts'
import { checkHeads, keysToCheckWith, type CheckedHeads } from './signing/check-heads.ts'
import { keyFileOf } from './signing/signing.ts'
import { StartError } from './persistence/start-error.ts'
import { readSettings } from './settings.ts'
import { verifyRoom, type RoomReport } from './verification.ts'

const HELP = `Looks whether what is kept is whole.

  node scripts/verify.mjs                    every draft, with the working copies of it
  node scripts/verify.mjs --draft ID         one of them
  node scripts/verify.mjs --file FILE        a record that was downloaded as JSON; no database is needed
  … --expect DRAFT:NUMBER:HASH               an entry that was noted elsewhere, by its hash or the short code of it on a
                                             paper; may be given several times
  … --expect-file FILE                       such entries, one a line
  … --key FILE                               heads must be signed by a public key in this file

Of each draft it checks the record (every entry in its place, unchanged, chained to the one before), that the issued
texts and the transmissions are as the record froze them, that the log of its text and whose its clients are is as the
record covers it, and that each snapshot equals the log. It changes nothing, says first what is not whole first, and
ends with 1 when anything is not.

A record that was rewritten as a whole, or cut off at its end, is told by entries that were noted elsewhere: note the
last entry of each draft, as it is printed, where whoever has the database cannot reach.

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
    expect: { type: 'string', multiple: true },
    'expect-file': { type: 'string', multiple: true },
    key: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const
  const { values } = parseArgs({ options })
  if (values.help) return say(HELP)
  const noted = [...(values.expect ?? []), ...(values['expect-file'] ?? []).flatMap(linesOf)]
  const heads = noted.map(headIn)
  if (values.file !== undefined) return verifyFile(values.file, heads)
  const log = openLog('fatal')
  const lost = (reason: Error) => log.fatal({ err: reason }, 'the database is gone')
  const settings = readSettings(process.env)
  const keys = keysToCheckWith(values.key, keyFileOf(settings))
  const open = await openStores(settings, log, lost, { alone: false })
  try {
    await verifyDatabase(open, { heads, keys, draft: values.draft })
  } finally {
    await open.database.close()
  }
}

const linesOf = (file: string): string[] =>
  read(file)
    .split('\n')
    .filter((line) => line.trim() !== '')

function headIn(noted: string): Head {
  const head = readHead(noted)
  if (!head) throw new StartError(evidence.noHead(noted.trim()))
  return head
}

/** All rooms, or those of one draft; heads of others are for another time. */
async function verifyDatabase(
  { database: { pool }, stores }: OpenStores,
  { heads, keys, draft }: { heads: readonly Head[]; keys: ReadonlySet<string> | null; draft?: string },
): Promise<void> {
  const all = await keptRooms(pool)
  const rooms = all.filter((room) => draft === undefined || room.draft === draft)
  if (draft !== undefined && rooms.length === 0) throw new StartError(`There is no draft "${draft}".`)
  let wrong = 0
  for (const room of rooms) {
    const report = await verifyRoom(
      pool,
      room.id,
      heads.filter((head) => head.draft === room.id),
    )
    const signed = await checkHeads(stores, room.id, keys)
    tell(room, report, signed)
    if (report.faults.length + signed.faults.length > 0) wrong++
  }
  const strange = heads.filter((head) => !all.some(({ id }) => id === head.draft))
  tellFaults(strange.map(({ draft: of, number }) => ({ kind: 'head-of-nothing', draft: of, number })))
  if (wrong > 0) say(`${evidence.notWhole(wrong, rooms.length)}\n`)
  else if (strange.length === 0) say(`${evidence.allWhole(rooms.length)}\n`)
}

/** Says what there is of a room and what is not whole. */
function tell({ id, symbol }: KeptRoom, report: RoomReport, signed: CheckedHeads): void {
  const { head, coveredFrom, uncovered, faults } = report
  say(`${id}  ${symbol}: ${evidence.found(report)}\n`)
  tellFaults([...faults, ...signed.faults])
  if (signed.count > 0) say(`  ${evidence.signedHeads(signed.count, signed.isChecked)}\n`)
  if (head) say(`  ${evidence.head(writeHead(head))}\n`)
  if (coveredFrom === null && head) say(`  ${evidence.nothingCovered}\n`)
  if (coveredFrom !== null && coveredFrom > 1) say(`  ${evidence.coveredFrom(coveredFrom)}\n`)
  if (coveredFrom !== null && uncovered > 0) say(`  ${evidence.uncovered(uncovered)}\n`)
}

function tellFaults(faults: readonly Fault[]): void {
  for (const fault of faults) say(`  ${evidence.fault(fault)}\n`)
  if (faults.length > 0) process.exitCode = 1
}

/** Says what there is in a file of entries; the process ends with 1 when anything is wrong with it. */
function verifyFile(file: string, heads: readonly Head[]): void {
  const checked = checkFile(entriesIn(file), heads, sha256)
  if (!checked.ok) {
    say(`${file}:\n`)
    return tellFaults([checked.refusal])
  }
  const { entries, last, isWhole } = checked.value
  say(`${file}: ${evidence.entries(entries)}, ${isWhole ? evidence.wholeFile : evidence.partOfFile}\n`)
  if (last) say(`  ${evidence.head(writeHead(last))}\n`)
}

const fields = ['draft', 'at', 'by', 'what', 'detail', 'number', 'previous', 'hash']

function entriesIn(file: string): StoredEntry[] {
  const entries = parsed(file)
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

function parsed(file: string): unknown {
  try {
    return JSON.parse(read(file))
  } catch (error) {
    throw error instanceof StartError
      ? error
      : new StartError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

runProgram(main)
