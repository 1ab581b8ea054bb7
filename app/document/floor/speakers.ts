import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
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
import type { FloorEdit, Recorded, StatementResult } from './floor-edit.ts'

type Of<K extends MeetingStatement['kind']> = Extract<MeetingStatement, { kind: K }>

export const SPEAKERS = 'speakers'

/** The list as it is kept; one from before there were limits has none. */
export const speakersFrom = (kept: unknown): Speakers => ({ ...noSpeakers, ...(kept as Partial<Speakers>) })
const listOf = (edit: FloorEdit): Speakers => speakersFrom(edit.get(SPEAKERS))

function keep(
  edit: FloorEdit,
  changed: Result<Speakers, SpeakersRefusal>,
  noted: Recorded | null = null,
): StatementResult {
  if (!changed.ok) return changed
  edit.set(changed.value, SPEAKERS)
  return accept(noted)
}

export function askFloor(edit: FloorEdit): StatementResult {
  const { delegation } = edit.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  return keep(edit, addSpeaker(listOf(edit), delegation, { at: edit.now, byPodium: false }))
}

export function leaveFloor(edit: FloorEdit): StatementResult {
  const { delegation } = edit.by
  return delegation === null
    ? refuse({ kind: 'not-allowed' })
    : keep(edit, removeSpeaker(listOf(edit), delegation))
}

/** Who had the floor before, for how long, and how long it might have been. */
function spoke(edit: FloorEdit): Recorded | null {
  const { speaking, minutes } = listOf(edit)
  if (!speaking) return null
  const seconds = Math.round((edit.now - speaking.since) / 1000)
  return { spoke: speaking.delegation, seconds, ...(minutes !== null && { limit: minutes * 60 }) }
}

export const giveFloorTo = (edit: FloorEdit, { delegation }: Of<'give-floor'>): StatementResult =>
  keep(edit, giveFloor(listOf(edit), delegation, edit.now), spoke(edit))

export const endFloorOf = (edit: FloorEdit): StatementResult =>
  keep(edit, endFloor(listOf(edit)), spoke(edit))

export const addSpeakerTo = (edit: FloorEdit, { delegation }: Of<'add-speaker'>): StatementResult =>
  keep(edit, addSpeaker(listOf(edit), delegation, { at: edit.now, byPodium: true }))

export const removeSpeakerFrom = (edit: FloorEdit, { delegation }: Of<'remove-speaker'>): StatementResult =>
  keep(edit, removeSpeaker(listOf(edit), delegation))

export const moveSpeakerIn = (edit: FloorEdit, { delegation, to }: Of<'move-speaker'>): StatementResult =>
  keep(edit, moveSpeaker(listOf(edit), delegation, to))

export const setSpeakers = (edit: FloorEdit, { open }: Of<'set-speakers'>): StatementResult =>
  keep(edit, accept({ ...listOf(edit), open }))

export function limitSpeakingIn(edit: FloorEdit, { minutes }: Of<'limit-speaking'>): StatementResult {
  const list = listOf(edit)
  return keep(edit, limitSpeaking(list, minutes), { before: list.minutes })
}
