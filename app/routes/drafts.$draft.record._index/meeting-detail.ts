import type { Deadline } from '#app/domain/meeting/deadline.ts'
import type { Left } from '#app/domain/meeting/reading.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { Messages } from '#app/messages/en.ts'

type Detail = RecordEntry['detail']

/** What was arranged in a meeting: its name, the reading and what was left, the deadline and what came of it. */
export function arrangedIn(
  { meeting, date, number, reading, left, deadline, held, broken, notPossible, zone, ...detail }: Detail,
  nameOf: (delegation: string) => string,
  m: Messages,
): (string | false)[] {
  const say = m.recordOfMeetings
  return [
    typeof reading === 'string' && typeof number === 'number' && say.reading(number),
    typeof meeting === 'string' && typeof date === 'string' && say.meeting(meeting, date),
    isLeft(left) && say.left(left),
    isDeadline(deadline) && say.deadline(deadline),
    ...said(held, say.held),
    ...said(notPossible, say.notPossible),
    ...(Array.isArray(broken) ? said(broken, say.broken) : []),
    zone !== undefined && say.zone(typeof zone === 'string' ? zone : null),
    ...spokenIn(detail, nameOf, m),
  ]
}

/** Whose turn it was, who spoke before and for how long, the time that each has from now on. */
function spokenIn(
  { delegation, spoke, seconds, limit, minutes }: Detail,
  nameOf: (delegation: string) => string,
  { recordOfMeetings: say }: Messages,
): (string | false)[] {
  return [
    typeof delegation === 'string' && nameOf(delegation),
    minutes !== undefined && say.minutes(typeof minutes === 'number' ? minutes : null),
    typeof spoke === 'string' &&
      typeof seconds === 'number' &&
      say.spoke(nameOf(spoke), seconds, typeof limit === 'number' ? limit : null),
  ]
}

const isLeft = (value: unknown): value is Left =>
  typeof value === 'object' && value !== null && 'brackets' in value && 'proposals' in value

const isDeadline = (value: unknown): value is Deadline =>
  typeof value === 'object' && value !== null && 'day' in value && 'zone' in value && 'offset' in value

/** The numbers that things under silence had, in a sentence; nothing when there are none. */
function said(items: unknown, say: (labels: readonly string[]) => string): string[] {
  const labels = (Array.isArray(items) ? items : []).flatMap((item: unknown) =>
    typeof item === 'object' && item !== null && 'label' in item ? [String(item.label)] : [],
  )
  return labels.length > 0 ? [say([...new Set(labels)])] : []
}
