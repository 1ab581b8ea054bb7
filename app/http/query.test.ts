import { expect, test } from 'vitest'
import { z } from 'zod'
import { queryField, readQuery } from './query.ts'

const schema = z.object({
  words: queryField.text,
  before: queryField.whole({ min: 2, max: 2_147_483_647 }),
  table: queryField.oneOf(['time', 'brackets']),
})

test.each<[string, Partial<z.output<typeof schema>>]>([
  ['', {}],
  ['words=ca%C3%B1a&before=12&table=time', { words: 'caña', before: 12, table: 'time' }],
  ['words=first&words=second', { words: 'first' }],
  ['more=1&words[0]=a&__proto__=1', {}],
  ['table=__proto__', {}],
  ['before=1', {}],
  ['before=-1', {}],
  ['before=NaN', {}],
  ['before=1e300', {}],
  ['before=9e99', {}],
  ['before=2147483648', {}],
  [`before=${'9'.repeat(3_000)}`, {}],
  [`words=${'a'.repeat(3_000)}`, {}],
  ['words=%00', {}],
  ['words=', { words: '' }],
])('?%s asks for %j', (search, asked) => {
  const read = readQuery(new Request(`http://localhost/?${search}`), schema)
  expect(JSON.parse(JSON.stringify(read))).toEqual(asked)
})
