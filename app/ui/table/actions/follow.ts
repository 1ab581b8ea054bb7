import { Bell, BellRing } from 'lucide-react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { Settled, TableContext } from '#app/ui/context/table-context.tsx'
import { paragraphInFocus } from '#app/ui/context/make-action.ts'

/** Follows a paragraph, or stops it; null where nothing can be followed. */
export function followAction({ m, names, follows }: Settled, paragraph: ParagraphId): Action | null {
  if (!follows) return null
  const isFollowed = follows.has(paragraph)
  const label = names.paragraph(paragraph)
  return {
    id: 'follow',
    said: isFollowed ? m.changes.unfollow(label) : m.changes.follow(label),
    icon: isFollowed ? BellRing : Bell,
    group: 'following',
    places: ['paragraph', 'palette'],
    effect: { kind: 'follow', paragraph, follows: !isFollowed },
  }
}

export function followActions(here: TableContext): Action[] {
  const paragraph = paragraphInFocus(here)
  const action = paragraph && followAction(here, paragraph.id)
  return action ? [action] : []
}
