import {
  BellDot,
  BookOpen,
  Download,
  GitCompare,
  History,
  LayoutDashboard,
  Lock,
  Milestone,
  PenLine,
  Presentation,
  Printer,
  ScrollText,
  Send,
  Undo2,
  UserRound,
  type LucideIcon,
} from 'lucide-react'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { addressOf, draftPages, type DraftPage } from '#app/ui/shell/draft-pages.ts'
import { mayNow } from '#app/ui/context/make-action.ts'

const icons: Record<DraftPage, LucideIcon> = {
  table: PenLine,
  'working-copy': Lock,
  revisions: BookOpen,
  compare: GitCompare,
  time: History,
  changes: BellDot,
  dashboard: LayoutDashboard,
  meeting: Presentation,
  record: ScrollText,
  transmit: Send,
  road: Milestone,
}

/** The other pages of the draft. */
export const pageActions = ({ draft, me, m }: TableContext): Action[] =>
  draftPages(draft, me)
    .filter((page) => page !== 'table')
    .map((page) => ({
      id: 'page.open',
      about: page,
      said: m.navigation[page],
      icon: icons[page],
      group: 'pages',
      places: ['draft', 'palette'],
      effect: { kind: 'go', to: addressOf(draft.id, page) },
    }))

/** Takes the chair's last decision back. */
export const undoActions = (here: TableContext): Action[] =>
  mayNow(here, 'undo')
    ? [
        {
          id: 'undo',
          said: here.m.table.undo,
          icon: Undo2,
          group: 'decide',
          places: ['draft', 'palette'],
          effect: { kind: 'decide', decision: { kind: 'undo' } },
        },
      ]
    : []

/** The text to keep: as a file, on paper. */
export function fileActions({ draft, m }: TableContext): Action[] {
  const { table: say } = m
  const file = (name: 'rolling' | 'clean', said: string): Action => ({
    id: 'file.word',
    about: name,
    said,
    icon: Download,
    group: 'pages',
    places: ['draft', 'palette'],
    effect: { kind: 'download', to: `/drafts/${draft.id}/revisions/now/${name}.docx` },
  })
  return [
    file('rolling', say.downloadRolling),
    file('clean', say.downloadClean),
    {
      id: 'file.print',
      said: say.print,
      icon: Printer,
      group: 'pages',
      places: ['draft', 'palette'],
      effect: { kind: 'print' },
    },
  ]
}

export const accountActions = ({ m }: TableContext): Action[] => [
  {
    id: 'account',
    said: m.navigation.account,
    icon: UserRound,
    group: 'pages',
    places: ['draft', 'palette'],
    effect: { kind: 'go', to: '/account' },
  },
]
