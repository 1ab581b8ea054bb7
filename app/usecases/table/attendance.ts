import type { Actor } from '#app/domain/basics/actor.ts'
import {
  GAP,
  attendedIn,
  seatedAt,
  within,
  type Attended,
  type Seated,
} from '#app/domain/meeting/attendance.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { may } from '#app/domain/policy.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** A meeting to list the attendance of: a reading by its number, or what was held between two moments. */
export type AskedMeeting = { reading: number } | { from: number; until: number }

export type AttendanceList = {
  header: DraftHeader
  /** The first first. */
  readings: readonly Reading[]
  /** From the first moment that is known to the last; null while nobody has come. */
  span: { from: number; until: number } | null
  /** The stretch of time that is listed, in ms since epoch. */
  listed: { from: number; until: number }
  attended: Attended[]
}

/** Who attended a meeting on a draft, by name and with times. A reading that goes on is listed up to now. */
export async function readAttendance(
  ports: Pick<Ports, 'drafts' | 'rooms' | 'attendance' | 'clock'>,
  actor: Actor,
  id: DraftId,
  askedOf: (readings: readonly Reading[], span: AttendanceList['span']) => AskedMeeting,
): Promise<Result<AttendanceList, PageRefusal>> {
  const found = await findDraft(ports, actor, id, 'see-attendance')
  if (!found.ok) return found
  const [{ readings }, span] = await Promise.all([ports.rooms.readFloor(id), ports.attendance.span(id)])
  const listed = stretchOf(askedOf(readings, span), readings, ports.clock.now())
  const stays = await ports.attendance.between(id, listed.from, listed.until)
  return accept({
    header: found.value,
    readings,
    span,
    listed,
    attended: attendedIn(within(stays, listed.from, listed.until)),
  })
}

function stretchOf(asked: AskedMeeting, readings: readonly Reading[], now: number) {
  if (!('reading' in asked)) return asked
  const reading = readings.find(({ number }) => number === asked.reading)
  return reading ? { from: reading.openedAt, until: reading.closedAt ?? now } : { from: now, until: now }
}

/**
 * Who sat at the table at a moment, with their names for those who see the record. Null for a moment before anything
 * was kept, and for whoever may not know.
 */
export async function whoSat(
  ports: Pick<Ports, 'attendance'>,
  actor: Actor,
  draft: DraftId,
  moment: number,
): Promise<Seated | null> {
  return (await whoSatAt(ports, actor, draft, [moment]))(moment)
}

/** {@link whoSat} for some moments. */
export async function whoSatAt(
  { attendance }: Pick<Ports, 'attendance'>,
  actor: Actor,
  draft: DraftId,
  moments: readonly number[],
): Promise<(moment: number) => Seated | null> {
  if (!may(actor, 'see-who-sat') || moments.length === 0) return () => null
  const [first, last] = [Math.min(...moments), Math.max(...moments)]
  const [stays, span] = await Promise.all([
    attendance.between(draft, first - GAP, last),
    attendance.span(draft),
  ])
  const withNames = may(actor, 'see-record')
  return (moment) => {
    if (span === null || moment < span.from) return null
    const seated = seatedAt(stays, moment)
    return withNames ? seated : nameless(seated)
  }
}

function nameless(seated: Seated): Seated {
  const without = <T extends { names: string[] }>(present: T): T => ({ ...present, names: [] })
  return {
    ...seated,
    delegations: seated.delegations.map(without),
    offices: seated.offices.map(without),
  }
}
