import { isNegotiated, type ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import { openReading, progressIn } from '#app/domain/meeting/reading.ts'
import { screenViews, stepFrom } from '#app/domain/meeting/screen.ts'
import type { Messages } from '#app/messages/en.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { NamesHere } from '../shared/names.ts'
import type { TableProps } from '../context/table-props.ts'
import type { MeetingAsking } from '../context/asking.ts'
import { knownSilences, silencedName } from '../context/silences.ts'

/** What happens when one is chosen: it is sent, or asked for first, or a page opens. */
export type MeetingAct = { said: string } & (
  | { kind: 'send'; statement: Statement }
  | { kind: 'ask'; asking: MeetingAsking }
  | { kind: 'open'; what: 'speakers' | 'room' | 'remote' }
)

type Here = Pick<TableProps, 'floor' | 'me' | 'text' | 'focus'> & { names: NamesHere; m: Messages }

/** Everything that somebody who sits here may arrange in the meeting now, in the order of a meeting. */
export function meetingActs(here: Here): MeetingAct[] {
  return [...ofReadings(here), ...ofSilences(here), ...ofSpeakers(here), ...ofTheRoom(here)]
}

const send = (said: string, statement: Statement): MeetingAct => ({ said, kind: 'send', statement })
const ask = (said: string, asking: MeetingAsking): MeetingAct => ({ said, kind: 'ask', asking })

function ofReadings({ floor, me, text, focus, names, m }: Here): MeetingAct[] {
  const { reading: say } = m.meeting
  if (!may(me, 'open-reading')) return []
  const reading = openReading(floor.readings)
  if (!reading) return [ask(say.open, { kind: 'open-reading' })]
  const ids = new Set(text.paragraphs.map(({ id }) => id))
  const { next } = progressIn(reading, (id) => ids.has(id))
  const isHere = focus !== null && reading.paragraphs.includes(focus) && !reading.taken[focus]
  const current = isHere ? focus : next
  return [
    ...(current ? [send(say.takeUp(names.paragraph(current)), { kind: 'take-up', paragraph: current })] : []),
    ask(say.close, { kind: 'close-reading', reading }),
  ]
}

function ofSilences({ floor, me, focus, names, m }: Here): MeetingAct[] {
  const { silence: say } = m.meeting
  const start = may(me, 'start-silence') ? [ask(say.start, { kind: 'start-silence', paragraph: focus })] : []
  if (!may(me, 'break-silence')) return start
  const running = [
    ...new Map(
      [...knownSilences(floor.silences).subjects.values()].map((each) => [each.item, each]),
    ).values(),
  ]
  return [
    ...start,
    ...running.map((each) =>
      ask(`${say.breakOn(silencedName(each.item, names, m))}…`, { kind: 'break-silence', ...each }),
    ),
  ]
}

function ofSpeakers({ floor: { speakers }, me, names, m }: Here): MeetingAct[] {
  const { speakers: say } = m.meeting
  const [next] = speakers.waiting
  const waits = speakers.waiting.some(({ delegation }) => delegation === me.delegation)
  return [
    ...(may(me, 'give-floor') && next
      ? [
          send(say.giveNext(names.delegation(next.delegation)), {
            kind: 'give-floor',
            delegation: next.delegation,
          }),
        ]
      : []),
    ...(may(me, 'end-floor') && speakers.speaking
      ? [send(say.endOf(names.delegation(speakers.speaking.delegation)), { kind: 'end-floor' })]
      : []),
    ...(may(me, 'ask-floor') && (waits || speakers.open)
      ? [send(waits ? say.leaveLong : say.ask, { kind: waits ? 'leave-floor' : 'ask-floor' })]
      : []),
    { said: say.title, kind: 'open', what: 'speakers' },
    ...(may(me, 'limit-speaking')
      ? [ask(say.time.ask, { kind: 'limit-speaking', minutes: speakers.minutes })]
      : []),
    ...(may(me, 'limit-speaking') && speakers.minutes !== null
      ? [send(say.time.take, { kind: 'limit-speaking', minutes: null })]
      : []),
  ]
}

function ofTheRoom({ floor: { screen, focus: shown }, me, text, focus, names, m }: Here): MeetingAct[] {
  const { meeting: say, room, remote } = m
  const open: MeetingAct = { said: say.roomScreen, kind: 'open', what: 'room' }
  if (!may(me, 'set-screen')) return [open]
  const order = text.paragraphs.filter(({ kind }) => isNegotiated(kind)).map(({ id }) => id)
  const show = (paragraph: ParagraphId) =>
    send(say.showOne(names.paragraph(paragraph)), { kind: 'set-focus', paragraph })
  const next = stepFrom(order, shown, 1)
  const paragraphs = new Set([focus, next].flatMap((id) => (id !== null && id !== shown ? [id] : [])))
  return [
    ...[...paragraphs].map(show),
    ...screenViews
      .filter((view) => view !== screen.view)
      .map((view) => send(say.showAs(room.views[view]), { kind: 'set-screen', change: { view } })),
    send(screen.blank ? say.unblank : say.blank, { kind: 'set-screen', change: { blank: !screen.blank } }),
    open,
    { said: remote.title, kind: 'open', what: 'remote' },
  ]
}
