import { MonitorPlay, MonitorUp, Smartphone } from 'lucide-react'
import { isNegotiated, type ParagraphId } from '#app/domain/basics/paragraph.ts'
import { screenViews, stepFrom } from '#app/domain/meeting/screen.ts'
import { may } from '#app/domain/policy.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { mayNow } from './make.ts'

/** What the screen of the room shows. */
export function screenActions(here: TableContext): Action[] {
  if (here.isCopy) return []
  return [...focusOfRoom(here), ...sight(here), ...windows(here)]
}

const state = (id: string, said: string, statement: Statement): Action => ({
  id: `screen.${id}`,
  said,
  group: 'meeting',
  places: ['palette'],
  effect: { kind: 'state', statement },
})

function focusOfRoom(here: TableContext): Action[] {
  if (!mayNow(here, 'set-focus')) return []
  const { floor, focus, text, names, m } = here
  const { meeting: say } = m
  const shown = floor.focus
  const order = text.paragraphs.filter(({ kind }) => isNegotiated(kind)).map(({ id }) => id)
  const next = stepFrom(order, shown, 1)
  const show = (paragraph: ParagraphId | null): Statement => ({ kind: 'set-focus', paragraph })
  return [
    // Its key also clears the screen's focus, when no paragraph is in focus here.
    {
      id: 'screen.show-here',
      said: focus !== null && shown === focus ? say.shownInRoom : say.showInRoom,
      icon: MonitorPlay,
      group: 'meeting',
      places: focus === null ? [] : ['paragraph'],
      effect: focus !== null && shown === focus ? null : { kind: 'state', statement: show(focus) },
    },
    ...[...new Set([focus, next])].flatMap((id) =>
      id === null || id === shown
        ? []
        : [{ ...state('show', say.showOne(names.paragraph(id)), show(id)), about: id }],
    ),
  ]
}

function sight(here: TableContext): Action[] {
  if (!mayNow(here, 'set-screen')) return []
  const { m, floor } = here
  const { meeting: say, room } = m
  const { screen } = floor
  return [
    ...screenViews
      .filter((view) => view !== screen.view)
      .map((view) => ({
        ...state('view', say.showAs(room.views[view]), { kind: 'set-screen', change: { view } }),
        about: view,
      })),
    state('blank', screen.blank ? say.unblank : say.blank, {
      kind: 'set-screen',
      change: { blank: !screen.blank },
    }),
  ]
}

function windows({ m, me, draft }: TableContext): Action[] {
  const common = { group: 'meeting', places: ['meeting', 'palette'] } as const
  return [
    {
      ...common,
      id: 'screen.open',
      said: m.meeting.roomScreen,
      icon: MonitorUp,
      effect: { kind: 'window', to: `/drafts/${draft.id}/room` },
    },
    ...(may(me, 'set-screen')
      ? [
          {
            ...common,
            id: 'screen.remote',
            said: m.remote.title,
            icon: Smartphone,
            effect: { kind: 'go', to: `/drafts/${draft.id}/remote` },
          } satisfies Action,
        ]
      : []),
  ]
}
