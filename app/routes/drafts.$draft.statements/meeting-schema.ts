import { z } from 'zod'
import { deadlineOn, isTime } from '#app/domain/meeting/deadline.ts'
import { isIsoDate } from '#app/domain/basics/date.ts'
import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
import { screenViews, zoomLimits } from '#app/domain/meeting/screen.ts'
import { speakingTimes } from '#app/domain/meeting/speakers.ts'
import { isZone, offsetIn } from '#app/messages/zone.ts'

const id = z.string().min(1).max(200).regex(/^\S+$/)
const delegation = z.string().regex(/^[A-Z]{3}$/)
const reason = z.string().max(2_000)
const day = z.string().refine(isIsoDate)
const zone = z.string().max(100).refine(isZone)

/** Day, time and offset as the zone has them by the tables of this server: no browser is believed. */
const deadline = z
  .strictObject({
    day,
    time: z.string().refine(isTime),
    zone,
    offset: z.number().int(),
  })
  .refine(({ day, time, zone, offset }) => {
    const found = isZone(zone) ? deadlineOn({ day, time, zone }, offsetIn(zone)) : null
    return found?.ok === true && found.value.deadline.offset === offset
  })

const kinds = {
  'set-screen': z.strictObject({
    kind: z.literal('set-screen'),
    change: z.strictObject({
      view: z.enum(screenViews).optional(),
      zoom: z.number().min(zoomLimits.least).max(zoomLimits.most).optional(),
      whole: z.boolean().optional(),
      blank: z.boolean().optional(),
      speakers: z.boolean().optional(),
    }),
  }),
  'open-reading': z.strictObject({
    kind: z.literal('open-reading'),
    meeting: z.string().trim().min(1).max(300),
    date: day,
    paragraphs: z.array(id).min(1).max(2_000),
  }),
  'take-up': z.strictObject({ kind: z.literal('take-up'), paragraph: id }),
  'close-reading': z.strictObject({ kind: z.literal('close-reading') }),
  'start-silence': z.strictObject({
    kind: z.literal('start-silence'),
    subjects: z.array(id).min(1).max(500),
    deadline,
  }),
  'break-silence': z.strictObject({
    kind: z.literal('break-silence'),
    silence: id,
    subject: id,
    reason: reason.optional(),
  }),
  'extend-silence': z.strictObject({ kind: z.literal('extend-silence'), silence: id, deadline, reason }),
  'cancel-silence': z.strictObject({ kind: z.literal('cancel-silence'), silence: id, reason }),
  'ask-floor': z.strictObject({ kind: z.literal('ask-floor') }),
  'leave-floor': z.strictObject({ kind: z.literal('leave-floor') }),
  'give-floor': z.strictObject({ kind: z.literal('give-floor'), delegation }),
  'end-floor': z.strictObject({ kind: z.literal('end-floor') }),
  'add-speaker': z.strictObject({ kind: z.literal('add-speaker'), delegation }),
  'remove-speaker': z.strictObject({ kind: z.literal('remove-speaker'), delegation }),
  'move-speaker': z.strictObject({
    kind: z.literal('move-speaker'),
    delegation,
    to: z.number().int().min(0).max(500),
  }),
  'set-speakers': z.strictObject({ kind: z.literal('set-speakers'), open: z.boolean() }),
  'limit-speaking': z.strictObject({
    kind: z.literal('limit-speaking'),
    minutes: z.number().int().min(speakingTimes.least).max(speakingTimes.most).nullable(),
  }),
  'set-zone': z.strictObject({ kind: z.literal('set-zone'), zone: zone.nullable() }),
} satisfies { [K in MeetingStatement['kind']]: z.ZodType<Extract<MeetingStatement, { kind: K }>> }

/** What is arranged in a meeting, nothing missing and nothing more. */
export const meetingSchemas = [
  kinds['set-screen'],
  kinds['open-reading'],
  kinds['take-up'],
  kinds['close-reading'],
  kinds['start-silence'],
  kinds['break-silence'],
  kinds['extend-silence'],
  kinds['cancel-silence'],
  kinds['ask-floor'],
  kinds['leave-floor'],
  kinds['give-floor'],
  kinds['end-floor'],
  kinds['add-speaker'],
  kinds['remove-speaker'],
  kinds['move-speaker'],
  kinds['set-speakers'],
  kinds['limit-speaking'],
  kinds['set-zone'],
] as const
