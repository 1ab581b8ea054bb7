import { describe, expect, it } from 'vitest'
import { chain } from '#app/domain/record/chain.ts'
import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import type { Head } from '#app/domain/record/evidence/head.ts'
import { storedOf } from '#app/domain/record/read.ts'
import { sha256 } from '#tests/builders/memory.ts'
import { anEntry } from '#tests/builders/samples.ts'
import { checkFile } from './check-file.ts'

const log = (count: number) => ({ count, hash: sha256(`log ${count}`) })
const after = (before: RecordEntry | null, count: number) =>
  chain(before, anEntry('d1', 0), log(count), sha256) as RecordEntry
const record = (...counts: number[]) =>
  counts.reduce<RecordEntry[]>((all, count) => [...all, after(all.at(-1) ?? null, count)], [])
const formless = ({ form: _, log: __, ...entry }: StoredEntry) => entry as RecordEntry
const headOf = ({ draft, number, hash }: RecordEntry): Head => ({ draft, number, hash })

describe('a record in a file', () => {
  const all = record(1, 2, 2, 5)
  const [first, second, third, last] = all as [RecordEntry, RecordEntry, RecordEntry, RecordEntry]
  const backwards = after(last, 4)
  const another = chain(last, anEntry('d1', 0), { count: 5, hash: sha256('other') }, sha256) as RecordEntry

  it.each<[string, RecordEntry[], Head[], object]>([
    ['is whole', all, [], { value: { entries: 4, last: headOf(last), isWhole: true } }],
    ['is whole with what was noted', all, [headOf(second), headOf(last)], { ok: true }],
    ['is a part', [second, last], [], { value: { entries: 2, isWhole: false } }],
    ['is a part with what was noted', [second, last], [headOf(last)], { ok: true }],
    ['is empty', [], [], { value: { entries: 0, last: null, isWhole: true } }],
    [
      'has a changed entry',
      [first, { ...second, at: 0 }],
      [],
      { refusal: { number: 2, fault: 'entry-changed' } },
    ],
    ['has two drafts', [first, { ...second, draft: 'd2' }], [], { refusal: { fault: 'other-draft' } }],
    ['has an entry without its log', [first, formless(storedOf(second))], [], { refusal: { number: 2 } }],
    [
      'covers less than before',
      [...all, backwards],
      [],
      { refusal: { kind: 'cover-contradicts', entry: 5 } },
    ],
    ['covers another log', [...all, another], [], { refusal: { kind: 'cover-contradicts', entry: 5 } }],
    [
      'is cut off',
      [first, second],
      [headOf(third)],
      { refusal: { kind: 'head-missing', number: 3, entries: 2 } },
    ],
    ['is another', record(1, 3, 3, 5), [headOf(third)], { refusal: { kind: 'head-differs', number: 3 } }],
    [
      'is a part of another',
      [last],
      [{ ...headOf(last), hash: first.hash }],
      { refusal: { kind: 'head-differs' } },
    ],
    ['is a part without it', [last], [headOf(third)], { refusal: { kind: 'head-missing', entries: null } }],
    [
      'is of another draft',
      all,
      [{ ...headOf(last), draft: 'd2' }],
      { refusal: { kind: 'head-of-nothing' } },
    ],
  ])('%s', (_, entries, heads, expected) =>
    expect(checkFile(entries.map(storedOf), heads, sha256)).toMatchObject(expected),
  )
})
