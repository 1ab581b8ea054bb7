import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { chain, genesis, verifyFrom } from '../chain.ts'
import type { RecordEntry, StoredEntry, UnchainedEntry } from '../entry.ts'
import { logBegin } from '../log-position.ts'
import { readEntry, storedOf } from '../read.ts'
import { commitmentOf, veil, type KnownPerson } from './person.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
let ids = 0
const means = { id: () => `id${++ids}`, sha256 }

const ana = { user: 'u-ana', name: 'Ana', role: 'delegate', delegation: 'MEX' } as const
const words = { id: 'MEX:1', kind: 'insertion', delegation: 'MEX', user: 'u-ana', at: 1, inserted: 'all' }
const about = { kind: 'paragraph', paragraph: 'p1' }
const eva = { kind: 'person', user: 'u-eva', name: 'Ana María' }
const mexico = { kind: 'delegation', code: 'MEX', name: 'Mexico' }
const comment = {
  about,
  words: '',
  thread: 't',
  text: '@Ana María, ask @Ana and @Mexico',
  mentions: [eva, { kind: 'person', user: 'u-ana', name: 'Ana' }, mexico],
}

const happenings: [string, Partial<UnchainedEntry>, RegExp][] = [
  ['who did it', { what: 'join-paragraph', detail: { paragraph: 'p1' } }, /u-ana|"Ana"/],
  ['whose words were decided', { what: 'accept', detail: { proposals: [], words: [words, words] } }, /u-ana/],
  ['whose words lost their place', { what: 'fill', detail: { paragraphs: 1, superseded: [words] } }, /u-ana/],
  ['who is mentioned', { what: 'comment', detail: comment }, /u-ana|u-eva|Ana|María/],
] as [string, Partial<UnchainedEntry>, RegExp][]

const chained = (over: Partial<UnchainedEntry>): RecordEntry =>
  chain(
    null,
    veil({ draft: 'd1', at: 1, by: ana, ...over } as UnchainedEntry, means),
    logBegin,
    sha256,
  ) as RecordEntry

/** As it comes back from where it is stored. */
const kept = (entry: RecordEntry): StoredEntry => JSON.parse(JSON.stringify(storedOf(entry))) as StoredEntry
const start = { draft: 'd1', number: 0, hash: genesis }

describe.each(happenings)('an entry that names %s', (_, over, names) => {
  const entry = chained(over)
  const { persons, ...alone } = kept(entry)

  test('chains nobody’s name or id', () => {
    expect(JSON.stringify(alone)).not.toMatch(names)
    expect(JSON.stringify(persons)).toMatch(names)
  })

  test('is read with everybody in their place, from memory and from where it is stored', () => {
    for (const read of [entry, readEntry(kept(entry))]) {
      expect(read.by).toEqual(ana)
      expect(read.detail).toEqual(over.detail)
      expect(verifyFrom(start, [read], sha256).ok).toBe(true)
    }
  })

  test('is whole with all names erased, and read without them', () => {
    const read = readEntry(alone)
    expect(read.what).toBe(over.what)
    expect(read.by).toEqual({ user: '', name: '', role: 'delegate', delegation: 'MEX' })
    expect(JSON.stringify(read)).not.toMatch(names)
    expect(verifyFrom(start, [read], sha256)).toEqual({
      ok: true,
      value: { draft: 'd1', number: 1, hash: entry.hash },
    })
  })

  test.each<[string, (person: KnownPerson) => KnownPerson]>([
    ['name', (person) => ({ ...person, name: `${person.name}!` })],
    ['user', (person) => ({ ...person, user: 'u-other' })],
    ['salt', (person) => ({ ...person, salt: 'salt' })],
    ['reference', (person) => ({ ...person, reference: 'nobody' })],
  ])('is not whole with another %s beside it', (_, forge) => {
    const forged = { ...alone, persons: persons!.map((person, at) => (at === 0 ? forge(person) : person)) }
    expect(verifyFrom(start, [readEntry(forged)], sha256)).toEqual({
      ok: false,
      refusal: { kind: 'record-broken', number: 1, fault: 'other-person' },
    })
  })
})

test('one may be erased and others stay', () => {
  const { persons, ...alone } = kept(chained({ what: 'comment', detail: comment } as Partial<UnchainedEntry>))
  const read = readEntry({ ...alone, persons: persons!.filter(({ user }) => user !== 'u-eva') })
  expect(read.by.name).toBe('Ana')
  expect(read.detail).toEqual({
    ...comment,
    text: '@…, ask @Ana and @Mexico',
    mentions: [{ ...eva, user: '', name: '' }, comment.mentions[1], mexico],
  })
})

test('references and commitments of one person tell nobody that they are of one', () => {
  const [one, other] = [1, 2].map(() => kept(chained({ what: 'leave-floor', detail: {} })).by)
  expect(Object.values(one!)).not.toEqual(
    expect.arrayContaining([(other as { reference: string }).reference]),
  )
  expect((one as { commitment: string }).commitment).not.toBe((other as { commitment: string }).commitment)
})

test('a person is committed to by salt, user and name, none of which runs into the next', () => {
  const commit = (salt: string, user: string, name: string) => commitmentOf({ salt, user, name }, sha256)
  expect(commit('s', 'u', 'n')).toBe(sha256('["s","u","n"]'))
  expect(commit('s', 'ab', 'c')).not.toBe(commit('s', 'a', 'bc'))
})

test('the product itself is nobody, and is named for ever', () => {
  const system = { user: 'system', name: 'Corchete', role: 'system', delegation: null } as const
  const entry = kept(chained({ by: system, what: 'leave-floor', detail: {} }))
  expect(entry.by).toEqual({ role: 'system', delegation: null })
  expect(entry.persons).toBeUndefined()
  expect(readEntry(entry).by).toEqual(system)
})

test('what is chained in words is read, and whoever made it unreadable breaks nothing else', () => {
  const entry = kept(
    chained({ what: 'accept', detail: { proposals: [], words: [words] } } as Partial<UnchainedEntry>),
  )
  for (const user of [null, 3, 'u', {}]) {
    const detail = { ...entry.detail, words: [{ ...words, user }] }
    const read = readEntry({ ...entry, detail })
    expect(storedOf(read)).toEqual({ ...entry, detail })
    expect(verifyFrom(start, [read], sha256).ok).toBe(false)
  }
})

test('entries from before there were references are read and whole as they were', () => {
  const file = readFileSync(new URL('../stored-entries.json', import.meta.url), 'utf8')
  const stored = JSON.parse(file) as StoredEntry[]
  for (const entry of stored) expect(readEntry(entry)).toBe(entry)
  expect(verifyFrom({ ...start, draft: 'd1' }, stored, sha256).ok).toBe(true)
})
