import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { Stance } from '#app/domain/basics/stance.ts'
import { count } from './common.ts'
import type { About } from './decisions.ts'
import { meetingRefusals, saidInMeetings } from './meeting/meeting.ts'
import type { Names } from './names.ts'
import { discussionRefusals, discussed } from './discussion.ts'

/** How a delegation stands: said of it, as in "Canada reserves". */
export const stances: Record<Stance, { verb: string; name: string }> = {
  supports: { verb: 'supports', name: 'Supports' },
  opposes: { verb: 'opposes', name: 'Opposes' },
  reserves: { verb: 'reserves', name: 'Reserves' },
  flexible: { verb: 'is flexible', name: 'Flexible' },
  'needs-clarification': { verb: 'needs clarification', name: 'Needs clarification' },
  'awaits-instructions': { verb: 'awaits instructions', name: 'Waiting for instructions' },
}

/** "OP 2", or whose proposal. */
const subjectOf = ({ label, by }: About): string => (by.length > 0 ? `Proposal of ${by[0]}` : label)

/** Said in a toast afterwards. */
const said: { [K in Statement['kind']]: (i: Extract<Statement, { kind: K }>, about: About) => string } = {
  'take-position': ({ stance, group }, about) =>
    `${subjectOf(about)}: ${group ?? 'your delegation'} ${stances[stance].verb}`,
  'leave-position': (_, about) => `${subjectOf(about)}: position taken back`,
  ...discussed,
  ...saidInMeetings,
  confirm: ({ proposals }) =>
    count(proposals.length, { one: 'Confirmed as your own', other: '# parts confirmed as your own' }),
  offer: ({ proposals }) =>
    count(proposals.length, { one: '# proposal offered', other: '# proposals offered' }),
  table: ({ proposals }) =>
    count(proposals.length, { one: '# proposal tabled', other: '# proposals tabled' }),
  'let-go': () => 'Taken out of the working copy',
  'set-fallback': ({ text }) => (text === '' ? 'Fallback wording taken away' : 'Fallback wording kept'),
  'send-bridging': (_, { label }) => `Bridging text on ${label} sent`,
  'close-bridging': (_, { label }) => `The bridging text on ${label} waits for nobody any more`,
  'set-focus': ({ paragraph }, { label }) =>
    paragraph === null ? 'The room sees the whole text' : `The room sees ${label}`,
}

export function saySaid(statement: Statement, about: About): string {
  const say = said[statement.kind] as (statement: Statement, about: About) => string
  return say(statement, about)
}

type Own = Exclude<StatementRefusal['kind'], DecisionRefusal['kind']>

/** Why something said at the table is refused, and what to do instead. */
export const floorRefusals: {
  [K in Own]: (refusal: Extract<StatementRefusal, { kind: K }>, names: Names) => string
} = {
  'nothing-to-send': () =>
    'There is no such bridging text to work on any more. It was sent, put to the room or given up.',
  'no-such-subject': () =>
    'This is not there any more. It was withdrawn or decided a moment ago; the text shows where it stands now.',
  ...discussionRefusals,
  ...meetingRefusals,
  'own-proposal': () =>
    'This is your own proposal. Withdraw it if your delegation does not want it any more.',
}
