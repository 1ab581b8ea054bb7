import type { Floor } from '#app/domain/floor/floor.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import { defaultScreen, type Screen } from '#app/domain/meeting/screen.ts'
import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
import type { Layers } from '#app/document/model/layers.ts'
import type { StatementHandler } from '../floor-edit.ts'
import { floorKey, floorOf } from '#app/document/model/floor-keys.ts'
import { READING, beginReadingOf, closeReadingOf, takeUpParagraph } from './readings.ts'
import { SCREEN, setScreen } from './screen.ts'
import { silencesIn } from './silence-end.ts'
import { breakSilenceOn, cancelSilenceOf, extendSilenceTo, startSilence } from './silences.ts'
import {
  SPEAKERS,
  addSpeakerTo,
  askFloor,
  endFloorOf,
  giveFloorTo,
  leaveFloor,
  limitSpeakingIn,
  moveSpeakerIn,
  removeSpeakerFrom,
  setSpeakers,
  speakersFrom,
} from './speakers.ts'
import { ZONE, setZone } from './zone.ts'

/** How what is arranged in a meeting is carried out. */
export const meetingHandlers: {
  [K in MeetingStatement['kind']]: StatementHandler<K>
} = {
  'set-screen': setScreen,
  'open-reading': beginReadingOf,
  'take-up': takeUpParagraph,
  'close-reading': closeReadingOf,
  'start-silence': startSilence,
  'break-silence': breakSilenceOn,
  'extend-silence': extendSilenceTo,
  'cancel-silence': cancelSilenceOf,
  'ask-floor': askFloor,
  'leave-floor': leaveFloor,
  'give-floor': giveFloorTo,
  'end-floor': endFloorOf,
  'add-speaker': addSpeakerTo,
  'remove-speaker': removeSpeakerFrom,
  'move-speaker': moveSpeakerIn,
  'set-speakers': setSpeakers,
  'limit-speaking': limitSpeakingIn,
  'set-zone': setZone,
}

type Meeting = Pick<Floor, 'screen' | 'readings' | 'silences' | 'speakers' | 'zone'>

/** What the floor keeps of the meeting. */
export function meetingIn({ doc }: Layers): Meeting {
  const floor = floorOf(doc)
  const readings: Reading[] = []
  floor.forEach((value, key) => {
    if (key.startsWith(`${READING} `)) readings.push(value as Reading)
  })
  readings.sort((a, b) => a.number - b.number)
  return {
    readings,
    silences: silencesIn(doc),
    screen: (floor.get(floorKey(SCREEN)) as Screen | undefined) ?? defaultScreen,
    speakers: speakersFrom(floor.get(floorKey(SPEAKERS))),
    zone: (floor.get(floorKey(ZONE)) as string | undefined) ?? null,
  }
}
