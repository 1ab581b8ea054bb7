import type { DelegationCode } from '../basics/actor.ts'
import { accept, refuse, type Result } from '../basics/result.ts'

/** Who has asked for the floor, in the order in which it will be given. */
export type Speakers = {
  /** Whether one may still ask. */
  open: boolean
  speaking: { delegation: DelegationCode; /** ms since epoch */ since: number } | null
  waiting: readonly Waiting[]
  /** Minutes that each speaker has; null without a limit. */
  minutes: number | null
}
export type Waiting = {
  delegation: DelegationCode
  /** ms since epoch */
  at: number
}

export type SpeakersRefusal =
  | { kind: 'list-closed' }
  | { kind: 'already-waiting'; delegation: DelegationCode }
  | { kind: 'not-waiting'; delegation: DelegationCode }
  | { kind: 'nobody-speaks' }

export const noSpeakers: Speakers = { open: true, speaking: null, waiting: [], minutes: null }

/** Minutes that the podium may give to each speaker. */
export const speakingTimes = { least: 1, most: 60 }

type Changed = Result<Speakers, SpeakersRefusal>
const isWaiting = ({ waiting }: Speakers, delegation: DelegationCode): boolean =>
  waiting.some((each) => each.delegation === delegation)

/** Puts a delegation at the end of the list. The podium may, also after the list was closed. */
export function addSpeaker(
  list: Speakers,
  delegation: DelegationCode,
  { at, byPodium }: { at: number; byPodium: boolean },
): Changed {
  if (!list.open && !byPodium) return refuse({ kind: 'list-closed' })
  if (isWaiting(list, delegation)) return refuse({ kind: 'already-waiting', delegation })
  return accept({ ...list, waiting: [...list.waiting, { delegation, at }] })
}

export function removeSpeaker(list: Speakers, delegation: DelegationCode): Changed {
  if (!isWaiting(list, delegation)) return refuse({ kind: 'not-waiting', delegation })
  return accept({ ...list, waiting: list.waiting.filter((each) => each.delegation !== delegation) })
}

/** Gives the floor to a delegation; whoever had it has spoken. One that was waiting waits no more. */
export function giveFloor(list: Speakers, delegation: DelegationCode, now: number): Changed {
  return accept({
    ...list,
    speaking: { delegation, since: now },
    waiting: list.waiting.filter((each) => each.delegation !== delegation),
  })
}

export function endFloor(list: Speakers): Changed {
  return list.speaking ? accept({ ...list, speaking: null }) : refuse({ kind: 'nobody-speaks' })
}

/** Moves a delegation so that it stands at this place, 0 being next. */
export function moveSpeaker(list: Speakers, delegation: DelegationCode, to: number): Changed {
  const moved = list.waiting.find((each) => each.delegation === delegation)
  if (!moved) return refuse({ kind: 'not-waiting', delegation })
  const others = list.waiting.filter((each) => each !== moved)
  const at = Math.min(others.length, Math.max(0, to))
  return accept({ ...list, waiting: [...others.slice(0, at), moved, ...others.slice(at)] })
}

/** Gives every speaker so many minutes, whoever has the floor too; null takes the limit away. */
export const limitSpeaking = (list: Speakers, minutes: number | null): Changed => accept({ ...list, minutes })

/** ms that whoever has the floor has left, negative beyond the limit; null without a speaker or a limit. */
export const speakingTimeLeft = ({ speaking, minutes }: Speakers, now: number): number | null =>
  speaking === null || minutes === null ? null : speaking.since + minutes * 60_000 - now
