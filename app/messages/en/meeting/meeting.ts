import type { Deadline } from '#app/domain/meeting/deadline.ts'
import type { MeetingStatement, MeetingRefusal } from '#app/domain/meeting/meeting-statement.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { cityOf } from '#app/messages/zone.ts'
import { clockOf, moment } from './clock.ts'
import { count, list, when } from '../common.ts'
import type { About } from '../decisions.ts'
import type { Names } from '../names.ts'

const ordinals = [
  'First',
  'Second',
  'Third',
  'Fourth',
  'Fifth',
  'Sixth',
  'Seventh',
  'Eighth',
  'Ninth',
  'Tenth',
]
const reading = (number: number): string => `${ordinals[number - 1] ?? `${number}th`} reading`

const left = ({ brackets, proposals }: { brackets: number; proposals: number }): string =>
  list([
    ...(brackets > 0 ? [count(brackets, { one: '# bracket', other: '# brackets' })] : []),
    ...(proposals > 0 ? [count(proposals, { one: '# open proposal', other: '# open proposals' })] : []),
  ])

export const meeting = {
  menu: 'Meeting',
  roomScreen: 'Room screen (new window)',
  remote: 'Remote control',
  showInRoom: 'Show in the room',
  shownInRoom: 'In the room now',
  showOne: (label: string) => `Show ${label} in the room`,
  showAs: (view: string) => `Room: ${view}`,
  sizes: { smaller: 'Smaller text in the room', bigger: 'Bigger text in the room' },
  /** What is done by switching something of the room’s screen. */
  switches: {
    whole: { on: 'Show the text around it in the room', off: 'Show one paragraph alone in the room' },
    speakers: { on: 'Show the speakers in the room', off: 'Show no speakers in the room' },
    blank: { on: 'Blank the room’s screen', off: 'Show the text in the room again' },
  },
  strip: 'The meeting',
  reading: {
    name: reading,
    open: 'Open a reading…',
    openTitle: (number: number) => `Open the ${reading(number).toLowerCase()}`,
    openText:
      'The meeting goes through these paragraphs one by one. What is left on each stands in the record.',
    meeting: 'Meeting',
    meetingHint: 'Such as “Third meeting of the working group”.',
    date: 'Date',
    paragraphs: 'Paragraphs',
    all: 'All',
    none: 'None',
    noneChosen: 'Choose at least one paragraph.',
    meetingNeeded: 'Name the meeting.',
    confirm: 'Open the reading',
    progress: (taken: number, total: number) => `${taken} of ${total} read`,
    next: (label: string) => `next: ${label}`,
    done: 'all read',
    left: (n: number) =>
      count(n, { one: '# paragraph left with open points', other: '# paragraphs left with open points' }),
    takeUp: (label: string) => `${label} is read`,
    takeUpItem: 'Read in this reading',
    close: 'Close the reading…',
    closeTitle: (number: number) => `Close the ${reading(number).toLowerCase()}?`,
    closeText: (taken: number, total: number) =>
      `${taken} of ${total} paragraphs have been read. What was left on each stands in the record.`,
    confirmClose: 'Close the reading',
    leftWith: (points: { brackets: number; proposals: number }) => left(points) || 'nothing left open',
    title: 'Readings',
    held: (meeting: string, date: string) => `${meeting}, ${when.day(date)}`,
    goesOn: 'goes on now',
  },
  silence: {
    name: 'Silence procedure',
    start: 'Silence procedure…',
    startText:
      'The text stands at the deadline unless a delegation breaks silence before it. The server decides at that moment, also when nobody is here.',
    subjects: 'What it is about',
    paragraph: (label: string) => `${label}: agreed ad referendum when silence holds`,
    proposal: (name: string, label: string) => `${name}, ${label}: accepted when silence holds`,
    waitsFor: (n: number) =>
      count(n, {
        one: 'One proposal on it has to be decided first.',
        other: '# proposals on it have to be decided first.',
      }),
    noneChosen: 'Choose at least one paragraph or proposal.',
    date: 'Day',
    time: 'Time',
    zone: 'Time zone of the meeting',
    zoneHint: 'The deadline follows this clock, wherever anybody sits.',
    noSuchTime: 'The clocks of this zone skip this time on that day. Choose another time.',
    twice: 'The clocks show this time twice on that day. The later one counts.',
    past: 'The deadline lies in the past.',
    ends: (deadline: Deadline, from: string) => `Ends ${moment(deadline)}, in ${from}.`,
    confirm: 'Start the silence procedure',
    until: (deadline: Deadline) => `until ${moment(deadline)}`,
    /** Where the reader's clock shows something else; the day only where that differs too. */
    yours: ({ day, time }: Pick<Deadline, 'day' | 'time'>, isSameDay: boolean) =>
      `${isSameDay ? time : `${when.day(day)}, ${time}`} your time`,
    on: (labels: readonly string[]) => `Silence on ${list(labels)}`,
    deciding: 'deciding…',
    break: 'Break silence',
    ofProposal: (label: string, name: string) => `${label} (${name})`,
    breakOn: (label: string) => `Break silence on ${label}`,
    breakTitle: 'Break silence',
    breakText:
      'Silence ends for this at once, and everybody at the table is told that your delegation has broken it.',
    reason: 'Reason',
    reasonHint: 'Everybody sees it, and it stands in the record.',
    extend: 'Extend…',
    extendTitle: 'Extend the deadline',
    confirmExtend: 'Extend the deadline',
    cancel: 'Cancel…',
    cancelTitle: 'Cancel the silence procedure',
    cancelText: 'Nothing follows from it; the text stays as it is.',
    confirmCancel: 'Cancel the silence procedure',
    back: 'Keep it running',
    acts: 'Extend or cancel',
    fates: {
      held: (label: string, isProposal: boolean) =>
        isProposal
          ? `${label}: silence held, proposal accepted`
          : `${label}: silence held, agreed ad referendum`,
      broken: (label: string, name: string, reason: string) =>
        `${label}: silence broken by ${name}${reason ? ` (${reason})` : ''}`,
      notPossible: (label: string, why: string) =>
        `${label}: silence held, and yet it could not stand. ${why}`,
      cancelled: (label: string) => `${label}: cancelled`,
    },
    dismiss: 'Put away',
  },
  speakers: {
    title: 'Speakers’ list',
    open: (n: number) => (n === 0 ? 'Speakers' : `Speakers (${n})`),
    ask: 'Ask for the floor',
    leave: 'Take it back',
    leaveLong: 'Take back the wish to speak',
    waiting: (place: number) => (place === 1 ? 'You are next' : `You are number ${place}`),
    closed: 'The list is closed.',
    closedForNow: 'closed',
    close: 'Close the list',
    reopen: 'Open the list',
    empty: 'Nobody has asked for the floor',
    emptyText: 'Delegations ask with one click; who asked first speaks first.',
    speaking: 'Has the floor',
    giveNext: (name: string) => `Give the floor to ${name}`,
    giveShort: 'Give the floor',
    give: (name: string) => `Give the floor to ${name} now`,
    end: 'Has spoken',
    endOf: (name: string) => `${name} has spoken`,
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    remove: (name: string) => `Take ${name} off the list`,
    closeLong: 'Close the speakers’ list',
    reopenLong: 'Open the speakers’ list again',
    addOne: (name: string) => `Put ${name} on the speakers’ list`,
    add: 'Add a delegation',
    addChoose: 'Choose a delegation…',
    time: {
      ask: 'Time for each speaker…',
      title: 'Time for each speaker',
      minutes: 'Minutes for each speaker',
      hint: 'Empty: no limit. Counts for whoever has the floor too.',
      set: 'Set the time',
      take: 'No time limit for speakers',
      each: (minutes: number) => count(minutes, { one: 'One minute each', other: '# minutes each' }),
      left: (clock: string) => `${clock} left`,
      up: 'Time is up',
      over: (clock: string) => `${clock} over`,
    },
  },
}

