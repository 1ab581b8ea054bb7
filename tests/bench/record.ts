// How long a record of 100,000 entries takes to open, to be searched, checked and written out, on both databases:
//   npx tsx tests/bench/record.ts
import { generateKeyPairSync } from 'node:crypto'
import { chain } from '#app/domain/record/chain.ts'
import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import { HEAD_NAMESPACE, messageOf, signedKinds } from '#app/domain/record/evidence/signed-head.ts'
import { veil } from '#app/domain/record/evidence/person.ts'
import { nanoid } from 'nanoid'
import { readEntry } from '#app/domain/record/read.ts'
import type { RecordFilter } from '#app/domain/record/filter.ts'
import { writeRecordCsv, writeRecordJson } from '#app/exchange/record-file.ts'
import { checkAll, checkTail } from '#app/usecases/record/check-record.ts'
import { exportRecord, readRecord } from '#app/usecases/record/read-record.ts'
import { isSignedBy, publicKeyOf, signMessage } from '#server/signing/ssh-signature.ts'
import { sha256 } from '#tests/builders/memory.ts'
import { secretariat } from '#tests/builders/memory-rooms.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { logBegin } from '#app/domain/record/log-position.ts'
import { aDraft } from '#tests/builders/samples.ts'
import { onEachDatabase } from '#tests/servers/databases.ts'
import { print, timed, type Figure } from './figures.ts'

const ENTRIES = 100_000
const DELEGATIONS = ['ARG', 'BRA', 'CAN', 'COL', 'JAM', 'MEX', 'PER', 'URY']
const WORDS = 'safe, orderly and regular migration with full respect for the human rights of all persons'

/** What happens in a long negotiation: mostly proposals, and every so often a decision. */
function* negotiation(draft: string): Generator<RecordEntry> {
  let last: StoredEntry | null = null
  for (let at = 0; at < ENTRIES; at++) {
    const delegation = DELEGATIONS[at % DELEGATIONS.length]!
    const proposal = `${delegation}:proposal-${at}`
    const paragraph = `paragraph-${at % 100}`
    const decided = at % 5 === 4
    last = chain<Parameters<typeof chain>[1]>(
      last,
      {
        draft,
        at: Date.parse('2024-01-08T09:00:00Z') + at * 60_000,
        by: decided
          ? { user: 'chair', name: 'The Chair', role: 'chair', delegation: null }
          : { user: `user-${delegation}`, name: `Delegate of ${delegation}`, role: 'delegate', delegation },
        what: decided ? 'accept' : 'tabled',
        detail: decided
          ? {
              kind: 'accept',
              proposals: [proposal],
              words: [
                { id: proposal, kind: 'insertion', delegation, user: 'u', at, inserted: WORDS, struck: '' },
              ],
              labels: { [paragraph]: `OP ${at % 100}` },
            }
          : { proposal, kind: 'insertion', paragraph },
      },
      logBegin,
      sha256,
    )
    yield readEntry(last)
  }
}

const { privateKey } = generateKeyPairSync('ed25519')
const publicKey = publicKeyOf(privateKey)
const sign = (message: string) => signMessage(message, HEAD_NAMESPACE, privateKey)

await onEachDatabase(async ({ name, stores }) => {
  const ports = { ...stores, sha256, clock: { now: () => Date.now() } }
  const header = aDraft()
  await stores.drafts.add(header)
  const room = claimingStore(stores)
  let entries: RecordEntry[] = []
  for (const entry of negotiation(header.id)) {
    entries.push(entry)
    if (entries.length < 2_000) continue
    await room.append(header.id, { updates: [], clients: [], entries })
    entries = []
  }
  const open = (filter: RecordFilter, before?: number) => () =>
    readRecord(ports, secretariat, header.id, { filter, limit: 51, ...(before && { before }) })
  const figures: Figure[] = []
  const add = async (what: string, work: () => unknown, runs = 9, goal = 1_000) =>
    figures.push({ what, unit: 'ms', samples: await timed(runs, work), goal })
  await add('the first look, 2,000 entries checked', open({}), 1)
  await add('checking all of it', () => checkAll(ports, header.id), 3, 5_000)
  await add('opening', open({}))
  await add('opening in the middle', open({}, ENTRIES / 2))
  await add('one delegation', open({ delegation: 'MEX' }))
  await add('one kind of entry', open({ what: 'accept' }))
  await add('one role', open({ role: 'chair' }))
  await add('one day', open({ day: '2024-02-20' }))
  await add('one paragraph', open({ paragraph: 'paragraph-42' }))
  await add('words that are in a fifth of all', open({ words: 'orderly' }))
  await add('words that are nowhere', open({ words: 'Ñandú' }))
  const { number, hash } = (await stores.record.last(header.id))!
  const head = { draft: header.id, symbol: header.symbol, number, hash, at: Date.now() }
  const last = await stores.record.last(header.id)
  const means = { id: () => nanoid(), sha256 }
  await add('taking a name out of an entry', () => veil(last!, means), 200, 1)
  await add('signing a head', () => sign(messageOf(head)), 200, 1)
  const signature = sign(messageOf(head))
  const forWhat = { namespace: HEAD_NAMESPACE, signature }
  await add('checking a signature', () => isSignedBy(publicKey, messageOf(head), forWhat), 200, 1)
  await add('keeping a signed head', () => stores.heads.add({ ...head, publicKey, signature }), 9, 20)
  await add('looking for heads to sign', () => stores.heads.unsigned(signedKinds), 9, 20)
  await add('looking for records that went on', () => stores.heads.grown(0), 9, 20)
  await add('checking what is new', () => checkTail(ports, header.id))
  for (const [format, write] of [['JSON', writeRecordJson] as const, ['CSV', writeRecordCsv] as const])
    await add(
      `all of it as ${format}`,
      async () => {
        const exported = await exportRecord(ports, secretariat, header.id, {})
        if (!exported.ok) throw new Error(exported.refusal.kind)
        for await (const text of write(exported.value.parts)) void text
      },
      1,
      10_000,
    )
  print(`A record of ${ENTRIES.toLocaleString('en')} entries: ${name}`, figures)
})
