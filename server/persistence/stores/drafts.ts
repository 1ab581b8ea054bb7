import type { DraftHeader, Language, Revision, Transmission } from '#app/domain/basics/draft.ts'
import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import { keptRevision } from '#app/domain/record/evidence/frozen.ts'
import type { LogPosition } from '#app/domain/record/log-position.ts'
import { readEntry, storedOf } from '#app/domain/record/read.ts'
import { workingCopyOf } from '#app/domain/floor/working-copy.ts'
import type { DraftStore, RevisionStore, TransmissionStore, WorkingCopyStore } from '#app/usecases/ports.ts'
import type {
  DraftRow,
  Prisma,
  PrismaClient,
  RecordRow,
  RevisionRow,
  TransmissionRow,
} from '../generated/client.ts'
import { unlessTaken } from './taken.ts'

export function draftStore(prisma: PrismaClient): DraftStore {
  return {
    async add({ organ, ...draft }) {
      await unlessTaken('symbol', prisma.draftRow.create({ data: { ...draft, organCode: organ } }))
    },
    async byId(id) {
      const row = await prisma.draftRow.findUnique({ where: { id } })
      return row && headerOf(row)
    },
    async all() {
      const rows = await prisma.draftRow.findMany({ orderBy: { serial: 'desc' } })
      return rows.map(headerOf)
    },
  }
}

export function workingCopyStore(prisma: PrismaClient): WorkingCopyStore {
  return {
    async open(draft, delegation) {
      const room = { id: workingCopyOf(draft, delegation), draft, delegationCode: delegation }
      await prisma.roomRow.createMany({ data: [room], skipDuplicates: true })
    },
    async isOpen(draft, delegation) {
      return (await prisma.roomRow.count({ where: { id: workingCopyOf(draft, delegation) } })) > 0
    },
  }
}

const headerOf = (row: DraftRow): DraftHeader => ({
  id: row.id,
  title: row.title,
  organ: row.organCode,
  symbol: row.symbol,
  series: row.series,
  date: row.date,
  originalLanguage: row.originalLanguage as Language,
  statusLine: row.statusLine,
  phase: row.phase as DraftHeader['phase'],
})

export function revisionStore(prisma: PrismaClient): RevisionStore {
  return {
    async of(draft) {
      const rows = await prisma.revisionRow.findMany({ where: { draft }, orderBy: { number: 'asc' } })
      return rows.map(revisionOf)
    },
    async byNumber(draft, number) {
      const row = await prisma.revisionRow.findUnique({ where: { draft_number: { draft, number } } })
      return row && revisionOf(row)
    },
  }
}

export function revisionRow(revision: Revision): Prisma.RevisionRowUncheckedCreateInput {
  const { issuedAt, ...row } = keptRevision(revision)
  return { ...row, issuedAt: new Date(issuedAt) }
}

function revisionOf({ content, issuedAt, ...row }: RevisionRow): Revision {
  const frozen = JSON.parse(content) as Pick<Revision, 'header' | 'text' | 'labels'>
  return { ...row, issuedAt: issuedAt.getTime(), ...frozen }
}

export function transmissionStore(prisma: PrismaClient): TransmissionStore {
  return {
    async of(draft) {
      const rows = await prisma.transmissionRow.findMany({ where: { draft }, orderBy: { serial: 'asc' } })
      return rows.map(transmissionOf)
    },
    async byId(id) {
      const row = await prisma.transmissionRow.findUnique({ where: { id } })
      return row && transmissionOf(row)
    },
  }
}

export const transmissionRow = (transmission: Transmission): Prisma.TransmissionRowUncheckedCreateInput => ({
  ...transmission,
  at: new Date(transmission.at),
})

const transmissionOf = ({ serial: _, at, ...row }: TransmissionRow): Transmission => ({
  ...row,
  at: at.getTime(),
})

/** Of a record_entries `e`, what an entry is read from. */
export const ENTRY_COLUMNS =
  'e.draft, e.number, e.at, e."by", e.what, e.detail, e.previous, e.form, e.log, e.hash'

export function recordRow(entry: RecordEntry): Prisma.RecordRowUncheckedCreateInput {
  const { at, by, detail, log, ...stored } = storedOf(entry)
  return {
    ...stored,
    at: new Date(at),
    by: JSON.stringify(by),
    detail: JSON.stringify(detail),
    ...(log && { log: JSON.stringify(log) }),
  }
}

export const entryOf = ({ at, by, detail, previous, form, log, hash, ...row }: RecordRow): RecordEntry =>
  readEntry({
    ...row,
    at: at.getTime(),
    by: JSON.parse(by) as StoredEntry['by'],
    detail: JSON.parse(detail) as StoredEntry['detail'],
    previous,
    ...(form !== null && { form: form as StoredEntry['form'] & number }),
    ...(log !== null && { log: JSON.parse(log) as LogPosition }),
    hash,
  })
