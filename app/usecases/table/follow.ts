import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** The paragraphs of a draft that somebody follows; those that are gone may be among them. */
export async function followedIn(
  { follows }: Pick<Ports, 'follows'>,
  actor: Actor,
  draft: DraftId,
): Promise<ParagraphId[]> {
  const all = await follows.of(actor.user)
  return all.filter((one) => one.draft === draft).map(({ paragraph }) => paragraph)
}

/** Follows a paragraph of a draft, or does so no more. */
export async function follow(
  ports: Pick<Ports, 'drafts' | 'follows'>,
  actor: Actor,
  { draft, paragraph, follows }: { draft: DraftId; paragraph: ParagraphId; follows: boolean },
): Promise<Result<null, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  await ports.follows.set(actor.user, draft, paragraph, follows)
  return accept(null)
}
