import {
  ChevronLeft,
  ChevronRight,
  Minus,
  MonitorOff,
  MonitorPlay,
  MonitorUp,
  Plus,
  Smartphone,
  TableProperties,
  UsersRound,
  WholeWord,
  type LucideIcon,
} from 'lucide-react'
import { isNegotiated, type ParagraphId } from '#app/domain/basics/paragraph.ts'
import { screenViews, stepFrom, zoomLimits, type Screen } from '#app/domain/meeting/screen.ts'
import { may } from '#app/domain/policy.ts'
import type { Action, Effect, Place } from '#app/ui/context/action.ts'
import { mayNow } from '#app/ui/context/make-action.ts'
import type { MeetingContext } from '#app/ui/context/table-context.tsx'

/** What the screen of the room shows. */
export function screenActions(here: MeetingContext): Action[] {
  if (here.isCopy) return []
  return [...paragraphs(here), ...sight(here), ...windows(here)]
}

type Part = { id: string; said: string; effect: Effect | null; places: readonly Place[] } & Partial<Action>

const screen = ({ id, ...part }: Part): Action => ({ id: `screen.${id}`, group: 'meeting', ...part })

const show = (paragraph: ParagraphId | null): Effect => ({
  kind: 'state',
  statement: { kind: 'set-focus', paragraph },
})

/** Which paragraph is shown. */
function paragraphs(here: MeetingContext): Action[] {
  if (!mayNow(here, 'set-focus')) return []
  const { floor, text } = here
  const order = text.paragraphs.filter(({ kind }) => isNegotiated(kind)).map(({ id }) => id)
  const to = (by: number) => {
    const next = stepFrom(order, floor.focus, by)
    return next === floor.focus ? null : next
  }
  const [previous, next] = [to(-1), to(1)]
  return [showHere(here), ...showAny(here, order, next), ...steps(here, previous, next)]
}

/** Its key also clears the screen's focus, when no paragraph is in focus here. */
function showHere({ floor, focus, m }: MeetingContext): Action {
  const isShown = focus !== null && floor.focus === focus
  return screen({
    id: 'show-here',
    said: isShown ? m.meeting.shownInRoom : m.meeting.showInRoom,
    icon: MonitorPlay,
    places: focus === null ? [] : ['paragraph'],
    effect: isShown ? null : show(focus),
  })
}

/** Those first that are most likely to be asked for. */
const showAny = (
  { floor, focus, names, m }: MeetingContext,
  order: readonly ParagraphId[],
  next: ParagraphId | null,
): Action[] =>
  [...new Set([focus, next, ...order])].flatMap((id) =>
    id === null
      ? []
      : [
          screen({
            id: 'show',
            about: id,
            said: m.meeting.showOne(names.paragraph(id)),
            places: ['palette', 'remote'],
            isOn: id === floor.focus,
            effect: id === floor.focus ? null : show(id),
          }),
        ],
  )

function steps(
  { m, names }: MeetingContext,
  previous: ParagraphId | null,
  next: ParagraphId | null,
): Action[] {
  const step = (id: string, short: string, icon: LucideIcon, to: ParagraphId | null): Action =>
    screen({
      ...{ id, short, icon },
      said: to === null ? short : m.meeting.showOne(names.paragraph(to)),
      places: ['remote'],
      effect: to === null ? null : show(to),
    })
  return [
    step('previous', m.remote.previous, ChevronLeft, previous),
    step('next', m.remote.next, ChevronRight, next),
  ]
}

const change = (change: Partial<Screen>): Effect => ({
  kind: 'state',
  statement: { kind: 'set-screen', change },
})

/** How it is shown: the view, the size, and what else stands on the screen. */
function sight(here: MeetingContext): Action[] {
  if (!mayNow(here, 'set-screen')) return []
  return [...views(here), ...sizes(here), ...switches(here)]
}

const views = ({ m, floor }: MeetingContext): Action[] =>
  screenViews.map((view) =>
    screen({
      id: 'view',
      about: view,
      said: m.meeting.showAs(m.room.views[view]),
      short: m.room.views[view],
      places: view === floor.screen.view ? ['remote'] : ['palette', 'remote'],
      isOn: view === floor.screen.view,
      effect: change({ view }),
    }),
  )

function sizes({ m, floor }: MeetingContext): Action[] {
  const { zoom } = floor.screen
  const size = (id: 'smaller' | 'bigger', icon: LucideIcon, by: number, isLast: boolean): Action =>
    screen({
      ...{ id, icon },
      said: m.meeting.sizes[id],
      short: m.remote[id],
      places: ['palette', 'remote'],
      effect: isLast ? null : change({ zoom: zoom + by }),
    })
  return [
    size('smaller', Minus, -1, zoom <= zoomLimits.least),
    size('bigger', Plus, 1, zoom >= zoomLimits.most),
  ]
}

function switches({ m, floor }: MeetingContext): Action[] {
  const one = (id: 'whole' | 'speakers' | 'blank', icon: LucideIcon): Action => {
    const isOn = floor.screen[id]
    return screen({
      ...{ id, icon, isOn },
      said: m.meeting.switches[id][isOn ? 'off' : 'on'],
      short: m.remote[id],
      places: ['palette', 'remote'],
      effect: change({ [id]: !isOn }),
    })
  }
  return [one('whole', WholeWord), one('speakers', UsersRound), one('blank', MonitorOff)]
}

function windows({ m, me, draft }: MeetingContext): Action[] {
  const to = `/drafts/${draft.id}`
  return [
    screen({
      id: 'open',
      said: m.meeting.roomScreen,
      icon: MonitorUp,
      places: ['meeting', 'palette', 'remote'],
      effect: { kind: 'window', to: `${to}/room` },
    }),
    ...(may(me, 'set-screen')
      ? [
          screen({
            id: 'remote',
            said: m.remote.title,
            icon: Smartphone,
            places: ['meeting', 'palette'],
            effect: { kind: 'go', to: `${to}/remote` },
          }),
          screen({
            id: 'table',
            said: m.remote.toTable,
            icon: TableProperties,
            places: ['remote'],
            effect: { kind: 'go', to },
          }),
        ]
      : []),
  ]
}
