import { describe, expect, test } from 'vitest'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
import { statementSchema, type PostedStatement } from './schema.ts'

/** One of each kind; a new kind does not compile until it is here. */
const whole: {
  [K in Exclude<PostedStatement, MeetingStatement>['kind']]: Extract<Statement, { kind: K }>
} = {
  'take-position': {
    kind: 'take-position',
    subjects: ['CAN:1', 'CAN:2'],
    stance: 'reserves',
    note: 'ad ref',
  },
  'leave-position': { kind: 'leave-position', subjects: ['p1'], group: 'CARICOM' },
  dissociate: { kind: 'dissociate', subjects: ['p1'], group: 'CARICOM' },
  associate: { kind: 'associate', subjects: ['p1'], group: 'CARICOM' },
  'set-group': {
    kind: 'set-group',
    code: 'CARICOM',
    name: 'Caribbean Community',
    members: ['JAM', 'BRB'],
    speaker: 'JAM',
  },
  'drop-group': { kind: 'drop-group', code: 'CARICOM' },
  'set-rationale': { kind: 'set-rationale', subjects: ['CAN:1'], text: 'It says the same in less.' },
  comment: {
    kind: 'comment',
    about: { kind: 'words', paragraph: 'p1', from: '7:1', to: '7:9' },
    text: '@Canada?',
    mentions: [{ kind: 'delegation', code: 'CAN', name: 'Canada' }],
  },
  reply: { kind: 'reply', thread: 't1', text: 'Yes.', mentions: [] },
  'resolve-thread': { kind: 'resolve-thread', thread: 't1' },
  'reopen-thread': { kind: 'reopen-thread', thread: 't1' },
  confirm: { kind: 'confirm', proposals: ['MEX:1'] },
  'send-bridging': { kind: 'send-bridging', paragraph: 'p1', to: ['MEX'] },
  'close-bridging': { kind: 'close-bridging', paragraph: 'p1' },
  'set-focus': { kind: 'set-focus', paragraph: null },
}

describe('an statement', () => {
  test.each(Object.entries(whole))('%s passes as it is', (_, said) => {
    expect(statementSchema.parse(said)).toEqual(said)
  })
  test.each<[string, unknown]>([
    ['of an unknown kind', { kind: 'shout' }],
    ['with something more', { ...whole['set-focus'], by: 'CAN' }],
    ['on no subject', { ...whole['leave-position'], subjects: [] }],
    ['on a subject with a blank in its id', { ...whole['leave-position'], subjects: ['CAN:1 p1'] }],
    ['of an unknown stance', { ...whole['take-position'], stance: 'shrugs' }],
    ['that calls upon a person', { ...whole.reply, mentions: [{ kind: 'person', user: 'u1', name: 'Ana' }] }],
    [
      'on a character that is none',
      { ...whole.comment, about: { kind: 'words', paragraph: 'p1', from: 'a', to: 'b' } },
    ],
    ['that is nothing', null],
  ])('%s is refused', (_, given) => expect(statementSchema.safeParse(given).success).toBe(false))
})
