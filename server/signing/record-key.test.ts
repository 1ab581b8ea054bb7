import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allowedSigner, HEAD_NAMESPACE } from '#app/domain/record/evidence/signed-head.ts'
import { home } from '../home.ts'
import { StartError } from '../persistence/start-error.ts'
import { openKey, publicKeysIn } from './record-key.ts'
import { isSignedBy } from './ssh-signature.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('is made once, for its user alone, in a folder that need not be there', () => {
  const file = join(folder, 'keys', 'record-key')
  const made = openKey(file)
  expect(made.isNew).toBe(true)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'keys'))).toEqual(['record-key'])
  const again = openKey(file)
  expect(again).toMatchObject({ publicKey: made.publicKey, isNew: false })
  const signature = again.sign('words')
  expect(isSignedBy(made.publicKey, 'words', { namespace: HEAD_NAMESPACE, signature })).toBe(true)
})

test('of many that make it at the same time, all take the same', async () => {
  const file = join(folder, 'record-key')
  const work = `import { openKey } from '#server/signing/record-key.ts'
    process.stdout.write(openKey(process.env.FILE).publicKey)`
  const begin = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', work], {
      cwd: home,
      env: { ...process.env, FILE: file },
    })
  const keys = await Promise.all([begin(), begin(), begin()])
  expect(new Set(keys.map(({ stdout }) => stdout))).toEqual(new Set([openKey(file).publicKey]))
  expect(readdirSync(folder)).toEqual(['record-key'])
})

test.skipIf(process.platform === 'win32')('is refused while others can read it, with what to do', () => {
  const file = join(folder, 'record-key')
  openKey(file)
  chmodSync(file, 0o644)
  expect(() => openKey(file)).toThrow(`Run "chmod go= ${file}" and start again.`)
})

test.each([
  ['words', 'my key'],
  ['a key of another kind', '-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----\n'],
])('%s are no key, and are left where they are', (_, text) => {
  const file = join(folder, 'record-key')
  writeFileSync(file, text, { mode: 0o600 })
  expect(() => openKey(file)).toThrow(StartError)
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('a place that takes no file is named', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => openKey(join(folder, 'file', 'record-key'))).toThrow(/cannot be kept in .* Set RECORD_KEY/)
})

test.each<[string, (publicKey: string, pem: string) => string]>([
  ['a public key', (publicKey) => publicKey],
  ['a public key with a comment', (publicKey) => `${publicKey} the secretariat\n`],
  ['allowed signers', allowedSigner],
  ['the private key', (_, pem) => pem],
])('the key to check with is read from %s', (_, textOf) => {
  const file = join(folder, 'record-key')
  const { publicKey } = openKey(file)
  expect(publicKeysIn(textOf(publicKey, readFileSync(file, 'utf8')), file)).toEqual(new Set([publicKey]))
})

test('a file without any key says so', () =>
  expect(() => publicKeysIn('words', 'signers')).toThrow('signers holds no public key "ssh-ed25519 …".'))