/** Said in a toast afterwards. */
export const saidInMeetings: {
  [K in MeetingStatement['kind']]: (i: Extract<MeetingStatement, { kind: K }>, about: About) => string
} = {
  'set-screen': () => 'The room screen has changed',
  'open-reading': () => 'The reading is open',
  'take-up': (_, { label }) => `${label} is read`,
  'close-reading': () => 'The reading is closed',
  'start-silence': ({ deadline }) => `Silence runs until ${moment(deadline)}`,
  'break-silence': () => 'Silence is broken',
  'extend-silence': ({ deadline }) => `Silence runs until ${moment(deadline)}`,
  'cancel-silence': () => 'The silence procedure is cancelled',
  'ask-floor': () => 'You are on the speakers’ list',
  'leave-floor': () => 'You are off the speakers’ list',
  'give-floor': (_, { by }) => `${by[0] ?? ''} has the floor`,
  'end-floor': () => 'The floor is free',
  'add-speaker': (_, { by }) => `${by[0] ?? ''} is on the speakers’ list`,
  'remove-speaker': (_, { by }) => `${by[0] ?? ''} is off the speakers’ list`,
  'move-speaker': (_, { by }) => `${by[0] ?? ''} moved on the speakers’ list`,
  'set-zone': ({ zone }) =>
    zone === null ? 'Deadlines follow the organ’s clock' : `Deadlines follow ${clockOf(zone)}`,
  'limit-speaking': ({ minutes }) =>
    minutes === null
      ? 'Speakers have no time limit'
      : count(minutes, { one: 'Each speaker has one minute', other: 'Each speaker has # minutes' }),
  'set-speakers': ({ open }) => (open ? 'The speakers’ list is open' : 'The speakers’ list is closed'),
}

