import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeRecordJson } from '#app/exchange/record-file.ts'
import { home } from '#server/home.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { verifyRoom } from '#server/verification.ts'
import { aNegotiation, forged, ignore } from '#tests/builders/forgery.ts'
import { openReady, places, type Place } from '#tests/servers/databases.ts'
import { isBuilt } from '#tests/servers/product.ts'

const folder = mkdtempSync(join(tmpdir(), 'verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

let place: Place
let noted: { draft: string; number: number; hash: string }

beforeAll(async () => {
  place = await places[0]!.make()
  const database = await openReady(place.where)
  const { id } = await aNegotiation(database)
  const { number, hash } = (await verifyRoom(database.pool, id, [])).head!
  noted = { draft: id, number, hash }
  const { record } = storesOn(database, ignore)
  let text = ''
  for await (const piece of writeRecordJson(parts(await record.of(id)))) text += piece
  writeFileSync(join(folder, 'record.json'), text)
  await database.close()
}, 120_000)
afterAll(() => place.remove())

async function* parts<T>(entries: T[]) {
  yield entries
}

/** What `node scripts/verify.mjs` says, without its preparations, and how it ends. */
const verify = (...parameters: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    const { folder: data } = place.where as { folder: string }
    const env = { ...process.env, DATABASE_URL: '', DATA_DIR: data }
    const run = ['build/run/verify.js', ...parameters]
    execFile(process.execPath, run, { cwd: home, env }, (error, said, failed) =>
      resolve({ code: error ? Number(error.code) : 0, said: said + failed }),
    )
  })

describe.skipIf(!isBuilt)(`whoever verifies${isBuilt ? '' : ' (skipped: not built)'}`, () => {
  const head = (over = {}) => Object.values({ ...noted, ...over }).join(':')
  const other = 'f'.repeat(64)

  test('hears that all is whole, and what to note elsewhere', async () => {
    writeFileSync(join(folder, 'heads.txt'), `${head()}\n\n${head()}\n`)
    const heads = ['--expect', head(), '--expect-file', join(folder, 'heads.txt')]
    const { code, said } = await verify(...heads)
    expect(said).toContain('1 room, all whole.')
    expect(said).toContain(`To be noted elsewhere: ${head()}`)
    expect(code).toBe(0)
  })

  test.each<[string, () => string[], string]>([
    ['a record written anew', () => ['--expect', head({ hash: other })], 'The record was rewritten: entry'],
    ['a record cut off', () => ['--expect', head({ number: 99 })], 'The record is cut off: it ends at entry'],
    ['a draft that is gone', () => ['--expect', head({ draft: 'gone' })], 'Nothing is kept under gone'],
    ['what is no head', () => ['--expect', 'd1'], '"d1" is no noted entry'],
    [
      'an export written anew',
      () => ['--file', join(folder, 'record.json'), '--expect', head({ hash: other })],
      'The record was rewritten: entry',
    ],
  ])('is told of %s, in a sentence', async (_, parameters, sentence) => {
    const { code, said } = await verify(...parameters())
    expect(said).toContain(sentence)
    expect(code).toBe(1)
  })

  test('hears that an export is whole', async () => {
    const { code, said } = await verify('--file', join(folder, 'record.json'), '--expect', head())
    expect(said).toContain('a whole record')
    expect(code).toBe(0)
  })

  test('is told what was forged, the first of it first', async () => {
    const database = await openReady(place.where)
    const sql = `UPDATE revisions SET content = replace(content, 'two', 'four')`
    await forged(database, 'revisions', sql, [])
    await forged(database, 'draft_clients', `UPDATE draft_clients SET "user" = 'x'`, [])
    await database.close()
    const { code, said } = await verify()
    expect(said).toMatch(
      /The issued text .+ is not as it was frozen by entry \d+\.\n  The owner of client \d+/,
    )
    expect(said).toContain('Not whole: 1 of 1 room.')
    expect(code).toBe(1)
  })
})
