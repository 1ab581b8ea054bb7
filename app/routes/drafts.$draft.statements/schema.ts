import { z } from 'zod'
import type { Handing, Statement } from '#app/domain/floor/statement.ts'
import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
import { stances } from '#app/domain/basics/stance.ts'
import { meetingSchemas } from './meeting-schema.ts'

const id = z.string().min(1).max(200).regex(/^\S+$/)
const subjects = z.array(id).min(1).max(100)
const note = z.string().max(2_000).optional()
/** Much more than is taken: what is too long is refused in words, not here. */
const text = z.string().max(50_000)
const group = z.string().min(1).max(40).regex(/^\S+$/)
const delegation = z.string().min(1).max(20).regex(/^\S+$/)
const paragraph = id
const character = z.string().regex(/^\d{1,16}:\d{1,16}$/)
const mentions = z
  .array(
    z.strictObject({ kind: z.literal('delegation'), code: delegation, name: z.string().min(1).max(200) }),
  )
  .max(100)
const about = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), paragraph }),
  z.strictObject({ kind: z.literal('proposal'), paragraph, proposals: subjects }),
  z.strictObject({ kind: z.literal('words'), paragraph, from: character, to: character }),
])

/** What comes in at this door; what goes between a working copy and the table has a page of its own. */
export type PostedStatement = Exclude<Statement, Handing>

const kinds = {
  'take-position': z.strictObject({
    kind: z.literal('take-position'),
    subjects,
    stance: z.enum(stances),
    note,
    group: group.optional(),
  }),
  'leave-position': z.strictObject({
    kind: z.literal('leave-position'),
    subjects,
    group: group.optional(),
  }),
  dissociate: z.strictObject({ kind: z.literal('dissociate'), subjects, group }),
  associate: z.strictObject({ kind: z.literal('associate'), subjects, group }),
  'set-group': z.strictObject({
    kind: z.literal('set-group'),
    code: z.string().max(200),
    name: z.string().max(2_000),
    members: z.array(delegation).max(200),
    speaker: z.string().max(20),
  }),
  'drop-group': z.strictObject({ kind: z.literal('drop-group'), code: group }),
  'set-rationale': z.strictObject({ kind: z.literal('set-rationale'), subjects, text }),
  comment: z.strictObject({ kind: z.literal('comment'), about, text, mentions }),
  reply: z.strictObject({ kind: z.literal('reply'), thread: id, text, mentions }),
  'resolve-thread': z.strictObject({ kind: z.literal('resolve-thread'), thread: id }),
  'reopen-thread': z.strictObject({ kind: z.literal('reopen-thread'), thread: id }),
  confirm: z.strictObject({ kind: z.literal('confirm'), proposals: subjects }),
  'send-bridging': z.strictObject({
    kind: z.literal('send-bridging'),
    paragraph: id,
    to: z.array(id).min(1).max(100),
  }),
  'close-bridging': z.strictObject({ kind: z.literal('close-bridging'), paragraph: id }),
  'set-focus': z.strictObject({ kind: z.literal('set-focus'), paragraph: id.nullable() }),
} satisfies {
  [K in Exclude<PostedStatement, MeetingStatement>['kind']]: z.ZodType<Extract<Statement, { kind: K }>>
}

/** What comes in at this door, nothing missing and nothing more. */
export const statementSchema: z.ZodType<PostedStatement> = z.discriminatedUnion('kind', [
  kinds['take-position'],
  kinds['leave-position'],
  kinds.dissociate,
  kinds.associate,
  kinds['set-group'],
  kinds['drop-group'],
  kinds['set-rationale'],
  kinds.comment,
  kinds.reply,
  kinds['resolve-thread'],
  kinds['reopen-thread'],
  kinds['send-bridging'],
  kinds['close-bridging'],
  kinds['set-focus'],
  kinds.confirm,
  ...meetingSchemas,
])
