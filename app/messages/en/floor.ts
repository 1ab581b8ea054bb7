import type { Intervention, InterventionRefusal } from '#app/domain/intervention.ts'
import type { Stance } from '#app/domain/stance.ts'
import type { About } from './decisions.ts'
import type { Names } from './names.ts'

/** How a delegation stands: said of it, as in "Canada reserves". */
export const stances: Record<Stance, { verb: string; name: string }> = {
  supports: { verb: 'supports', name: 'Supports' },
  opposes: { verb: 'opposes', name: 'Opposes' },
  reserves: { verb: 'reserves', name: 'Reserves' },
  flexible: { verb: 'is flexible', name: 'Flexible' },
  'needs-clarification': { verb: 'needs clarification', name: 'Needs clarification' },
  'awaits-instructions': { verb: 'awaits instructions', name: 'Waiting for instructions' },
}

/** Said in a toast afterwards. */
const said: { [K in Intervention['kind']]: (i: Extract<Intervention, { kind: K }>, about: About) => string } =
  {
    'take-position': ({ stance }, { label }) => `${label}: ${stances[stance].name.toLowerCase()}`,
    'leave-position': (_, { label }) => `${label}: position taken back`,
    'set-focus': ({ paragraph }, { label }) =>
      paragraph === null ? 'The room sees the whole text' : `The room sees ${label}`,
  }

export function saySaid(intervention: Intervention, about: About): string {
  const say = said[intervention.kind] as (intervention: Intervention, about: About) => string
  return say(intervention, about)
}

type Own = Exclude<InterventionRefusal['kind'], 'not-allowed' | 'draft-transmitted'>

/** Why something said at the table is refused, and what to do instead. */
export const floorRefusals: {
  [K in Own]: (refusal: Extract<InterventionRefusal, { kind: K }>, names: Names) => string
} = {
  'no-such-subject': () =>
    'This is not there any more. It was withdrawn or decided a moment ago; the text shows where it stands now.',
  'own-proposal': () =>
    'This is your own proposal. Withdraw it if your delegation does not want it any more.',
}
