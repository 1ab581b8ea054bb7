import type { Actor } from '#app/domain/basics/actor.ts'
import { countChanges, type ComparedParagraph } from '#app/domain/text/compare.ts'
import { isIsoDate } from '#app/domain/basics/date.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftHeader, DraftId, Revision } from '#app/domain/basics/draft.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { View } from '#app/domain/basics/rolling.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'
import {
  nextRevision,
  readState,
  readText,
  type DraftText,
  type State,
  type Version,
} from '../draft/read-text.ts'

export type Issuing = {
  /** ISO date on the paper */
  date: string
  /** Counts the paragraphs anew. */
  renumber: boolean
  /** Instead of the next symbol in the series, when the paper says otherwise. */
  symbol?: string
}

/** Freezes the text as it stands as the next revision. */
export async function issueRevision(
  ports: Pick<Ports, 'drafts' | 'revisions' | 'rooms' | 'sideWork'>,
  actor: Actor,
  draft: DraftId,
  { date, renumber, symbol: given }: Issuing,
): Promise<Result<{ number: number; symbol: string; entry: RecordEntry }, PageRefusal | DecisionRefusal>> {
  const found = await findDraft(ports, actor, draft, 'issue-revision')
  if (!found.ok) return found
  if (found.value.phase === 'transmitted') return refuse({ kind: 'draft-transmitted' })
  if (!isIsoDate(date)) return refuse({ kind: 'date-needed' })
  const next = await nextRevision(ports, found.value)
  const symbol = given?.trim() || next.symbol
  const decided = await ports.rooms.decide(draft, actor, { kind: 'issue-revision', symbol, date, renumber })
  if (!decided.ok) return decided
  const number = numberIn(decided.value) ?? next.number
  await ports.sideWork.do({ kind: 'index-revision', draft, number })
  return accept({ number, symbol, entry: decided.value })
}

const numberIn = (entry: RecordEntry): number | undefined =>
  entry.what === 'issue-revision' ? entry.detail.number : undefined

/** A revision without its text. */
export type RevisionListed = Omit<Revision, 'text' | 'labels' | 'header'> & {
  /** Null for an account that is gone. */
  issuedByName: string | null
}

/** The revisions of a draft, oldest first, and the one that would come next. */
export async function listRevisions(
  ports: Pick<Ports, 'drafts' | 'revisions' | 'users'>,
  actor: Actor,
  draft: DraftId,
): Promise<
  Result<
    { header: DraftHeader; revisions: RevisionListed[]; next: { number: number; symbol: string } },
    PageRefusal
  >
> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const revisions = await ports.revisions.of(draft)
  const listed = await Promise.all(
    revisions.map(async ({ text: _, labels: __, header: ___, ...revision }) => ({
      ...revision,
      issuedByName: (await ports.users.byId(revision.issuedBy))?.name ?? null,
    })),
  )
  return accept({ header: found.value, revisions: listed, next: await nextRevision(ports, found.value) })
}

/** One state of a text, for reading. */
export async function readVersion(
  ports: Pick<Ports, 'drafts' | 'revisions' | 'rooms'>,
  actor: Actor,
  draft: DraftId,
  version: Version,
): Promise<Result<DraftText, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  return found.ok ? readText(ports, found.value, version) : found
}

export type Comparison = {
  before: DraftText
  after: DraftText
  paragraphs: ComparedParagraph[]
  counts: ReturnType<typeof countChanges>
}

const sideOf = ({ text, labels }: DraftText) => ({ text, labels })

/** Compares two states of a text, revisions or moments, word by word in the view asked for. */
export async function compareRevisions(
  ports: Pick<Ports, 'drafts' | 'revisions' | 'rooms' | 'history' | 'past' | 'heavy'>,
  actor: Actor,
  draft: DraftId,
  { before, after, view }: { before: State; after: State; view: View },
): Promise<Result<Comparison, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'compare')
  if (!found.ok) return found
  const old = await readState(ports, found.value, before)
  if (!old.ok) return old
  const now = await readState(ports, found.value, after)
  if (!now.ok) return now
  const paragraphs = await ports.heavy.compare(sideOf(old.value), sideOf(now.value), view)
  return accept({ before: old.value, after: now.value, paragraphs, counts: countChanges(paragraphs) })
}

/** What would change in a paragraph as it stands if it read as in a revision; null if that does not have it. */
export async function compareParagraph(
  ports: Pick<Ports, 'drafts' | 'revisions' | 'rooms' | 'history' | 'past' | 'heavy'>,
  actor: Actor,
  draft: DraftId,
  { paragraph, revision }: { paragraph: ParagraphId; revision: number },
): Promise<Result<ComparedParagraph | null, PageRefusal>> {
  const versions = { before: 'now', after: revision, view: { kind: 'base' } } as const
  const compared = await compareRevisions(ports, actor, draft, versions)
  if (!compared.ok) return compared
  const found = compared.value.paragraphs.find(({ id }) => id === paragraph)
  // Where it stands among the others stays as it is.
  return accept(found && found.change !== 'removed' ? { ...found, moved: false } : null)
}
