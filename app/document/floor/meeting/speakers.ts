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
import type { RecordedDetail } from '#app/domain/record/kinds.ts'
import type { FloorEdit, StatementHandler } from '../floor-edit.ts'

export const SPEAKERS = 'speakers'

/** The list as it is kept; one from before there were limits has none. */
export const speakersFrom = (kept: unknown): Speakers => ({ ...noSpeakers, ...(kept as Partial<Speakers>) })
const listOf = (edit: FloorEdit): Speakers => speakersFrom(edit.get(SPEAKERS))

/** Keeps the changed list, and answers what the record keeps. */
function keep<K>(
  edit: FloorEdit,
  changed: Result<Speakers, SpeakersRefusal>,
  kept: K,
): Result<K, SpeakersRefusal> {
  if (!changed.ok) return changed
  edit.set(changed.value, SPEAKERS)
  return accept(kept)
}

export const askFloor: StatementHandler<'ask-floor'> = (edit, statement) => {
  const { delegation } = edit.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  return keep(edit, addSpeaker(listOf(edit), delegation, { at: edit.now, byPodium: false }), statement)
}

export const leaveFloor: StatementHandler<'leave-floor'> = (edit, statement) => {
  const { delegation } = edit.by
  return delegation === null
    ? refuse({ kind: 'not-allowed' })
    : keep(edit, removeSpeaker(listOf(edit), delegation), statement)
}

/** Who had the floor before, for how long, and how long it might have been. */
function spoke(edit: FloorEdit): Pick<RecordedDetail['give-floor'], 'spoke' | 'seconds' | 'limit'> {
  const { speaking, minutes } = listOf(edit)
  if (!speaking) return {}
  const seconds = Math.round((edit.now - speaking.since) / 1000)
  return { spoke: speaking.delegation, seconds, ...(minutes !== null && { limit: minutes * 60 }) }
}

export const giveFloorTo: StatementHandler<'give-floor'> = (edit, statement) =>
  keep(edit, giveFloor(listOf(edit), statement.delegation, edit.now), { ...statement, ...spoke(edit) })

export const endFloorOf: StatementHandler<'end-floor'> = (edit, statement) =>
  keep(edit, endFloor(listOf(edit)), { ...statement, ...spoke(edit) })

export const addSpeakerTo: StatementHandler<'add-speaker'> = (edit, statement) =>
  keep(edit, addSpeaker(listOf(edit), statement.delegation, { at: edit.now, byPodium: true }), statement)

export const removeSpeakerFrom: StatementHandler<'remove-speaker'> = (edit, statement) =>
  keep(edit, removeSpeaker(listOf(edit), statement.delegation), statement)

export const moveSpeakerIn: StatementHandler<'move-speaker'> = (edit, { delegation, to }) =>
  keep(edit, moveSpeaker(listOf(edit), delegation, to), null)

export const setSpeakers: StatementHandler<'set-speakers'> = (edit, statement) =>
  keep(edit, accept({ ...listOf(edit), open: statement.open }), statement)

export const limitSpeakingIn: StatementHandler<'limit-speaking'> = (edit, statement) => {
  const list = listOf(edit)
  return keep(edit, limitSpeaking(list, statement.minutes), { ...statement, before: list.minutes })
}
