import { expect, test } from 'vitest'
import { BODY_BOUNDS, isWithinBounds } from './body-bounds.ts'

const { fields, depth, values } = BODY_BOUNDS
const form = 'application/x-www-form-urlencoded;charset=UTF-8'
const json = 'application/json'
const parts = (count: number) =>
  `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(count)}--x--\r\n`

test.each<[string, string, string, boolean]>([
  ['nothing', '', '', true],
  ['a form', 'a=1&b=2', form, true],
  ['as many fields as a form may have', Array(fields).fill('a=1').join('&'), form, true],
  [
    'one field more',
    Array(fields + 1)
      .fill('a=1')
      .join('&'),
    form,
    false,
  ],
  ['fields without names', '&'.repeat(fields), form, false],
  ['as many parts as a form may have', parts(fields), 'multipart/form-data; boundary=x', true],
  ['one part more', parts(fields + 1), 'multipart/form-data; boundary="x"', false],
  ['parts without a mark between them', parts(1), 'multipart/form-data', false],
  ['JSON', '{"a":[1,"]]]{{{,,,\\\\",2]}', json, true],
  ['JSON as deep as it may be', '['.repeat(depth) + ']'.repeat(depth), json, true],
  ['JSON one deeper', '['.repeat(depth + 1) + ']'.repeat(depth + 1), json, false],
  ['brackets within a text', JSON.stringify('["\\'.repeat(1_000)), json, true],
  [
    'JSON of as many values as it may have',
    `[${Array(values - 1)
      .fill(0)
      .join(',')}]`,
    json,
    true,
  ],
  ['one value more', `[${Array(values).fill(0).join(',')}]`, json, false],
  ['empty arrays without end', `[${'[],'.repeat(values / 2)}[]]`, json, false],
  ['text that is neither', 'csrf=the-token', 'text/plain', false],
  ['a type that only begins like one', '{}', 'application/jsonp', false],
])('%s', (_, body, type, fits) => expect(isWithinBounds(Buffer.from(body), type)).toBe(fits))
