import { describe, expect, test } from 'vitest'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import { catalogues, messagesIn } from './catalogue.ts'
import { counting } from './plural.ts'
import { times } from './time.ts'

const names = { paragraph: () => 'OP 2', proposer: () => 'Mexico' }

/** One of each; a new refusal does not compile until it is here. */
const refusals: { [K in Refusal['kind']]: Extract<Refusal, { kind: K }> } = {
  'not-allowed': { kind: 'not-allowed' },
  'no-such-proposal': { kind: 'no-such-proposal', proposal: 'MEX:1' },
  'no-such-paragraph': { kind: 'no-such-paragraph', paragraph: 'p1' },
  'no-such-passage': { kind: 'no-such-passage' },
  'no-such-bracket': { kind: 'no-such-bracket' },
  'paragraph-closed': { kind: 'paragraph-closed', paragraph: 'p1' },
  'proposals-pending': { kind: 'proposals-pending', paragraph: 'p1', count: 2 },
  'brackets-pending': { kind: 'brackets-pending', paragraph: 'p1', count: 1 },
  'paragraph-not-agreed': { kind: 'paragraph-not-agreed', paragraph: 'p1' },
  'accept-parent-first': { kind: 'accept-parent-first', proposal: 'JAM:1', parent: 'MEX:1' },
  'nothing-before': { kind: 'nothing-before', paragraph: 'p1' },
  'reason-needed': { kind: 'reason-needed' },
  'draft-not-empty': { kind: 'draft-not-empty' },
  'draft-empty': { kind: 'draft-empty' },
  'draft-transmitted': { kind: 'draft-transmitted' },
  'text-too-long': { kind: 'text-too-long', limit: 20_000 },
  'too-many-brackets': { kind: 'too-many-brackets', limit: 1_000, deep: false },
  'too-many-passages': { kind: 'too-many-passages', limit: 100 },
  'illegal-status': { kind: 'illegal-status', from: 'open', to: 'withdrawn' },
  'not-in-revision': { kind: 'not-in-revision', paragraph: 'p1', revision: 3 },
  'no-such-revision': { kind: 'no-such-revision', revision: 3 },
  'changed-since-revision': { kind: 'changed-since-revision', revision: 3 },
  'not-next-organ': { kind: 'not-next-organ', to: 'AG' },
  'symbol-taken': { kind: 'symbol-taken', symbol: 'AG/doc.1/24' },
  'no-such-subject': { kind: 'no-such-subject', subject: 'MEX:1' },
  'own-proposal': { kind: 'own-proposal' },
  'reading-open': { kind: 'reading-open', number: 2 },
  'no-reading': { kind: 'no-reading' },
  'not-in-reading': { kind: 'not-in-reading', paragraph: 'p1' },
  'no-such-silence': { kind: 'no-such-silence' },
  'silence-over': { kind: 'silence-over' },
  'silence-running': { kind: 'silence-running', subject: 'p1' },
  'deadline-past': { kind: 'deadline-past' },
  'deadline-not-later': { kind: 'deadline-not-later' },
  'list-closed': { kind: 'list-closed' },
  'already-waiting': { kind: 'already-waiting', delegation: 'CAN' },
  'not-waiting': { kind: 'not-waiting', delegation: 'CAN' },
  'nobody-speaks': { kind: 'nobody-speaks' },
  'cannot-stand': { kind: 'cannot-stand', because: { kind: 'proposals-pending', paragraph: 'p1', count: 2 } },
  'not-your-proposal': { kind: 'not-your-proposal' },
  'note-too-long': { kind: 'note-too-long', limit: 300 },
  'rationale-too-long': { kind: 'rationale-too-long', limit: 600 },
  'no-such-group': { kind: 'no-such-group', group: 'CARICOM' },
  'not-the-speaker': { kind: 'not-the-speaker', group: 'CARICOM' },
  'not-a-member': { kind: 'not-a-member', group: 'CARICOM' },
  'group-code-wrong': { kind: 'group-code-wrong' },
  'group-name-wrong': { kind: 'group-name-wrong', limit: 120 },
  'group-too-small': { kind: 'group-too-small' },
  'speaker-not-a-member': { kind: 'speaker-not-a-member' },
  'too-many-groups': { kind: 'too-many-groups', limit: 40 },
  'nothing-said': { kind: 'nothing-said' },
  'comment-too-long': { kind: 'comment-too-long', limit: 4_000 },
  'nothing-to-comment-on': { kind: 'nothing-to-comment-on' },
  'no-such-thread': { kind: 'no-such-thread' },
  'too-many-comments': { kind: 'too-many-comments', limit: 300 },
  'not-your-thread': { kind: 'not-your-thread' },
  'nothing-to-send': { kind: 'nothing-to-send' },
  'not-for-brackets': { kind: 'not-for-brackets' },
  'bracket-without-partner': { kind: 'bracket-without-partner' },
  'choices-collide': { kind: 'choices-collide', proposals: ['MEX:1', 'CAN:1'] },
  'paragraph-changed': { kind: 'paragraph-changed', paragraph: 'p1' },
  'no-alternative': { kind: 'no-alternative' },
  'alternative-changed': { kind: 'alternative-changed' },
  'nothing-changes': { kind: 'nothing-changes' },
  'nothing-to-undo': { kind: 'nothing-to-undo' },
  'no-such-draft': { kind: 'no-such-draft' },
  'no-such-transmission': { kind: 'no-such-transmission' },
  'no-such-organ': { kind: 'no-such-organ', organ: 'XY' },
  'organ-changed': { kind: 'organ-changed', organ: 'XY' },
  'no-next-organ': { kind: 'no-next-organ', organ: 'AG' },
  'title-needed': { kind: 'title-needed' },
  'symbol-needed': { kind: 'symbol-needed' },
  'date-needed': { kind: 'date-needed' },
  'too-long': { kind: 'too-long', field: 'title', limit: 300 },
  'not-issued': { kind: 'not-issued' },
  'not-ready': { kind: 'not-ready', points: 4 },
  'already-passed-on': { kind: 'already-passed-on', to: 'AG' },
  'wrong-credentials': { kind: 'wrong-credentials' },
  'record-broken': { kind: 'record-broken', number: 7, fault: 'entry-changed' },
}

