import { Hourglass } from 'lucide-react'
import { runningItems, type Silence, type SilenceItem } from '#app/domain/meeting/silence.ts'
import type { Action } from '#app/ui/context/action.ts'
import { silenceAt, silencedName } from '#app/ui/context/silences.ts'
import type { Settled, TableContext } from '#app/ui/context/table-context.tsx'
import { mayNow } from '#app/ui/context/make-action.ts'

/** Silence: started, extended and cancelled by the podium, broken by a delegation. */
export function silenceActions(here: TableContext): Action[] {
  return [...start(here), ...breakAny(here), ...breakHere(here), ...keep(here)]
}

function start(here: TableContext): Action[] {
  if (!mayNow(here, 'start-silence')) return []
  const one = (places: Action['places'], paragraph: string | null): Action => ({
    id: 'silence.start',
    said: here.m.meeting.silence.start,
    icon: Hourglass,
    group: 'meeting',
    places,
    effect: { kind: 'ask', asking: { kind: 'start-silence', paragraph } },
  })
  return [one(['meeting'], null), one(['paragraph', 'palette'], here.focus)]
}

const running = ({ floor }: Pick<TableContext, 'floor'>): SilenceOn[] =>
  floor.silences.flatMap((silence) => runningItems(silence).map((item) => ({ silence, item })))

type SilenceOn = { silence: Silence; item: SilenceItem }

/** Where a delegation breaks silence on one thing; null for whoever cannot. */
export function breakAction(here: Settled, { silence, item }: SilenceOn): Action | null {
  if (!mayNow(here, 'break-silence')) return null
  const { names, m } = here
  const { silence: say } = m.meeting
  const isAlone = runningItems(silence).length === 1
  const said = `${say.breakOn(silencedName(item, names, m))}…`
  return {
    id: 'silence.break',
    about: `${silence.id} ${item.subjects[0]}`,
    said,
    short: isAlone ? `${say.break}…` : said,
    group: 'meeting',
    places: ['strip', 'silence', 'palette'],
    effect: { kind: 'ask', asking: { kind: 'break-silence', silence, item } },
  }
}

const breakAny = (here: TableContext): Action[] =>
  running(here).flatMap((one) => breakAction(here, one) ?? [])

/** By its key: on the paragraph in focus, or a proposal in it. */
function breakHere(here: TableContext): Action[] {
  const { focus, floor, m } = here
  const found = focus !== null && mayNow(here, 'break-silence') && silenceAt(floor.silences, focus)
  if (!found) return []
  return [
    {
      id: 'silence.break-here',
      said: m.meeting.silence.break,
      group: 'meeting',
      places: [],
      effect: { kind: 'ask', asking: { kind: 'break-silence', ...found } },
    },
  ]
}

function keep(here: TableContext): Action[] {
  if (!mayNow(here, 'extend-silence')) return []
  const { silence: say } = here.m.meeting
  return [...new Set(running(here).map(({ silence }) => silence))].flatMap((silence) => {
    const on = say.on(runningItems(silence).map((item) => silencedName(item, here.names, here.m)))
    const common = { about: silence.id, group: 'meeting', places: ['strip', 'palette'] } as const
    return [
      {
        ...common,
        id: 'silence.extend',
        said: here.m.palette.on(on, say.extend),
        short: say.extend,
        effect: { kind: 'ask', asking: { kind: 'extend-silence', silence } },
      },
      {
        ...common,
        id: 'silence.cancel',
        said: here.m.palette.on(on, say.cancel),
        short: say.cancel,
        tone: 'ghost',
        effect: { kind: 'ask', asking: { kind: 'cancel-silence', silence } },
      },
    ] satisfies Action[]
  })
}
