import type { MeetingIntervention } from '#app/domain/meeting/meeting-statement.ts'
import { accept, refuse } from '#app/domain/basics/result.ts'
import {
  addSpeaker,
  endFloor,
  giveFloor,
  limitSpeaking,
  moveSpeaker,
  noSpeakers,
  removeSpeaker,
  type Speakers,
  type SpeakersRefusal,
} from '#app/domain/meeting/speakers.ts'
import type { Result } from '#app/domain/basics/result.ts'
import type { FloorHand, Noted, Said } from './floor-edit.ts'

type Of<K extends MeetingIntervention['kind']> = Extract<MeetingIntervention, { kind: K }>

export const SPEAKERS = 'speakers'

/** The list as it is kept; one from before there were limits has none. */
export const speakersFrom = (kept: unknown): Speakers => ({ ...noSpeakers, ...(kept as Partial<Speakers>) })
const listOf = (hand: FloorHand): Speakers => speakersFrom(hand.get(SPEAKERS))

function keep(hand: FloorHand, changed: Result<Speakers, SpeakersRefusal>, noted: Noted | null = null): Said {
  if (!changed.ok) return changed
  hand.set(changed.value, SPEAKERS)
  return accept(noted)
}

export function askFloor(hand: FloorHand): Said {
  const { delegation } = hand.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  return keep(hand, addSpeaker(listOf(hand), delegation, { at: hand.now, byPodium: false }))
}

export function leaveFloor(hand: FloorHand): Said {
  const { delegation } = hand.by
  return delegation === null
    ? refuse({ kind: 'not-allowed' })
    : keep(hand, removeSpeaker(listOf(hand), delegation))
}

/** Who had the floor before, for how long, and how long it might have been. */
function spoke(hand: FloorHand): Noted | null {
  const { speaking, minutes } = listOf(hand)
  if (!speaking) return null
  const seconds = Math.round((hand.now - speaking.since) / 1000)
  return { spoke: speaking.delegation, seconds, ...(minutes !== null && { limit: minutes * 60 }) }
}

export const giveFloorTo = (hand: FloorHand, { delegation }: Of<'give-floor'>): Said =>
  keep(hand, giveFloor(listOf(hand), delegation, hand.now), spoke(hand))

export const endFloorOf = (hand: FloorHand): Said => keep(hand, endFloor(listOf(hand)), spoke(hand))

export const addSpeakerTo = (hand: FloorHand, { delegation }: Of<'add-speaker'>): Said =>
  keep(hand, addSpeaker(listOf(hand), delegation, { at: hand.now, byPodium: true }))

export const removeSpeakerFrom = (hand: FloorHand, { delegation }: Of<'remove-speaker'>): Said =>
  keep(hand, removeSpeaker(listOf(hand), delegation))

export const moveSpeakerIn = (hand: FloorHand, { delegation, to }: Of<'move-speaker'>): Said =>
  keep(hand, moveSpeaker(listOf(hand), delegation, to))

export const setSpeakers = (hand: FloorHand, { open }: Of<'set-speakers'>): Said =>
  keep(hand, accept({ ...listOf(hand), open }))

export function limitSpeakingIn(hand: FloorHand, { minutes }: Of<'limit-speaking'>): Said {
  const list = listOf(hand)
  return keep(hand, limitSpeaking(list, minutes), { before: list.minutes })
}
