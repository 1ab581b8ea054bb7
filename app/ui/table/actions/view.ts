import { Keyboard, Search } from 'lucide-react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import { hasProposals } from '#app/domain/text/proposal.ts'
import { textOf } from '#app/domain/text/view.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'

const views = ['rolling', 'clean', 'base'] as const

/** How the text is shown, and what is opened beside it. */
export function viewActions(here: TableContext): Action[] {
  const { m, behalf, isTransmitted } = here
  const open = (id: string, said: string, panel: 'agreed-language' | 'behalf' | 'keys'): Action => ({
    id: `open.${id}`,
    said,
    group: 'show',
    places: ['palette'],
    effect: { kind: 'open', panel },
  })
  return [
    { ...open('agreed-language', m.agreedLanguage.open, 'agreed-language'), icon: Search },
    ...views.map((kind): Action => ({
      id: `view.${kind}`,
      said: m.palette.view(m.table.views.names[kind]),
      group: 'show',
      places: ['palette'],
      effect: { kind: 'show', view: { kind } },
    })),
    ...(behalf !== undefined && !isTransmitted ? [open('behalf', m.behalf.title, 'behalf')] : []),
    { ...open('keys', m.keys.title, 'keys'), icon: Keyboard, places: ['palette', 'draft'] },
    { ...open('palette', m.palette.title, 'keys'), places: [], effect: { kind: 'open', panel: 'palette' } },
    ...decisions(here),
  ]
}

/** The chair's menu at the paragraph in focus, by its key. */
const decisions = ({ m, me, isTransmitted, isCopy, focus }: TableContext): Action[] =>
  isTransmitted || isCopy || focus === null || !may(me, 'add-paragraph')
    ? []
    : [
        {
          id: 'open.decisions',
          said: m.paragraphMenu.title(''),
          group: 'decide',
          places: [],
          effect: { kind: 'open', panel: 'decisions' },
        },
      ]

/** Letters of a paragraph by which it is told from others. */
const BEGINNING = 80

/** To any paragraph; and by keys to the next one on which something is proposed, and the one before. */
export function goActions(here: TableContext): Action[] {
  const { text, names } = here
  return [
    ...text.paragraphs.map((paragraph): Action => {
      const words = textOf(paragraph, { kind: 'clean' }).slice(0, BEGINNING)
      return {
        id: 'go.paragraph',
        about: paragraph.id,
        said: names.paragraph(paragraph.id),
        keywords: [words],
        group: 'go',
        places: ['palette'],
        effect: { kind: 'focus', paragraph: paragraph.id },
      }
    }),
    ...stepActions(here),
  ]
}

export function stepActions({ m, text, focus }: TableContext): Action[] {
  const now = focus === null ? -1 : text.paragraphs.findIndex(({ id }) => id === focus)
  const places = text.paragraphs.flatMap((paragraph, at) =>
    hasProposals(paragraph) ? [{ id: paragraph.id, at }] : [],
  )
  const step = (id: string, said: string, to: ParagraphId | undefined): Action[] =>
    to === undefined
      ? []
      : [{ id, said, group: 'go', places: ['palette'], effect: { kind: 'focus', paragraph: to } }]
  return [
    ...step('go.next', m.keys.of['go.next'], places.find(({ at }) => at > now)?.id),
    ...step('go.previous', m.keys.of['go.previous'], places.findLast(({ at }) => at < now)?.id),
  ]
}
