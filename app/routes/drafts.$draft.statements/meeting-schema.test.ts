import { describe, expect, test } from 'vitest'
import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
import { statementSchema } from './schema.ts'

const deadline = { day: '2025-03-04', time: '18:00', zone: 'America/New_York', offset: -300 }

/** One of each kind; a new kind does not compile until it is here. */
const whole: { [K in MeetingStatement['kind']]: Extract<MeetingStatement, { kind: K }> } = {
  'set-screen': { kind: 'set-screen', change: { view: 'bracketed', zoom: 2 } },
  'open-reading': { kind: 'open-reading', meeting: 'Third meeting', date: '2025-03-04', paragraphs: ['p1'] },
  'take-up': { kind: 'take-up', paragraph: 'p1' },
  'close-reading': { kind: 'close-reading' },
  'start-silence': { kind: 'start-silence', subjects: ['p1', 'MEX:1'], deadline },
  'break-silence': { kind: 'break-silence', silence: 's1', subject: 'p1', reason: 'instructions' },
  'extend-silence': { kind: 'extend-silence', silence: 's1', deadline, reason: 'asked for' },
  'cancel-silence': { kind: 'cancel-silence', silence: 's1', reason: 'agreed in the room' },
  'ask-floor': { kind: 'ask-floor' },
  'leave-floor': { kind: 'leave-floor' },
  'give-floor': { kind: 'give-floor', delegation: 'CAN' },
  'end-floor': { kind: 'end-floor' },
  'add-speaker': { kind: 'add-speaker', delegation: 'CAN' },
  'remove-speaker': { kind: 'remove-speaker', delegation: 'CAN' },
  'move-speaker': { kind: 'move-speaker', delegation: 'CAN', to: 0 },
  'set-speakers': { kind: 'set-speakers', open: false },
  'limit-speaking': { kind: 'limit-speaking', minutes: 3 },
  'set-zone': { kind: 'set-zone', zone: 'America/Panama' },
}
const start = whole['start-silence']

describe('what is arranged in a meeting', () => {
  test.each(Object.entries(whole))('%s passes as it is', (_, said) => {
    expect(statementSchema.parse(said)).toEqual(said)
  })
  test.each<[string, unknown]>([
    ['a screen with something more', { kind: 'set-screen', change: { title: 'x' } }],
    ['a view that is none', { kind: 'set-screen', change: { view: 'upside-down' } }],
    ['a reading of nothing', { ...whole['open-reading'], paragraphs: [] }],
    ['a reading in a meeting without a name', { ...whole['open-reading'], meeting: ' ' }],
    ['a reading on a day that is none', { ...whole['open-reading'], date: '2025-02-30' }],
    ['silence on nothing', { ...start, subjects: [] }],
    ['a deadline at a time that is none', { ...start, deadline: { ...deadline, time: '25:00' } }],
    ['a deadline in a zone that is none', { ...start, deadline: { ...deadline, zone: 'Mars/Olympus' } }],
    [
      'a deadline with an offset that its zone has not then',
      { ...start, deadline: { ...deadline, offset: -240 } },
    ],
    [
      'a deadline in an hour that the clocks skip',
      { ...start, deadline: { ...deadline, day: '2025-03-09', time: '02:30' } },
    ],
    [
      'a deadline at the earlier of two moments called the same',
      { ...start, deadline: { ...deadline, day: '2025-11-02', time: '01:30', offset: -240 } },
    ],
    ['a meeting in a zone that is none', { kind: 'set-zone', zone: 'Mars/Olympus' }],
    ['a meeting by an offset', { kind: 'set-zone', zone: '-05:00' }],
    ['no time at all for each speaker', { kind: 'limit-speaking', minutes: 0 }],
    ['half a minute for each speaker', { kind: 'limit-speaking', minutes: 0.5 }],
    ['a day for each speaker', { kind: 'limit-speaking', minutes: 1440 }],
    ['the floor for nobody', { kind: 'give-floor', delegation: '' }],
  ])('%s is refused', (_, given) => expect(statementSchema.safeParse(given).success).toBe(false))
})
