import { expect, test } from 'vitest'
import { MemoryRooms, aHeader, mexico } from '#tests/builders/memory-rooms.ts'
import type { RollingText } from '../basics/rolling.ts'
import { passagesOf } from './passage.ts'

test('the paragraphs of a text without proposals, formulas and scraps, under their numbers', async () => {
  const table = new MemoryRooms()
  await table.draft(
    aHeader(),
    'F: THE GENERAL ASSEMBLY,',
    'PP: RECALLING its earlier   resolutions,',
    'F: RESOLVES:',
    'OP: To urge member states',
    'OP: To go',
  )
  table.type('d1', mexico, 3, 8, 8, 'strongly ')
  const source = {
    draft: 'd1',
    revision: 2,
    symbol: 'doc.8 rev. 2',
    date: '2024-04-09',
    language: 'en',
  } as const
  const found = passagesOf(await table.read('d1'), source)
  expect(found.map(({ label, kind, text }) => [label, kind, text])).toEqual([
    ['PP 1', 'preambular', 'RECALLING its earlier resolutions,'],
    ['OP 1', 'operative', 'To urge member states'],
  ])
  expect(found[1]).toMatchObject(source)
})

test('what is no character is left out: texts of earlier times may hold it, and no database takes it', () => {
  const run = { text: 'To urge\u0000 member\uD800 states', insertions: [], strikes: [], first: '1:0' }
  const paragraph = { id: 'p1', kind: 'operative', level: 0, number: null, status: 'open', statusDate: null }
  const marks = { proposed: null, removals: [], merges: [], supports: {} }
  const text = { paragraphs: [{ ...paragraph, ...marks, runs: [run] }] } as unknown as RollingText
  const source = { draft: 'd1', revision: 0, symbol: 'doc.8', date: '2024-04-09', language: 'en' } as const
  expect(passagesOf(text, source).map(({ text }) => text)).toEqual(['To urge member states'])
})
