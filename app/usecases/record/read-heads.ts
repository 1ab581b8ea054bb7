import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { codeOf } from '#app/domain/record/evidence/head.ts'
import { handingOn, issuing, messageOf, type SignedHead } from '#app/domain/record/evidence/signed-head.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** Entries of a kind that are looked through; no draft has so many revisions. */
const MOST = 1_000

/** Up to where the record had come when a paper went out, for its last line. */
export type OnRecord = { number: number; code: string }

/** Null for a revision whose entry the record does not have. */
export async function recordOfRevision(
  { record }: Pick<Ports, 'record'>,
  draft: DraftId,
  revision: { number: number; symbol: string },
): Promise<OnRecord | null> {
  const entry = await entryIn(record, draft, ['issue-revision'], issuing(revision))
  return entry && onRecord(entry)
}

/** The same of a text that was handed on under a symbol. */
export async function recordOfTransmission(
  { record }: Pick<Ports, 'record'>,
  draft: DraftId,
  transmission: { symbol: string },
): Promise<OnRecord | null> {
  const entry = await entryIn(record, draft, ['transmit', 'pass-on'], handingOn(transmission))
  return entry && onRecord(entry)
}

const onRecord = ({ number, hash }: RecordEntry): OnRecord => ({ number, code: codeOf(hash) })

async function entryIn(
  record: Ports['record'],
  draft: DraftId,
  kinds: readonly string[],
  is: (entry: RecordEntry) => boolean,
): Promise<RecordEntry | null> {
  for (const what of kinds) {
    const entries = await record.page(draft, { what }, { order: 'newest', limit: MOST })
    const found = entries.find(is)
    if (found) return found
  }
  return null
}

/** How the record stood when a revision was issued. */
export type HeadOfRevision = OnRecord & {
  hash: string
  /** Null until it is signed, within moments. */
  signed: SignedHead | null
}

/** Null where the record does not have the revision's entry. */
export async function readHeadOfRevision(
  { record, heads }: Pick<Ports, 'record' | 'heads'>,
  draft: DraftId,
  revision: { number: number; symbol: string },
): Promise<HeadOfRevision | null> {
  const entry = await entryIn(record, draft, ['issue-revision'], issuing(revision))
  if (!entry) return null
  const { number, hash } = entry
  return { ...onRecord(entry), hash, signed: await heads.at(draft, number) }
}

/** The signed head of a revision as the files that `ssh-keygen -Y verify` reads; null while it is not signed. */
export async function readSignedHead(
  ports: Pick<Ports, 'drafts' | 'revisions' | 'record' | 'heads'>,
  actor: Actor,
  draft: DraftId,
  number: number,
): Promise<Result<{ head: SignedHead; message: string } | null, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const revision = await ports.revisions.byNumber(draft, number)
  if (!revision) return refuse({ kind: 'no-such-revision', revision: number })
  const head = (await readHeadOfRevision(ports, draft, revision))?.signed ?? null
  return accept(head && { head, message: messageOf(head) })
}
