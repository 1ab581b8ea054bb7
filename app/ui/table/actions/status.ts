import { CircleCheck, CircleDot, RotateCcw, type LucideIcon } from 'lucide-react'
import { isClosed, isNegotiated } from '#app/domain/basics/paragraph.ts'
import type { Action, Effect } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { mayNow, onParagraph, paragraphInFocus } from '#app/ui/context/make-action.ts'

/** What the chair declares of the paragraph in focus. */
export function statusActions(here: TableContext): Action[] {
  const paragraph = paragraphInFocus(here)
  if (!paragraph || !isNegotiated(paragraph.kind) || !mayNow(here, 'set-status')) return []
  const { paragraphMenu: say } = here.m
  const { id, status } = paragraph
  const one = (name: string, icon: LucideIcon, short: string, effect: Effect): Action =>
    onParagraph(here, id, {
      id: `status.${name}`,
      short,
      icon,
      group: 'decide',
      places: ['paragraph', 'palette'],
      effect,
    })
  const ask = (status: 'agreed' | 'ad-referendum'): Effect => ({
    kind: 'ask',
    asking: { kind: 'agree', paragraph: id, status },
  })
  const discuss = { kind: 'set-status', paragraph: id, status: 'under-discussion', date: here.today } as const
  return [
    ...(status === 'open'
      ? [one('discuss', CircleDot, say.discuss, { kind: 'decide', decision: discuss })]
      : []),
    ...(isClosed(status) ? [] : [one('ad-referendum', CircleCheck, say.adReferendum, ask('ad-referendum'))]),
    ...(status === 'agreed' ? [] : [one('agree', CircleCheck, say.agree, ask('agreed'))]),
    ...(isClosed(status)
      ? [
          one('reopen', RotateCcw, say.reopen, {
            kind: 'ask',
            asking: { kind: 'reopen', paragraph: id },
          }),
        ]
      : []),
  ]
}
