import { Timer, UsersRound } from 'lucide-react'
import { may } from '#app/domain/policy.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { mayNow } from './make.ts'

/** The speakers' list and the time each has. */
export function speakersActions(here: TableContext): Action[] {
  if (here.isCopy) return []
  return [...giveFloor(here), ...askFloor(here), list(here), ...limit(here)]
}

const state = (id: string, said: string, statement: Statement): Action => ({
  id: `speakers.${id}`,
  said,
  group: 'meeting',
  places: ['palette'],
  effect: { kind: 'state', statement },
})

function giveFloor(here: TableContext): Action[] {
  const { floor, names, m } = here
  const { speakers: say } = m.meeting
  const { speaking, waiting } = floor.speakers
  const [next] = waiting
  return [
    ...(mayNow(here, 'give-floor') && next
      ? [
          state('give-next', say.giveNext(names.delegation(next.delegation)), {
            kind: 'give-floor',
            delegation: next.delegation,
          }),
        ]
      : []),
    ...(mayNow(here, 'end-floor') && speaking
      ? [state('end', say.endOf(names.delegation(speaking.delegation)), { kind: 'end-floor' })]
      : []),
  ]
}

function askFloor(here: TableContext): Action[] {
  const { floor, me, m } = here
  const { speakers: say } = m.meeting
  const { waiting, open } = floor.speakers
  if (!mayNow(here, 'ask-floor')) return []
  const waits = waiting.some(({ delegation }) => delegation === me.delegation)
  return [
    {
      id: 'speakers.ask',
      said: waits ? say.leaveLong : say.ask,
      short: waits ? say.leave : say.ask,
      icon: UsersRound,
      group: 'meeting',
      places: ['meeting', 'palette'],
      effect:
        waits || open ? { kind: 'state', statement: { kind: waits ? 'leave-floor' : 'ask-floor' } } : null,
    },
  ]
}

const list = ({ m }: TableContext): Action => ({
  id: 'speakers.list',
  said: m.meeting.speakers.title,
  icon: UsersRound,
  group: 'meeting',
  places: ['meeting', 'palette'],
  effect: { kind: 'open', panel: 'speakers' },
})

function limit(here: TableContext): Action[] {
  if (here.isFrozen || !may(here.me, 'limit-speaking')) return []
  const { time: say } = here.m.meeting.speakers
  const { minutes } = here.floor.speakers
  return [
    {
      id: 'speakers.limit',
      said: say.ask,
      icon: Timer,
      group: 'meeting',
      places: ['meeting', 'palette'],
      effect: { kind: 'ask', asking: { kind: 'limit-speaking', minutes } },
    },
    ...(minutes === null ? [] : [state('no-limit', say.take, { kind: 'limit-speaking', minutes: null })]),
  ]
}
