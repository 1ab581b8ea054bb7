import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import { passagesOf, type FoundPassage } from '#app/domain/papers/passage.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** Passages shown at once. */
const SHOWN = 30
/** Characters of a search. */
const LONGEST = 500

/** Looks for agreed language in all that was issued or imported here, in the language of the draft. */
export async function searchAgreedLanguage(
  ports: Pick<Ports, 'drafts' | 'passages'>,
  actor: Actor,
  draft: DraftId,
  words: string,
): Promise<Result<FoundPassage[], PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const wanted = words.replaceAll('\0', '').trim().slice(0, LONGEST)
  if (wanted === '') return accept([])
  return accept(await ports.passages.search(wanted, found.value.originalLanguage, SHOWN))
}

/** Makes what was imported into a draft findable, as it stands. */
export async function keepImported(
  { rooms, drafts, passages }: Pick<Ports, 'rooms' | 'drafts' | 'passages'>,
  draft: DraftId,
): Promise<void> {
  const header = await drafts.byId(draft)
  if (!header) return
  const { symbol, date, originalLanguage: language } = header
  const text = await rooms.read(draft)
  await passages.keep(passagesOf(text, { draft, revision: null, symbol, date, language }))
}

/** Makes a revision that was issued findable. */
export async function keepIssued(
  { revisions, passages }: Pick<Ports, 'revisions' | 'passages'>,
  draft: DraftId,
  number: number,
): Promise<void> {
  const issued = await revisions.byNumber(draft, number)
  if (!issued) return
  const { text, symbol, date, header } = issued
  await passages.keep(
    passagesOf(text, { draft, revision: number, symbol, date, language: header.originalLanguage }),
  )
}

/** Has revisions made findable that are not, such as those from before there was such a store. */
export async function keepEarlierRevisions({
  passages,
  sideWork,
}: Pick<Ports, 'passages' | 'sideWork'>): Promise<void> {
  for (const { draft, number } of await passages.missing())
    void sideWork.do({ kind: 'index-revision', draft, number })
}
