import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { FORM_LIMITS, readFields, readForm } from './form.ts'

const schema = z.object({
  email: z.string({ error: 'Needed.' }),
  note: z.string().optional(),
  on: z.array(z.string()).default([]),
  file: z.file().optional(),
})
const { value, repeated } = FORM_LIMITS

type Fields = (readonly [string, string | File])[]
function posted(fields: Fields, multipart = false): Request {
  const body = multipart ? new FormData() : new URLSearchParams()
  for (const [name, value] of fields)
    if (body instanceof FormData) body.append(name, value)
    else body.append(name, value as string)
  return new Request('http://localhost/sign-in', { method: 'POST', body })
}
/** What the reader makes of a form: the status of a refusal, else that of the submission. */
const read = (request: Request) =>
  readForm(request, schema).then(
    ({ status }) => status,
    (thrown: unknown) => (thrown as Response).status,
  )
const file = (name: string) => new File(['x'], name)
const times = (count: number, name: string): Fields => Array.from({ length: count }, () => [name, 'x'])

describe('a form', () => {
  test.each<[string, Fields, 'success' | 'error' | 400, boolean?]>([
    ['of its fields is taken', [['email', 'a']], 'success'],
    [
      'may bring the token of its session',
      [
        ['csrf', 't'],
        ['email', 'a'],
      ],
      'success',
    ],
    ['that lacks something is told so', [['note', 'a']], 'error'],
    ['with a billion places is none of ours', [['email[999999999]', 'a']], 400],
    ['with a million places is none of ours', [['email[1000000]', 'a']], 400],
    ['with places in a list is none of ours', [['on[0]', 'a']], 400],
    ['with names within names is none of ours', [['email.a.b', 'a']], 400],
    ['with the intent of a library is none of ours', [['__intent__', '{"type":"reset"}']], 400],
    ['with __proto__ is none of ours', [['__proto__', 'a']], 400],
    ['with a prototype within is none of ours', [['__proto__.polluted', 'a']], 400],
    ['with constructor is none of ours', [['constructor', 'a']], 400],
    ['with a field without a name is none of ours', [['', 'a']], 400],
    [
      'with a field that is not there is none of ours',
      [
        ['email', 'a'],
        ['more', 'a'],
      ],
      400,
    ],
    ['with a single field twice is none of ours', times(2, 'email'), 400],
    ['may repeat what repeats', [['email', 'a'], ...times(repeated, 'on')], 'success'],
    ['may not repeat it without end', [['email', 'a'], ...times(repeated + 1, 'on')], 400],
    ['may have a long value', [['email', 'a'.repeat(value)]], 'success'],
    ['may not have a longer one', [['email', 'a'.repeat(value + 1)]], 400],
    ['may not hold what no database takes', [['email', 'a\0b']], 400],
    [
      'may bring a file',
      [
        ['email', 'a'],
        ['file', file('a.txt')],
      ],
      'success',
      true,
    ],
    [
      'may not bring two',
      [
        ['email', 'a'],
        ['file', file('a')],
        ['file', file('b')],
      ],
      400,
      true,
    ],
    ['may not bring one for words', [['email', file('a')]], 400, true],
  ])('%s', async (_, fields, answer, multipart) => {
    expect(await read(posted(fields, multipart))).toBe(answer)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test.each<[string, RequestInit]>([
    ['without a body', {}],
    ['of plain text', { body: 'email=a' }],
    ['cut off', { body: '--x', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
  ])('%s is none of ours', async (_, init) => {
    expect(await read(new Request('http://localhost/', { method: 'POST', ...init }))).toBe(400)
  })

  test('keeps what was written beside what is wrong', async () => {
    const submission = await readForm(posted([['note', 'kept']]), schema)
    expect(submission.reply()).toMatchObject({
      error: { email: ['Needed.'] },
      initialValue: { note: 'kept' },
    })
  })

  test('gives one value of a list as a list', async () => {
    expect(
      await readFields(
        posted([
          ['email', 'a'],
          ['on', 'b'],
        ]),
        schema,
      ),
    ).toMatchObject({ on: ['b'] })
  })
})
