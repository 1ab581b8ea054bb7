import { describe, expect, test } from 'vitest'
import { refuse, type Result } from '../basics/result.ts'
import {
  addSpeaker,
  endFloor,
  giveFloor,
  limitSpeaking,
  moveSpeaker,
  noSpeakers,
  removeSpeaker,
  speakingTimeLeft,
  type Speakers,
  type SpeakersRefusal,
} from './speakers.ts'

const waiting = (...delegations: string[]): Speakers => ({
  ...noSpeakers,
  waiting: delegations.map((delegation, at) => ({ delegation, at })),
})
const speaking = (delegation: string, list: Speakers): Speakers => ({
  ...list,
  speaking: { delegation, since: 1 },
})
const closed = (list: Speakers): Speakers => ({ ...list, open: false })

/** `MEX > CAN, BRA`: who speaks, and who waits. */
const write = (given: Result<Speakers, SpeakersRefusal>) =>
  given.ok
    ? `${given.value.speaking?.delegation ?? '–'} > ${given.value.waiting.map(({ delegation }) => delegation).join(', ')}`
    : given.refusal.kind

const asks = { at: 9, byPodium: false }
const podium = { at: 9, byPodium: true }

describe('the time of a speaker', () => {
  const at = 1_700_000_000_000
  const has = (minutes: number | null, since: number | null): Speakers => ({
    ...noSpeakers,
    minutes,
    speaking: since === null ? null : { delegation: 'MEX', since },
  })
  test.each<[string, Speakers, number | null]>([
    ['is none without a limit', has(null, at), null],
    ['is none without a speaker', has(3, null), null],
    ['begins when the floor is given', has(3, at), 180_000],
    ['runs', has(3, at - 60_000), 120_000],
    ['goes on beyond the limit', has(1, at - 90_000), -30_000],
  ])('%s', (_, list, left) => expect(speakingTimeLeft(list, at)).toBe(left))

  test('is changed for whoever has the floor, too', () => {
    const changed = limitSpeaking(has(1, at - 90_000), 2)
    expect(changed.ok && speakingTimeLeft(changed.value, at)).toBe(30_000)
  })
  test('stays the same for the next one', () => {
    const given = giveFloor(has(3, at - 60_000), 'CAN', at)
    expect(given.ok && speakingTimeLeft(given.value, at)).toBe(180_000)
  })
})

describe('the list of speakers', () => {
  test.each<[string, Result<Speakers, SpeakersRefusal>, string]>([
    ['puts whoever asks at its end', addSpeaker(waiting('MEX'), 'CAN', asks), '– > MEX, CAN'],
    ['has nobody twice', addSpeaker(waiting('MEX'), 'MEX', asks), 'already-waiting'],
    ['takes the one who speaks once more', addSpeaker(speaking('MEX', waiting()), 'MEX', asks), 'MEX > MEX'],
    ['takes nobody when it is closed', addSpeaker(closed(waiting()), 'CAN', asks), 'list-closed'],
    ['takes whom the podium adds when it is closed', addSpeaker(closed(waiting()), 'CAN', podium), '– > CAN'],
    ['lets one go who takes it back', removeSpeaker(waiting('MEX', 'CAN'), 'MEX'), '– > CAN'],
    ['lets nobody go who is not on it', removeSpeaker(waiting('MEX'), 'CAN'), 'not-waiting'],
    ['gives the floor to the next', giveFloor(waiting('MEX', 'CAN'), 'MEX', 5), 'MEX > CAN'],
    ['gives it out of turn', giveFloor(waiting('MEX', 'CAN'), 'CAN', 5), 'CAN > MEX'],
    ['gives it to one who has not asked', giveFloor(waiting('MEX'), 'BRA', 5), 'BRA > MEX'],
    ['takes it from whoever had it', giveFloor(speaking('BRA', waiting('MEX')), 'MEX', 5), 'MEX > '],
    ['knows when one has spoken', endFloor(speaking('BRA', waiting('MEX'))), '– > MEX'],
    ['ends nothing when nobody speaks', endFloor(waiting('MEX')), 'nobody-speaks'],
    ['moves one up', moveSpeaker(waiting('MEX', 'CAN', 'BRA'), 'BRA', 0), '– > BRA, MEX, CAN'],
    [
      'moves one to the end at most',
      moveSpeaker(waiting('MEX', 'CAN', 'BRA'), 'MEX', 9),
      '– > CAN, BRA, MEX',
    ],
    ['moves nobody who is not on it', moveSpeaker(waiting('MEX'), 'BRA', 0), 'not-waiting'],
  ])('%s', (_, given, expected) => expect(write(given)).toBe(expected))

  test('refuses by value', () => expect(endFloor(noSpeakers)).toEqual(refuse({ kind: 'nobody-speaks' })))
})
