import {
  ArrowDown,
  ArrowUp,
  Combine,
  History,
  Link2,
  ListPlus,
  Merge,
  Scissors,
  Shapes,
  Trash2,
} from 'lucide-react'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import type { RollingParagraph } from '#app/domain/basics/rolling.ts'
import { stepsOf } from '#app/domain/text/move.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { mayNow, onParagraph, paragraphInFocus } from '#app/ui/context/make-action.ts'

const places = ['paragraph', 'palette'] as const

/** What is decided about the paragraph in focus as a whole, besides its status. */
export function paragraphActions(here: TableContext): Action[] {
  const paragraph = paragraphInFocus(here)
  if (!paragraph) {
    const isEmpty = here.text.paragraphs.length === 0
    return isEmpty && mayNow(here, 'add-paragraph') ? [addFirst(here)] : []
  }
  return [
    ...consolidate(here, paragraph),
    ...place(here, paragraph),
    ...form(here, paragraph),
    ...restore(here, paragraph),
  ]
}

/** The last in the menu, apart from the others. */
export function removeActions(here: TableContext): Action[] {
  const paragraph = paragraphInFocus(here)
  if (!paragraph || !mayNow(here, 'remove-paragraph')) return []
  return [
    onParagraph(here, paragraph.id, {
      id: 'paragraph.remove',
      short: here.m.paragraphMenu.remove,
      icon: Trash2,
      group: 'decide',
      places,
      tone: 'danger',
      effect: isClosed(paragraph.status)
        ? null
        : { kind: 'ask', asking: { kind: 'remove', paragraph: paragraph.id } },
    }),
  ]
}

const addFirst = ({ m }: TableContext): Action => ({
  id: 'paragraph.add',
  said: m.deciding.addFirstTitle,
  icon: ListPlus,
  group: 'decide',
  places: ['palette'],
  effect: { kind: 'ask', asking: { kind: 'add', after: null } },
})

/** To the page where the chair works on this paragraph alone. */
function consolidate(here: TableContext, { id }: RollingParagraph): Action[] {
  if (!mayNow(here, 'consolidate')) return []
  return [
    onParagraph(here, id, {
      id: 'paragraph.consolidate',
      short: here.m.consolidation.open,
      icon: Combine,
      group: 'decide',
      places,
      effect: {
        kind: 'go',
        to: `/drafts/${here.draft.id}/paragraphs/${encodeURIComponent(id)}/consolidate`,
      },
    }),
  ]
}

function place(here: TableContext, { id }: RollingParagraph): Action[] {
  if (!mayNow(here, 'move-paragraph')) return []
  const { paragraphMenu: say } = here.m
  const { up, down } = stepsOf(here.text.paragraphs, id)
  const caret = caretIn(here)
  const common = { group: 'decide', places } as const
  return [
    onParagraph(here, id, {
      ...common,
      id: 'paragraph.up',
      short: say.up,
      icon: ArrowUp,
      effect: up && { kind: 'decide', decision: { kind: 'move-paragraph', paragraph: id, ...up } },
    }),
    onParagraph(here, id, {
      ...common,
      id: 'paragraph.down',
      short: say.down,
      icon: ArrowDown,
      effect: down && { kind: 'decide', decision: { kind: 'move-paragraph', paragraph: id, ...down } },
    }),
    onParagraph(here, id, {
      ...common,
      id: 'paragraph.join',
      short: say.join,
      icon: Merge,
      effect:
        here.text.paragraphs[0]?.id === id
          ? null
          : { kind: 'decide', decision: { kind: 'join-paragraph', paragraph: id } },
    }),
    onParagraph(here, id, {
      ...common,
      id: 'paragraph.split',
      short: say.split,
      icon: Scissors,
      effect:
        caret === null
          ? null
          : {
              kind: 'decide',
              decision: { kind: 'split-paragraph', paragraph: id, after: caret },
            },
    }),
  ]
}

/** The character before the caret, when it stands in base text of the paragraph in focus. */
const caretIn = ({ selection, focus }: TableContext) =>
  selection?.collapsed && selection.paragraph === focus && selection.proposals.length === 0
    ? selection.from
    : null

function form(here: TableContext, { id, status }: RollingParagraph): Action[] {
  const { paragraphMenu: say } = here.m
  return [
    ...(mayNow(here, 'add-paragraph')
      ? [
          onParagraph(here, id, {
            id: 'paragraph.add',
            short: say.add,
            icon: ListPlus,
            group: 'decide',
            places,
            effect: { kind: 'ask', asking: { kind: 'add', after: id } },
          }),
        ]
      : []),
    ...(mayNow(here, 'set-kind')
      ? [
          onParagraph(here, id, {
            id: 'paragraph.form',
            short: say.kind,
            icon: Shapes,
            group: 'decide',
            places,
            effect: isClosed(status) ? null : { kind: 'ask', asking: { kind: 'form', paragraph: id } },
          }),
        ]
      : []),
  ]
}

/** Revisions that the menu of a paragraph offers; all of them can be found by their number. */
const LATEST = 3

/** Before the first, whose number is 0. */
const NONE = -1

/** Back to its wording in a revision, the latest one first. */
function restore(here: TableContext, { id, status, proposed }: RollingParagraph): Action[] {
  if (!mayNow(here, 'restore-paragraph') || proposed) return []
  const last = here.revision ?? NONE
  return Array.from({ length: last + 1 }, (_, back) => last - back).map((revision) =>
    onParagraph(here, id, {
      id: 'paragraph.restore',
      about: `${revision}`,
      short: here.m.paragraphMenu.restore(revision),
      icon: History,
      group: 'decide',
      places: revision > last - LATEST ? places : ['palette'],
      effect: isClosed(status) ? null : { kind: 'ask', asking: { kind: 'restore', paragraph: id, revision } },
    }),
  )
}

/** Anybody may hand on where a paragraph stands. */
export function linkActions(here: TableContext): Action[] {
  const paragraph = paragraphInFocus(here)
  if (!paragraph) return []
  return [
    onParagraph(here, paragraph.id, {
      id: 'paragraph.link',
      short: here.m.paragraphMenu.link,
      icon: Link2,
      group: 'go',
      places,
      effect: { kind: 'copy-link', paragraph: paragraph.id },
    }),
  ]
}
