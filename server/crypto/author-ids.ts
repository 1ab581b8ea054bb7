import { createHmac } from 'node:crypto'
import type { AuthorId, UserId } from '#app/domain/basics/actor.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'

/** Ids kept at once: they are asked for with every keystroke. */
const KEPT = 10_000

/**
 * What stands for people in the text of a draft, by a secret of the installation: the same for one person in all of
 * a draft, another in every other, and nothing that could be turned back into an account or found anywhere else.
 */
export function authorIds(secret: string): (draft: DraftId, user: UserId) => AuthorId {
  const known = new Map<string, AuthorId>()
  return (draft, user) => {
    const key = JSON.stringify([draft, user])
    const kept = known.get(key)
    if (kept !== undefined) return kept
    const author = createHmac('sha256', secret).update(key).digest('base64url').slice(0, 22)
    if (known.size >= KEPT) known.clear()
    known.set(key, author)
    return author
  }
}
