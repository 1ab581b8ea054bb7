import type { DraftId, RoomId, Transmission } from '#app/domain/basics/draft.ts'
import type { FrozenPaper } from '#app/domain/record/details.ts'
import { freezeRevision, freezeTransmission, type KeptRevision } from '#app/domain/record/evidence/frozen.ts'
import { sha256 } from '#server/crypto/digest.ts'
import { bytes } from './bytes.ts'
import type { Queries } from './one-moment.ts'
import { checksum } from './room-store.ts'

// What is kept of rooms, for whoever looks whether it is whole.

export type KeptRoom = { id: RoomId; draft: DraftId; symbol: string }

/** All rooms, those of drafts and of working copies, by the age of their drafts. */
export async function keptRooms(queries: Queries): Promise<KeptRoom[]> {
  const { rows } = await queries.query<KeptRoom>(
    `SELECT rooms.id, rooms.draft, drafts.symbol FROM rooms JOIN drafts ON drafts.id = rooms.draft
      ORDER BY drafts.serial, rooms.delegation NULLS FIRST`,
  )
  return rows
}

export type KeptSnapshot = { upTo: number; state: Uint8Array; vector: Uint8Array | null; isWhole: boolean }

type SnapshotRow = { up_to: string; state: Buffer; vector: Buffer | null; sha256: string }

export async function keptSnapshots(queries: Queries, room: RoomId): Promise<KeptSnapshot[]> {
  const { rows } = await queries.query<SnapshotRow>(
    'SELECT up_to, state, vector, sha256 FROM draft_snapshots WHERE draft = $1 ORDER BY up_to',
    [room],
  )
  return rows.map(({ up_to, state, vector, sha256: sum }) => ({
    upTo: Number(up_to),
    state: bytes(state),
    vector: vector && bytes(vector),
    isWhole: checksum(state, vector) === sum,
  }))
}

/** The revisions and transmissions of a draft, as their rows are now. */
export async function keptPapers(queries: Queries, room: RoomId): Promise<FrozenPaper[]> {
  const revisions = await queries.query<Dated<KeptRevision, 'issuedAt'>>(REVISIONS, [room])
  const steps = await queries.query<Dated<Transmission, 'at'>>(TRANSMISSIONS, [room])
  return [
    ...revisions.rows.map((row) =>
      freezeRevision({ ...row, issuedAt: row.issuedAt.getTime() } as KeptRevision, sha256),
    ),
    ...steps.rows.map((row) => freezeTransmission({ ...row, at: row.at.getTime() } as Transmission, sha256)),
  ]
}

type Dated<T, K extends keyof T> = Omit<T, K> & Record<K, Date>

const REVISIONS = `
  SELECT draft, number, symbol, date, issued_at AS "issuedAt", issued_by AS "issuedBy", content, brackets,
         open_paragraphs AS "openParagraphs", proposals
    FROM revisions WHERE draft = $1 ORDER BY number`
const TRANSMISSIONS = `
  SELECT id, draft, revision, "from", "to", symbol, series, status_line AS "statusLine", date, at, by, previous
    FROM transmissions WHERE draft = $1 ORDER BY serial`
