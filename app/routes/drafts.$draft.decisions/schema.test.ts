import { describe, expect, test } from 'vitest'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { decisionSchema, type PostedDecision } from './schema.ts'

const paragraph = {
  kind: 'operative',
  level: 0,
  number: null,
  text: 'To urge',
  status: 'open',
  statusDate: null,
} as const

/** One of each kind; a new kind does not compile until it is here. */
const whole: { [K in PostedDecision['kind']]: Extract<Decision, { kind: K }> } = {
  accept: { kind: 'accept', proposals: ['MEX:1'] },
  decline: { kind: 'decline', proposals: ['MEX:1', 'MEX:2'], reason: 'no consensus' },
  'bracket-proposal': { kind: 'bracket-proposal', proposals: ['MEX:1'], attributed: true },
  'bracket-passage': {
    kind: 'bracket-passage',
    paragraph: 'p1',
    from: '1:0',
    to: '1:4',
    attribution: ['MEX'],
  },
  'pick-alternative': { kind: 'pick-alternative', open: '1:0', choice: 1 },
  'accept-alternative': {
    kind: 'accept-alternative',
    proposals: ['MEX:1'],
    open: '1:0',
    choice: 1,
    picked: 'should',
  },
  'merge-alternatives': { kind: 'merge-alternatives', open: '1:0' },
  consolidate: {
    kind: 'consolidate',
    paragraph: 'p1',
    seen: 'abc123',
    choices: [
      { kind: 'take', proposals: ['MEX:1'] },
      { kind: 'bracket', proposals: ['CAN:1', 'JAM:1'], keepsBase: true },
      { kind: 'decline', proposals: ['BRA:1'] },
    ],
  },
  'put-bridging': {
    kind: 'put-bridging',
    paragraph: 'p1',
    seen: 'abc123',
    text: 'To invite',
    as: 'proposal',
  },
  unbracket: { kind: 'unbracket', open: '1:0' },
  'mark-literal': { kind: 'mark-literal', open: '1:0', literal: true },
  'apply-chair-words': { kind: 'apply-chair-words' },
  'add-paragraph': { kind: 'add-paragraph', after: null, paragraph },
  fill: { kind: 'fill', paragraphs: [paragraph] },
  'remove-paragraph': { kind: 'remove-paragraph', paragraph: 'p1' },
  'move-paragraph': { kind: 'move-paragraph', paragraph: 'p1', after: 'p2' },
  'split-paragraph': { kind: 'split-paragraph', paragraph: 'p1', after: '1:3' },
  'join-paragraph': { kind: 'join-paragraph', paragraph: 'p1' },
  'set-kind': { kind: 'set-kind', paragraph: 'p1', paragraphKind: 'subparagraph', level: 1 },
  'set-status': { kind: 'set-status', paragraph: 'p1', status: 'agreed', date: '2024-04-09' },
  'restore-paragraph': { kind: 'restore-paragraph', paragraph: 'p1', revision: 2 },
  'issue-revision': {
    kind: 'issue-revision',
    symbol: 'CAM/doc.1/24 rev. 1',
    date: '2024-04-09',
    renumber: false,
  },
  transmit: { kind: 'transmit', revision: 2, to: 'CIDI', symbol: 'CIDI/doc.9/24', date: '2024-04-09' },
  undo: { kind: 'undo' },
}

describe('a decision', () => {
  test.each(Object.entries(whole))('%s passes as it is', (_, decision) => {
    expect(decisionSchema.parse(decision)).toEqual(decision)
  })
  test.each<[string, unknown]>([
    ['without a kind', {}],
    ['of an unknown kind', { kind: 'erase' }],
    ['with something more', { kind: 'undo', force: true }],
    ['on no proposal', { kind: 'accept', proposals: [] }],
    ['on a proposal without an id', { kind: 'accept', proposals: [''] }],
    ['on a day that does not exist', { ...whole['set-status'], date: '2024-02-30' }],
    ['without a day', { ...whole['set-status'], date: '' }],
    ['that withdraws by status', { ...whole['set-status'], status: 'withdrawn' }],
    ['of a negative revision', { ...whole.transmit, revision: -1 }],
    ['with an empty symbol', { ...whole['issue-revision'], symbol: '  ' }],
    [
      'that passes a text on',
      { kind: 'pass-on', transmission: 't1', to: 'GA', symbol: 'AG/doc.5/24', date: '2024-06-01' },
    ],
    ['that is a list', [whole.undo]],
    ['that is nothing', null],
  ])('%s is refused', (_, given) => expect(decisionSchema.safeParse(given).success).toBe(false))
})
