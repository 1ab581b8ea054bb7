import { MessageSquarePlus, Users } from 'lucide-react'
import type { AboutAsked } from '#app/domain/floor/comment.ts'
import { may } from '#app/domain/policy.ts'
import { positionsInFocus } from '#app/ui/discussion/positions/position-actions.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { Settled, TableContext } from '#app/ui/context/table-context.tsx'
import { mayNow, paragraphInFocus } from '#app/ui/context/make-action.ts'

/** What people say about the text. */
export function discussActions(here: TableContext): Action[] {
  if (here.isCopy) return []
  return [...commentActions(here), openComment(here), ...positionsInFocus(here), ...groups(here)]
}

/** Whether somebody who sits here may comment at the table. */
export const mayComment = ({ me, isTransmitted, isCopy }: Settled): boolean =>
  !isTransmitted && !isCopy && may(me, 'comment') && (me.role !== 'delegate' || me.delegation !== null)

/** On the words that are selected, else on the paragraph in focus. */
function aboutHere(here: TableContext): AboutAsked | null {
  const { chosen } = here
  if (chosen) return { kind: 'words', paragraph: chosen.paragraph, from: chosen.from, to: chosen.to }
  const paragraph = paragraphInFocus(here)
  return paragraph && { kind: 'paragraph', paragraph: paragraph.id }
}

export function commentActions(here: TableContext): Action[] {
  const about = mayComment(here) ? aboutHere(here) : null
  if (!about) return []
  const { title, add } = here.m.comments
  const label = here.names.paragraph(about.paragraph)
  return [
    {
      id: 'comment.add',
      said: title[about.kind === 'words' ? 'words' : 'paragraph'](label),
      short: add,
      icon: MessageSquarePlus,
      group: 'discuss',
      places: about.kind === 'words' ? ['selection', 'palette'] : ['palette'],
      effect: { kind: 'ask', asking: { kind: 'comment', about } },
    },
  ]
}

const openComment = ({ m }: TableContext): Action => ({
  id: 'comment.open',
  said: m.keys.of['comment.open'],
  group: 'discuss',
  places: ['palette'],
  effect: { kind: 'open-comment' },
})

const groups = (here: TableContext): Action[] =>
  mayNow(here, 'set-group')
    ? [
        {
          id: 'groups.open',
          said: here.m.groups.open,
          icon: Users,
          group: 'discuss',
          places: ['draft', 'palette'],
          effect: { kind: 'ask', asking: { kind: 'groups' } },
        },
      ]
    : []