describe.each(Object.entries(catalogues))('the catalogue in %s', (_, m) => {
  test.each(Object.values(refusals))('says $kind in a sentence', (refusal) => {
    const said = m.refusal(refusal, names)
    expect(said).toMatch(/^\p{Lu}.+\.$/u)
    expect(said).not.toMatch(/undefined|\[object|#/)
  })

  test('leaves nothing empty', () => {
    const empty: string[] = []
    const walk = (value: unknown, path: string) => {
      if (typeof value === 'string' && value.trim() === '' && path !== 'table.reading.chair') empty.push(path)
      if (value && typeof value === 'object')
        for (const [key, child] of Object.entries(value)) walk(child, path ? `${path}.${key}` : key)
    }
    walk(m, '')
    expect(empty).toEqual([])
  })

  test('names what was decided', () => {
    const decision: Decision = { kind: 'accept', proposals: ['MEX:1', 'MEX:2'] }
    expect(m.done(decision, { label: 'OP 2', by: ['Mexico'] })).toContain('Mexico')
  })
})

test('an unknown language is answered in English', () => expect(messagesIn('xx').language).toBe('en'))

describe('counting', () => {
  const bracket = { one: '# bracket', other: '# brackets' }
  test.each([
    ['en', 1, '1 bracket'],
    ['en', 0, '0 brackets'],
    ['en', 1234, '1,234 brackets'],
    ['fr', 0, '0 bracket'],
  ])('in %s says %i as “%s”', (locale, n, said) => expect(counting(locale)(n, bracket)).toBe(said))
})

describe('times', () => {
  const us = times('en-US')
  const at = Date.UTC(2024, 3, 9, 11, 42)
  test.each([
    ['the day', us.day('2024-04-09'), 'April 9, 2024'],
    ['the day of a stamp, month first', us.stampDay('2024-04-09'), '04/09/24'],
    ['the day of a stamp, day first', times('es-MX').stampDay('2024-04-09'), '09/04/24'],
    ['no day as it is', us.day('soon'), 'soon'],
    ['a moment in UTC', us.moment(at), 'Apr 9, 2024, 11:42 UTC'],
    ['the time of today', us.since(at, '2024-04-09'), '11:42'],
    ['how long something lasts, in whole units', us.span(25 * 60_000 + 59_000), '25 minutes'],
    ['how long ago it was', us.ago(3 * 3_600_000), '3 hours ago'],
    ['the shortest time as no seconds', us.ago(-20), '0 seconds ago'],
    ['the day of what is older', us.since(at, '2024-04-10'), 'Apr 9'],
  ])('write %s', (_, said, expected) => expect(said).toBe(expected))
})

test.each([
  ['delegate', 'Canada', 'A delegate of Canada'],
  ['chair', null, 'The chair'],
  ['secretariat', null, 'The secretariat'],
] as const)('the record says of a %s of %s whose name was erased: %s', (role, delegation, said) =>
  expect(messagesIn('en').someone(role, delegation)).toBe(said),
)
