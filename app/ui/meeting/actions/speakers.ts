import { ArrowDown, ArrowUp, Timer, UsersRound, X } from 'lucide-react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import { byName } from '#app/messages/by-name.ts'
import type { Action, Effect, Place } from '#app/ui/context/action.ts'
import { mayNow } from '#app/ui/context/make-action.ts'
import type { MeetingContext } from '#app/ui/context/table-context.tsx'

/** The speakers' list and the time each has. */
export function speakersActions(here: MeetingContext): Action[] {
  if (here.isCopy) return []
  return [
    ...nextAndEnd(here),
    ...askFloor(here),
    list(here),
    ...here.floor.speakers.waiting.flatMap((_, at) => onWaiting(here, at)),
    ...addAny(here),
    ...openOrClose(here),
    ...limit(here),
  ]
}

type Part = { id: string; said: string; effect: Effect | null; places: readonly Place[] } & Partial<Action>

const one = ({ id, ...part }: Part): Action => ({ id: `speakers.${id}`, group: 'meeting', ...part })

const state = (statement: Statement): Effect => ({ kind: 'state', statement })

/** Gives the next one the floor, and ends who has it. */
function nextAndEnd(here: MeetingContext): Action[] {
  const { floor, names, m } = here
  const { speakers: say } = m.meeting
  const { speaking, waiting } = floor.speakers
  const [next] = waiting
  return [
    ...(mayNow(here, 'give-floor') && next
      ? [
          one({
            id: 'give-next',
            said: say.giveNext(names.delegation(next.delegation)),
            places: ['palette', 'remote'],
            effect: state({ kind: 'give-floor', delegation: next.delegation }),
          }),
        ]
      : []),
    ...(mayNow(here, 'end-floor') && speaking
      ? [
          one({
            id: 'end',
            said: say.endOf(names.delegation(speaking.delegation)),
            short: say.end,
            places: ['palette', 'speakers'],
            effect: state({ kind: 'end-floor' }),
          }),
        ]
      : []),
  ]
}

function askFloor(here: MeetingContext): Action[] {
  const { floor, me, m } = here
  const { speakers: say } = m.meeting
  const { waiting, open } = floor.speakers
  if (!mayNow(here, 'ask-floor')) return []
  const waits = waiting.some(({ delegation }) => delegation === me.delegation)
  const places = ['meeting', 'palette', 'speakers'] as const
  if (waits)
    return [
      one({
        ...{ id: 'ask', said: say.leaveLong, short: say.leave, icon: UsersRound, places },
        effect: state({ kind: 'leave-floor' }),
      }),
    ]
  return [
    one({
      ...{ id: 'ask', said: say.ask, icon: UsersRound, places, tone: 'primary' },
      effect: open ? state({ kind: 'ask-floor' }) : null,
    }),
  ]
}

const list = ({ m }: MeetingContext): Action =>
  one({
    id: 'list',
    said: m.meeting.speakers.title,
    icon: UsersRound,
    places: ['meeting', 'palette'],
    effect: { kind: 'open', panel: 'speakers' },
  })

/** What the podium can do about one who waits. */
function onWaiting(here: MeetingContext, at: number): Action[] {
  const { floor, names, m } = here
  const { speakers: say } = m.meeting
  const { waiting } = floor.speakers
  const { delegation } = waiting[at]!
  const name = names.delegation(delegation)
  const common = { about: delegation, places: ['palette', 'speakers'] } as const
  const move = (to: number): Effect | null =>
    to in waiting ? state({ kind: 'move-speaker', delegation, to }) : null
  return [
    ...(mayNow(here, 'move-speaker')
      ? [
          one({ ...common, id: 'up', said: say.up(name), icon: ArrowUp, effect: move(at - 1) }),
          one({ ...common, id: 'down', said: say.down(name), icon: ArrowDown, effect: move(at + 1) }),
        ]
      : []),
    ...(mayNow(here, 'remove-speaker')
      ? [
          one({
            ...{ ...common, id: 'remove', said: say.remove(name), icon: X },
            effect: state({ kind: 'remove-speaker', delegation }),
          }),
        ]
      : []),
    ...(mayNow(here, 'give-floor') ? [giveFloor(here, delegation, at === 0)] : []),
  ]
}

/** The palette already has the next one. */
const giveFloor = ({ names, m }: MeetingContext, delegation: DelegationCode, isNext: boolean): Action =>
  one({
    id: 'give',
    about: delegation,
    said: m.meeting.speakers.give(names.delegation(delegation)),
    short: m.meeting.speakers.giveShort,
    places: isNext ? ['speakers'] : ['palette', 'speakers'],
    ...(isNext && { tone: 'primary' }),
    effect: state({ kind: 'give-floor', delegation }),
  })

/** Puts on the list whoever is not on it. */
function addAny(here: MeetingContext): Action[] {
  if (!mayNow(here, 'add-speaker')) return []
  const { floor, delegations, m } = here
  const waiting = new Set(floor.speakers.waiting.map(({ delegation }) => delegation))
  return delegations
    .filter(({ code }) => !waiting.has(code))
    .sort(byName(m.language))
    .map(({ code, name }) =>
      one({
        id: 'add',
        about: code,
        said: m.meeting.speakers.addOne(name),
        short: name,
        places: ['palette', 'speakers'],
        effect: state({ kind: 'add-speaker', delegation: code }),
      }),
    )
}

function openOrClose(here: MeetingContext): Action[] {
  if (!mayNow(here, 'set-speakers')) return []
  const { speakers: say } = here.m.meeting
  const { open } = here.floor.speakers
  return [
    one({
      id: 'open',
      said: open ? say.closeLong : say.reopenLong,
      short: open ? say.close : say.reopen,
      places: ['palette', 'speakers'],
      effect: state({ kind: 'set-speakers', open: !open }),
    }),
  ]
}

function limit(here: MeetingContext): Action[] {
  if (!mayNow(here, 'limit-speaking')) return []
  const { time: say } = here.m.meeting.speakers
  const { minutes } = here.floor.speakers
  return [
    one({
      id: 'limit',
      said: say.ask,
      icon: Timer,
      places: ['meeting', 'palette'],
      effect: { kind: 'ask', asking: { kind: 'limit-speaking', minutes } },
    }),
    ...(minutes === null
      ? []
      : [
          one({
            id: 'no-limit',
            said: say.take,
            places: ['palette'],
            effect: state({ kind: 'limit-speaking', minutes: null }),
          }),
        ]),
  ]
}
