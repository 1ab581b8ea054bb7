import { describe, expect, it } from 'vitest'
import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import { readEntry, storedOf } from '#app/domain/record/read.ts'
import { writeRecordCsv, writeRecordJson } from '#app/exchange/record-file.ts'

type Written = (parts: AsyncIterable<RecordEntry[]>) => AsyncIterable<string>

/** What comes out of parts of so many entries. */
async function written(write: Written, entries: readonly RecordEntry[], size = 2): Promise<string> {
  const parts = async function* () {
    for (let at = 0; at < entries.length; at += size) yield entries.slice(at, at + size)
  }
  const texts: string[] = []
  for await (const text of write(parts())) texts.push(text)
  return texts.join('')
}

const entry = (given: Partial<StoredEntry> = {}): RecordEntry =>
  readEntry({
    draft: 'd1',
    at: 0,
    by: { user: 'u1', name: 'Ana', role: 'delegate', delegation: 'MEX' },
    what: 'tabled',
    detail: { words: 'safe' },
    number: 1,
    previous: '00',
    hash: 'ab',
    ...given,
  })

describe('the record as a table', () => {
  it('has a header, a line an entry, and the mark of UTF-8', async () => {
    expect(await written(writeRecordCsv, [entry()])).toBe(
      '\uFEFFnumber,time,what,delegation,role,name,user,draft,detail,previous,form,log,hash\r\n' +
        '1,1970-01-01T00:00:00.000Z,tabled,MEX,delegate,Ana,u1,d1,"{""words"":""safe""}",00,,,ab\r\n',
    )
    expect(await written(writeRecordCsv, [entry({ form: 2, log: { count: 3, hash: 'cd' } })])).toContain(
      ',00,2,"{""count"":3,""hash"":""cd""}",ab\r\n',
    )
  })

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+5', `"'+5"`],
    ['-5', `"'-5"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\u00A0=1', `"'\u00A0=1"`],
    ['＝1', `"'＝1"`],
    ['a "b", c\nd', `"a ""b"", c\nd"`],
    ['Ana-María', 'Ana-María'],
  ])('writes the name %j as %s', async (name, field) => {
    const csv = await written(writeRecordCsv, [
      entry({ by: { user: 'u', name, role: 'system', delegation: null } }),
    ])
    expect(csv).toContain(`,system,${field},u,`)
  })

  it('takes any number for a time', async () => {
    expect(await written(writeRecordCsv, [entry({ at: 1e300 }), entry({ at: NaN })])).toContain('1e+300')
  })
})

it.each([0, 1, 2, 5])('the record as JSON is the record as it is chained, with %i entries', async (count) => {
  const entries = Array.from({ length: count }, (_, at) =>
    entry({ number: at + 1, detail: { nested: [1, { a: 'ñ' }] } }),
  )
  expect(JSON.parse(await written(writeRecordJson, entries))).toEqual(entries.map(storedOf))
})
