import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeRecordJson } from '#app/exchange/record-file.ts'
import { isUnchanged, verifyFrom, genesis } from './chain.ts'
import type { StoredEntry } from './entry.ts'
import { isRecordKind } from './kinds.ts'
import { readEntry, storedOf } from './read.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** A record with entries of every kind, of every shape that was written before the record had types. */
const file = readFileSync(new URL('stored-entries.json', import.meta.url), 'utf8')
const stored = JSON.parse(file) as StoredEntry[]

test('the record of an earlier version has entries of all 64 kinds that it could write', () => {
  const kinds = new Set(stored.map(({ what }) => what))
  expect(kinds.size).toBe(64)
  expect([...kinds].filter((kind) => !isRecordKind(kind))).toEqual([])
})

test.each(stored.map((entry) => [`${entry.number} ${entry.what}`, entry] as const))(
  'entry %s is read, and is what its hash says',
  (_, entry) => {
    const read = readEntry(entry)
    expect(read.what).toBe(entry.what)
    expect(read.detail).toBe(entry.detail)
    expect(isUnchanged(read, sha256)).toBe(true)
  },
)

test('it verifies whole, read or not, and is handed out byte for byte', async () => {
  const read = stored.map(readEntry)
  const start = { draft: 'd1', number: 0, hash: genesis }
  const end = { draft: 'd1', number: stored.length, hash: stored.at(-1)!.hash }
  for (const entries of [stored, read])
    expect(verifyFrom(start, entries, sha256)).toEqual({ ok: true, value: end })
  expect(await written(read)).toBe(file)
})

test.each<[string, Pick<StoredEntry, 'what' | 'detail'>]>([
  ['of a later version', { what: 'of-a-later-version', detail: { paragraph: 'p1' } }],
  ['by the name of what every object has', { what: 'toString', detail: {} }],
  ['without what it is about', { what: 'accept', detail: {} }],
  ['with labels that are none', { what: 'join-paragraph', detail: { paragraph: 'p1', labels: 'OP 1' } }],
  ['with words that are none', { what: 'accept', detail: { proposals: [], words: [null, 3] } }],
])('an entry %s is not read, keeps what is stored, and still counts in the chain', async (_, given) => {
  const entry = { ...stored[0]!, ...given }
  const read = readEntry(entry)
  expect(read).toMatchObject({ what: 'unknown', detail: {}, number: 1, stored: given })
  expect(storedOf(read)).toEqual(entry)
  expect(isUnchanged(read, sha256)).toBe(false)
  expect(JSON.parse(await written([read]))).toEqual([entry])
})

async function written(entries: readonly ReturnType<typeof readEntry>[]): Promise<string> {
  async function* part() {
    yield entries
  }
  let text = ''
  for await (const piece of writeRecordJson(part())) text += piece
  return text
}