type Own = Exclude<MeetingRefusal['kind'], DecisionRefusal['kind']>

export const meetingRefusals: {
  [K in Own]: (refusal: Extract<MeetingRefusal, { kind: K }>, names: Names) => string
} = {
  'reading-open': ({ number }) =>
    `The ${reading(number).toLowerCase()} goes on. Close it before the next one is opened.`,
  'no-reading': () => 'No reading is open.',
  'not-in-reading': ({ paragraph }, { paragraph: label }) =>
    `${label(paragraph)} is not part of this reading.`,
  'no-such-silence': () => 'This silence procedure is not there any more.',
  'silence-over': () =>
    'Silence is over here: its deadline has passed, or it was broken or cancelled before.',
  'silence-running': () => 'One of these is under a silence procedure already.',
  'deadline-past': () => 'The deadline lies in the past by the server’s clock. Choose a later one.',
  'deadline-not-later': () => 'The new deadline must be later than the one that runs.',
  'list-closed': () => 'The speakers’ list is closed. Ask the chair.',
  'already-waiting': () => 'This delegation is on the speakers’ list already.',
  'not-waiting': () => 'This delegation is not on the speakers’ list any more.',
  'nobody-speaks': () => 'Nobody has the floor.',
  'cannot-stand': () => 'As the text is now, silence could not make it stand.',
}

/** What the record says of it. */
export const whatsInMeetings: Record<
  Exclude<MeetingStatement['kind'], 'set-screen' | 'move-speaker'> | 'end-silence',
  string
> = {
  'open-reading': 'opened a reading',
  'take-up': 'took a paragraph up in the reading',
  'close-reading': 'closed the reading',
  'start-silence': 'started a silence procedure',
  'break-silence': 'broke silence',
  'extend-silence': 'extended a silence procedure',
  'cancel-silence': 'cancelled a silence procedure',
  'end-silence': 'ended a silence procedure at its deadline',
  'ask-floor': 'asked for the floor',
  'leave-floor': 'took back the wish to speak',
  'give-floor': 'gave the floor',
  'end-floor': 'closed an statement from the floor',
  'add-speaker': 'put a delegation on the speakers’ list',
  'remove-speaker': 'took a delegation off the speakers’ list',
  'set-speakers': 'opened or closed the speakers’ list',
  'limit-speaking': 'set the time for each speaker',
  'set-zone': 'set the time zone of the meeting',
}

/** What entries about meetings say in the record, beside their paragraphs. */
export const recordOfMeetings = {
  meeting: (meeting: string, date: string) => `${meeting}, ${when.day(date)}`,
  reading,
  left: (points: { brackets: number; proposals: number }) => left(points) || 'nothing left open',
  deadline: moment,
  held: (labels: readonly string[]) => `silence held on ${list(labels)}`,
  broken: (labels: readonly string[]) => `broken on ${list(labels)}`,
  notPossible: (labels: readonly string[]) => `could not stand: ${list(labels)}`,
  minutes: (minutes: number | null) =>
    minutes === null ? 'no limit' : count(minutes, { one: 'one minute', other: '# minutes' }),
  spoke: (name: string, seconds: number, limit: number | null) =>
    [
      `${name} spoke for ${when.span(seconds * 1000)}`,
      limit !== null && seconds > limit && `${when.span((seconds - limit) * 1000)} over time`,
    ]
      .filter(Boolean)
      .join(', '),
  zone: (zone: string | null) => (zone === null ? 'that of the organ' : `${cityOf(zone)} (${zone})`),
  openList: (open: boolean) => (open ? 'open' : 'closed'),
}
