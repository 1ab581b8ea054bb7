import * as Y from 'yjs'
import { Layers } from '#app/document/model/layers.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import { revisionFrom } from '#app/domain/papers/revision.ts'
import { chain } from '#app/domain/record/chain.ts'
import type { RecordEntry, StoredEntry, UnchainedEntry } from '#app/domain/record/entry.ts'
import { veil } from '#app/domain/record/evidence/person.ts'
import { logBegin } from '#app/domain/record/log-position.ts'
import { readEntry } from '#app/domain/record/read.ts'
import { openLog } from '#server/logging.ts'
import { openStores } from '#server/open.ts'
import { readSettings } from '#server/settings.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { sha256 } from '#tests/builders/memory.ts'
import { aDraft } from '#tests/builders/samples.ts'
import { draftText } from './load/servers/seed.ts'
import { negotiation, WORDS } from './negotiation.ts'

const SEEDER = 'bench'
const ENTRIES = 5_000
const DELEGATIONS = ['ARG', 'BRA', 'CAN', 'COL', 'JAM', 'MEX', 'PER', 'URY']
/** ms between two entries: all of them are of the last days. */
const APART = 60_000

/** A long record: mostly proposals, every so often a decision or a silence, which everybody is told of. */
function* entriesOf(draft: string): Generator<RecordEntry> {
  const begun = Date.now() - ENTRIES * APART
  let last: StoredEntry | null = null
  for (let n = 0; n < ENTRIES; n++) {
    const delegation = DELEGATIONS[n % DELEGATIONS.length]!
    const [proposal, paragraph] = [`${delegation}:${n}`, `p${(n % 100) + 1}`]
    const chair = { user: 'demo-chair', name: 'The Chair', role: 'chair', delegation: null } as const
    const delegate = { user: `user-${delegation}`, name: delegation, role: 'delegate', delegation } as const
    const word = {
      id: proposal,
      kind: 'insertion',
      delegation,
      user: 'u',
      at: n,
      inserted: WORDS,
      struck: '',
    }
    const labels = { [paragraph]: `OP ${n % 100}` }
    const what = n % 100 === 99 ? 'cancel-silence' : n % 5 === 4 ? 'accept' : 'tabled'
    const detail = {
      'cancel-silence': { silence: proposal },
      accept: { kind: 'accept', proposals: [proposal], words: [word], labels },
      tabled: { proposal, kind: 'insertion', paragraph },
    }[what]
    const entry = { draft, at: begun + n * APART, by: what === 'tabled' ? delegate : chair, what, detail }
    const veiled = veil(entry as unknown as UnchainedEntry, { id: () => crypto.randomUUID(), sha256 })
    last = chain<Parameters<typeof chain>[1]>(last, veiled, logBegin, sha256)
    yield readEntry(last)
  }
}

/** Its text as a log of many updates. */
function updatesOf(state: Uint8Array): Uint8Array[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const updates = [state]
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let n = 0; n < 600; n++) doc.getMap('bench').set(`n${n % 20}`, n)
  return updates
}

function textOf(state: Uint8Array) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return new Layers(doc).rolling()
}

/**
 * Puts two drafts into an empty folder: `words` to type in, and `long` with a revision, a long log and a long record.
 * Answers the paragraphs of the first.
 */
export async function seedBeside(folder: string): Promise<readonly ParagraphId[]> {
  const lost = (reason: Error) => {
    throw reason
  }
  const { database, stores } = await openStores(readSettings({ DATA_DIR: folder }), openLog('warn'), lost)
  const store = claimingStore(stores, SEEDER)
  const fill = async (header: DraftHeader, updates: readonly Uint8Array[]) => {
    await stores.drafts.add(header)
    await store.append(header.id, { updates, clients: [], entries: [] })
  }
  const words = draftText(20)
  await fill(aDraft({ id: 'words', originalLanguage: 'en' }), [words])
  const long = negotiation()
  const header = aDraft({ id: 'long', originalLanguage: 'en' })
  await fill(header, updatesOf(long))
  const text = textOf(long)
  const issued = {
    number: 0,
    symbol: header.symbol,
    date: header.date,
    at: Date.now(),
    by: 'demo-secretariat',
  }
  const entries = [...entriesOf('long')]
  for (let at = 0; at < entries.length; at += 1_000)
    await store.append('long', {
      updates: [],
      clients: [],
      entries: entries.slice(at, at + 1_000),
      ...(at === 0 && { revision: revisionFrom({ header, text, ...issued }) }),
    })
  await stores.leases.leave(SEEDER) // or the product would wait for it to give the rooms back
  await database.close()
  return textOf(words).paragraphs.map(({ id }) => id)
}
