import { expect, test } from 'vitest'
import { codeOf, isNotedAs } from './head.ts'
import { anEntry } from '#tests/builders/samples.ts'
import {
  faultsOfHeads,
  handingOn,
  issuing,
  messageOf,
  signedKinds,
  symbolIn,
  type SignedHead,
} from './signed-head.ts'

const hash = '9f3a01c277b04e5da812' + '0123456789ab'.repeat(4).slice(0, 44)
const head = { draft: 'd1', symbol: 'CAM/doc.1 rev. 2', number: 214, hash, at: Date.UTC(2024, 3, 9, 12) }

test('what is signed can be read by anybody', () =>
  expect(messageOf(head)).toBe(
    `The record of a draft in Corchete, up to this entry
draft: d1
symbol: CAM/doc.1 rev. 2
entry: 214
hash: ${hash}
at: 2024-04-09T12:00:00.000Z
`,
  ))

test('a symbol adds no line of its own to what is signed', () =>
  expect(messageOf({ ...head, symbol: 'A\nentry: 1' })).toContain('symbol: A entry: 1\nentry: 214\n'))

test('the short code is the first 80 bits', () => expect(codeOf(hash)).toBe('9F3A-01C2-77B0-4E5D-A812'))

test.each([
  ['the hash', hash, true],
  ['the short code', '9F3A-01C2-77B0-4E5D-A812', true],
  ['the short code as somebody types it', '9f3a01c2 77b04e5d a812', true],
  ['more than the short code', hash.slice(0, 30), true],
  ['less than it', '9F3A-01C2-77B0-4E5D', false],
  ['nothing', '', false],
  ['another code', '9F3A-01C2-77B0-4E5D-A813', false],
  ['a hash that goes on', `${hash}0`, false],
  ['no hash at all', 'z'.repeat(20), false],
])('%s is known again: %s', (_, noted, is) => expect(isNotedAs(noted, hash)).toBe(is))

const issued = (detail: object) =>
  anEntry('d1', 3, {
    what: 'issue-revision',
    detail: { symbol: 'X rev. 2', date: '2024-04-09', renumber: true, ...detail },
  })
const transmitted = anEntry('d1', 4, {
  what: 'transmit',
  detail: { revision: 2, to: 'CIDI', symbol: 'CIDI/doc.3/24', date: '2024-04-09' },
})

test('the head is signed at each issue and each step onward', () =>
  expect([...signedKinds].sort()).toEqual(['issue-revision', 'pass-on', 'transmit']))

test.each([
  ['an issue by its number', issued({ number: 2 }), true],
  ['not another one with the same symbol', issued({ number: 3 }), false],
  ['a first entry by its symbol', issued({}), true],
  ['not a first entry of another', issued({ symbol: 'X' }), false],
  ['no transmission', transmitted, false],
])('a revision is found by its entry: %s', (_, entry, is) =>
  expect(issuing({ number: 2, symbol: 'X rev. 2' })(entry)).toBe(is),
)

test.each([
  ['its own', transmitted, 'CIDI/doc.3/24', true],
  ['another', transmitted, 'CIDI/doc.4/24', false],
  ['an issue', issued({}), 'X rev. 2', false],
  ['anything else', anEntry('d1', 5), 'X', false],
])('a text that was handed on is found by its symbol: %s', (_, entry, symbol, is) =>
  expect(handingOn({ symbol })(entry)).toBe(is),
)

test.each([
  [issued({}), 'X rev. 2'],
  [transmitted, 'CIDI/doc.3/24'],
  [anEntry('d1', 5), null],
  [anEntry('d1', 5, { what: 'of-a-later-version', detail: { symbol: 'X' } }), null],
])('the symbol of %j', (entry, symbol) => expect(symbolIn(entry)).toBe(symbol))

const signed = (over: Partial<SignedHead> = {}): SignedHead => ({
  ...head,
  publicKey: 'ours',
  signature: 'right',
  ...over,
})

test.each<[string, SignedHead, string | null, string[]]>([
  ['of an entry that is there', signed(), hash, []],
  ['of an entry that was changed', signed(), 'other', ['signed-differs']],
  ['of an entry that was cut off', signed(), null, ['signed-missing']],
  ['by another’s key', signed({ publicKey: 'theirs' }), hash, ['signed-by-another']],
  ['that does not fit', signed({ signature: 'wrong' }), hash, ['signature-wrong']],
])('a signed head %s', (_, one, kept, faults) =>
  expect(
    faultsOfHeads([one], {
      hashAt: () => kept,
      isSigned: ({ signature }) => signature === 'right',
      keys: new Set(['ours']),
    }),
  ).toEqual(faults.map((kind) => ({ number: 214, kind }))),
)
