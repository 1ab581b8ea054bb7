import { expect, test } from 'vitest'
import { plainError } from './logging.ts'

const SECRET = 'reaffirming the tangerine clause'
const postgres = (code: string, message: string) =>
  Object.assign(new Error(message), { name: 'error', severity: 'ERROR', code, detail: SECRET, where: SECRET })
const named = (name: string, message: string) => Object.assign(new Error(message), { name })
const prisma = (cause: object) =>
  Object.assign(named('PrismaClientKnownRequestError', SECRET), {
    code: 'P1001',
    meta: { driverAdapterError: { name: 'DriverAdapterError', cause } },
  })
const thrownBy = (act: () => unknown) => {
  try {
    return act()
  } catch (error) {
    return error
  }
}

test.each<[string, unknown]>([
  ['a value that PostgreSQL quotes', postgres('22P02', `invalid input syntax for type integer: "${SECRET}"`)],
  ['a row that breaks a rule', postgres('23514', `Failing row contains (${SECRET}).`)],
  ['the call that Prisma prints', named('PrismaClientKnownRequestError', `create({ title: "${SECRET}" })`)],
  [
    'what PostgreSQL said to Prisma',
    prisma({ kind: 'postgres', originalCode: '22P02', originalMessage: SECRET }),
  ],
  ['JSON that is none', thrownBy(() => JSON.parse(SECRET))],
  ['what caused another', new Error('not stored', { cause: postgres('22001', SECRET) })],
  ['a text that was thrown', SECRET],
])('an error in the log leaves out %s', (_, thrown) => {
  expect(JSON.stringify(plainError(thrown))).not.toContain('tangerine')
})

test.each<[string, unknown, object]>([
  ['what our own code says', new Error('no draft d1'), { type: 'Error', message: 'no draft d1' }],
  [
    'a full disk',
    postgres('53100', 'could not extend file "base/5/1": No space left on device'),
    { code: '53100', message: 'could not extend file "base/5/1": No space left on device' },
  ],
  [
    'which rule of which table was broken',
    Object.assign(postgres('23505', 'duplicate key'), { table: 'drafts', constraint: 'drafts_symbol_key' }),
    { code: '23505', table: 'drafts', constraint: 'drafts_symbol_key' },
  ],
  [
    'a full disk behind Prisma',
    prisma({ kind: 'postgres', originalCode: '53100', originalMessage: 'No space left on device' }),
    { code: '53100', message: 'No space left on device' },
  ],
  [
    'a database that is away behind Prisma',
    prisma({ kind: 'DatabaseNotReachable' }),
    { code: 'P1001', message: 'the database: DatabaseNotReachable' },
  ],
  [
    'a line that broke',
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
    { code: 'ECONNRESET', message: 'read ECONNRESET' },
  ],
])('an error in the log names %s', (_, thrown, said) => {
  expect(plainError(thrown)).toMatchObject(said)
})

test('an error in the log says where it happened', () => {
  expect(plainError(new Error('x')).stack).toMatch(/^\s+at .*logging\.test\.ts/)
})
