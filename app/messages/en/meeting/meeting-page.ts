import { zoneName } from '#app/messages/zone.ts'
import { count, when } from '../common.ts'
import { clockOf } from './clock.ts'

/** The page where the secretariat sets up how a draft meets. */
export const meetingPage = {
  title: 'Meeting',
  lead: 'Who came to the meetings on this draft, and by which clock its deadlines are entered.',
  attendance: {
    title: 'Attendance',
    text: 'Who was connected to the table of this draft, to the minute. Whoever sat in the room without a page of their own is not counted. Times follow the clock of the meeting.',
    meeting: 'Meeting',
    byDay: 'A day',
    day: 'Day',
    show: 'Show',
    csv: 'Table (CSV)',
    empty: 'Nobody has come yet',
    emptyText: 'Once somebody opens the table of this draft, it is kept here.',
    nobody: 'Nobody came then',
    nobodyText: 'Choose another meeting or another day.',
    summary: (delegations: string, people: number) =>
      `${delegations}, ${count(people, { one: '# person', other: '# people' })}`,
    sitsFor: 'Sits for',
    person: 'Person',
    times: 'Times',
    total: 'In all',
    stay: (from: { day: string; time: string }, until: { day: string; time: string }) =>
      from.day === until.day
        ? `${from.time}–${until.time}`
        : `${from.time}–${when.stampDay(until.day)} ${until.time}`,
  },
  zone: {
    title: 'Time zone',
    text: 'The deadlines of silence procedures are entered and shown by this clock. Those that run already keep the clock they were set by.',
    label: 'Time zone of the meeting',
    ofOrgan: (zone: string) => `As the organ: ${zoneName(zone)}`,
    other: 'Another for this draft',
    now: (day: string, time: string, zone: string) =>
      `There it is now ${time} on ${when.day(day)} (${zone}).`,
    set: 'Set the time zone',
    done: (zone: string) => `Deadlines are entered by ${clockOf(zone)} from now on.`,
    unknown: 'The server knows no such time zone. Choose one of the list.',
    frozen: 'The draft was transmitted: nothing is arranged for it any more.',
  },
}
