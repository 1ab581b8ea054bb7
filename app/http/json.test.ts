import { expect, test } from 'vitest'
import { z } from 'zod'
import { readJson } from './json.ts'

const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), text: z.string().max(20), to: z.array(z.string()).optional() }),
])

test.each<[string, string, boolean]>([
  ['what it should be', '{"kind":"say","text":"ñ"}', true],
  ['a pair of surrogates', '{"kind":"say","text":"\\ud83d\\ude00"}', true],
  ['nothing', '', false],
  ['no JSON', '{', false],
  ['null', 'null', false],
  ['a number without end', '1e999', false],
  ['a list', '[]', false],
  ['an unknown kind', '{"kind":"__proto__"}', false],
  ['one key more', '{"kind":"say","text":"a","more":1}', false],
  ['__proto__', '{"kind":"say","text":"a","__proto__":{"polluted":1}}', false],
  ['__proto__ within', '{"kind":"say","text":"a","to":[{"__proto__":1}]}', false],
  ['constructor', '{"kind":"say","text":"a","constructor":{"prototype":{"polluted":1}}}', false],
  ['U+0000', '{"kind":"say","text":"a\\u0000"}', false],
  ['U+0000 within', '{"kind":"say","text":"a","to":["\\u0000"]}', false],
  ['half a character', '{"kind":"say","text":"\\ud800"}', false],
  ['a text that is too long', `{"kind":"say","text":"${'a'.repeat(21)}"}`, false],
])('JSON of %s is taken: %s', async (_, body, taken) => {
  const request = new Request('http://localhost/', { method: 'POST', body })
  const answer = await readJson(request, schema).catch((thrown: unknown) => thrown)
  expect(answer instanceof Response ? answer.status : 200).toBe(taken ? 200 : 400)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})
