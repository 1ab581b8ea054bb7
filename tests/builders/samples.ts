import { createHash, randomUUID } from 'node:crypto'
import type { DraftHeader, Revision, Transmission } from '#app/domain/basics/draft.ts'
import type { ProposedWords } from '#app/domain/record/details.ts'
import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import { readEntry } from '#app/domain/record/read.ts'
import type { Batch, User } from '#app/usecases/ports.ts'

const unique = (): string => randomUUID().slice(0, 8)

export const aDraft = (over: Partial<DraftHeader> = {}): DraftHeader => ({
  id: `draft-${unique()}`,
  title: 'Migration in the Americas',
  organ: 'CAM',
  symbol: `CIDI/CAM/doc.${unique()}/24`,
  series: 'OEA/Ser.W',
  date: '2024-03-12',
  originalLanguage: 'es',
  statusLine: '',
  phase: 'negotiation',
  ...over,
})

export const aUser = (over: Partial<User> = {}): User & { passwordHash: string } => ({
  id: `user-${unique()}`,
  email: `${unique()}@example.org`,
  name: 'Ana Pérez',
  role: 'delegate',
  delegation: 'MEX',
  demo: false,
  passwordHash: 'hash',
  ...over,
})

/** An entry as a store gives it out. */
export const anEntry = (draft: string, number: number, over: Partial<StoredEntry> = {}): RecordEntry =>
  readEntry({
    draft,
    number,
    at: 1_710_000_000_123,
    by: { user: 'u1', name: 'Ana Pérez', role: 'chair', delegation: null },
    what: 'accept',
    detail: { proposals: ['MEX:1'] },
    previous: createHash('sha256')
      .update(`${draft}${number - 1}`)
      .digest('hex'),
    hash: createHash('sha256').update(`${draft}${number}`).digest('hex'),
    ...over,
  })

export const aRevision = (header: DraftHeader, number: number, over: Partial<Revision> = {}): Revision => ({
  draft: header.id,
  number,
  symbol: number === 0 ? header.symbol : `${header.symbol} rev. ${number}`,
  date: '2024-03-14',
  issuedAt: 1_710_400_000_456,
  issuedBy: 'u2',
  header,
  text: {
    paragraphs: [
      {
        id: 'p1',
        kind: 'operative',
        level: 0,
        status: 'ad-referendum',
        statusDate: '2024-03-12',
        number: '2 bis',
        proposed: null,
        removals: [],
        merges: [],
        runs: [{ text: 'To urge [all] “États”…\u2029', first: '7:0', insertions: [], strikes: [] }],
        supports: { 'MEX:1': ['CAN'] },
      },
    ],
    literalBrackets: ['7:8'],
  },
  labels: { p1: 'OP 2 bis' },
  brackets: 1,
  openParagraphs: 0,
  proposals: 0,
  ...over,
})

export const aTransmission = (header: DraftHeader, over: Partial<Transmission> = {}): Transmission => ({
  id: `transmission-${unique()}`,
  draft: header.id,
  revision: 0,
  from: 'CAM',
  to: 'CIDI',
  symbol: `CIDI/doc.${unique()}/24`,
  series: 'OEA/Ser.W',
  statusLine: '(Text agreed upon by the Committee on Migration Issues)',
  date: '2024-05-02',
  at: 1_714_600_000_789,
  by: 'u2',
  previous: null,
  ...over,
})

export const words = (...updates: number[][]): Batch => ({
  updates: updates.map((update) => Uint8Array.from(update)),
  clients: [],
  entries: [],
})

/** A proposal as the record keeps it when it is decided. */
export const proposedBy = (delegation: string, inserted = 'words', struck = ''): ProposedWords => ({
  id: `${delegation}:1`,
  kind: inserted === '' ? 'deletion' : 'insertion',
  delegation,
  user: `${delegation.toLowerCase()}-user`,
  at: 1_710_000_000_000,
  inserted,
  struck,
})
