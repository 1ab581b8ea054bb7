import { expect, test } from 'vitest'
import type { RecordFilter } from '#app/domain/record/filter.ts'
import { addressOf, filterIn } from './filter-in.ts'

test.each<[string, string, RecordFilter]>([
  ['nothing', '', {}],
  ['a delegation', 'delegation=MEX', { delegation: 'MEX' }],
  ['a role', 'role=chair', { role: 'chair' }],
  ['no role that there is not', 'role=king', {}],
  ['a day', 'day=2024-04-09', { day: '2024-04-09' }],
  ['no day that there is not', 'day=2024-02-31', {}],
  ['words without the blanks around them', 'words=%20safe%20', { words: 'safe' }],
  ['no empty words', 'words=%20&what=', {}],
  ['not endlessly long words', `words=${'a'.repeat(999)}`, { words: 'a'.repeat(200) }],
  ['all at once', 'what=tabled&paragraph=p1&before=3', { what: 'tabled', paragraph: 'p1' }],
])('an address asks for %s', (_, search, filter) => {
  expect(filterIn(new URLSearchParams(search))).toEqual(filter)
  expect(filterIn(new URLSearchParams(addressOf(filter)))).toEqual(filter)
})
