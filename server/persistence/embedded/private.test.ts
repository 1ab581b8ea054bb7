import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corchete-private-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openEmbedded(folder, () => {})

test('nobody else on the machine can get at the embedded database, nor is one opened that others can', async () => {
  const database = await open()
  await database.pool.query('CREATE TABLE words (word text)')
  await database.close()
  const home = join(folder, 'postgres')
  const files = readdirSync(home, { recursive: true, withFileTypes: true })
  const shared = files.filter((file) => (statSync(join(file.parentPath, file.name)).mode & 0o077) !== 0)
  expect(files.length).toBeGreaterThan(100)
  expect(shared.map(({ name }) => name)).toEqual([])
  expect(statSync(home).mode & 0o777).toBe(0o700)

  chmodSync(home, 0o755)
  await expect(open()).rejects.toThrow(`chmod -R go= ${home}`)
  chmodSync(home, 0o700)
  await (await open()).close()
}, 120_000)
