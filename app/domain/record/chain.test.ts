import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, chain, genesis, verifyChain } from './chain.ts'
import type { StoredEntry } from './entry.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const log = { count: 3, hash: sha256('log') }
const happening = (
  what: string,
  draft = 'd1',
): Omit<StoredEntry, 'number' | 'previous' | 'form' | 'log' | 'hash'> => ({
  draft,
  at: 1_700_000_000_000,
  by: { user: 'u1', name: 'Ana', role: 'chair', delegation: null },
  what,
  detail: { paragraph: 'p1' },
})
const record = (...whats: string[]): StoredEntry[] =>
  whats.reduce<StoredEntry[]>(
    (entries, what) => [...entries, chain(entries.at(-1) ?? null, happening(what), log, sha256)],
    [],
  )

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null, 'ñ"'] }, '{"a":[true,null,"ñ\\""],"b":1}'],
    [{ a: undefined, b: { d: 1, c: 2 } }, '{"b":{"c":2,"d":1}}'],
    [[undefined, 1.5], '[null,1.5]'],
    ['\u2029', '"\u2029"'],
  ])('writes %j as %s', (value, expected) => expect(canonicalJson(value)).toBe(expected))

  it.each([[Number.NaN], [1n], [() => 1], [undefined]])('refuses %s as a bug', (value) =>
    expect(() => canonicalJson(value)).toThrow(TypeError),
  )

  it('says the same before and after JSON, in any order of keys', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const again: unknown = JSON.parse(JSON.stringify(value))
        expect(canonicalJson(again)).toBe(canonicalJson(JSON.parse(canonicalJson(value))))
      }),
      { seed: 7 },
    ))
})

describe('chain', () => {
  it('counts from 1 and points to the entry before', () => {
    const [first, second] = record('tabled', 'accept')
    expect(first).toMatchObject({ number: 1, previous: genesis, what: 'tabled' })
    expect(second).toMatchObject({ number: 2, previous: first!.hash, form: 2, log })
  })
})

const formless = ({ form: _, log: __, ...entry }: StoredEntry): StoredEntry => entry

describe('verifyChain', () => {
  const whole = record('tabled', 'accept', 'issue-revision')
  const [one, two, three] = whole as [StoredEntry, StoredEntry, StoredEntry]
  const forged = { ...two, what: 'decline' }
  const other = chain(one, happening('accept', 'd2'), log, sha256)

  it.each([
    ['an entry changed', [one, forged, three], 2, 'entry-changed'],
    ['another log', [one, { ...two, log: { ...log, count: 2 } }, three], 2, 'entry-changed'],
    ['an entry made one of the first form', [one, formless(two), three], 2, 'entry-changed'],
    ['a detail changed', [one, { ...two, detail: { paragraph: 'p2' } }, three], 2, 'entry-changed'],
    ['an entry gone', [one, three], 2, 'entry-missing'],
    ['two entries exchanged', [one, three, two], 2, 'entry-missing'],
    ['the first entry gone', [two, three], 1, 'entry-missing'],
    ['an entry made anew', [one, chain(one, happening('decline'), log, sha256), three], 3, 'not-chained'],
    ["another draft's entry", [one, other], 2, 'other-draft'],
  ] as const)('finds %s', (_, entries, number, fault) =>
    expect(verifyChain(entries, sha256)).toEqual({
      ok: false,
      refusal: { kind: 'record-broken', number, fault },
    }),
  )

  it.each([
    ['a whole record', whole, three.hash],
    ['an empty one', [], genesis],
  ])('passes %s', (_, entries, last) =>
    expect(verifyChain(entries, sha256)).toEqual({ ok: true, value: { entries: entries.length, last } }),
  )

  it('passes a record that went through storage', () =>
    expect(verifyChain(JSON.parse(JSON.stringify(whole)) as StoredEntry[], sha256).ok).toBe(true))
})
