import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { home } from '#server/home.ts'
import {
  HttpClient,
  isBuilt,
  runAccountCommand,
  start,
  startAndFail,
  type Product,
} from '#tests/servers/product.ts'

const hasOpenSsh = spawnSync('ssh-keygen', ['-Y', 'verify']).error === undefined
const folder = mkdtempSync(join(tmpdir(), 'record-'))
const data = { DATA_DIR: join(folder, 'data'), DEMO: '1' }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Answer = { code: number; said: string }

/** `node scripts/verify.mjs` without its preparations. */
async function verify(...parameters: string[]): Promise<Answer> {
  const run = promisify(execFile)(process.execPath, ['build/run/verify.js', ...parameters], {
    cwd: home,
    env: { ...process.env, ...data },
  })
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      said: stdout + stderr,
    }),
  )
}

describe.skipIf(!isBuilt)(
  `the signed record of the built product${isBuilt ? '' : ' (skipped: not built)'}`,
  () => {
    const files: Record<string, string> = {}
    let paper = ''
    let page = ''
    let exported = ''
    beforeAll(async () => {
      const product: Product = await start(data)
      const client = new HttpClient(product.address)
      await client.post('/sign-in', { demo: 'demo-secretariat' })
      const base = '/drafts/demo/revisions/0'
      for (const name of ['record.txt', 'record.txt.sig', 'allowed_signers'])
        files[name] = await vi.waitFor(async () => {
          const answer = await client.get(`${base}/${name}`)
          if (answer.status !== 200) throw new Error(`${answer.status}`)
          return answer.text()
        })
      paper = await (await client.get(`${base}/clean.txt`)).text()
      page = await (await client.get(base)).text()
      exported = await (await client.get('/drafts/demo/record.json')).text()
      await product.stop()
    })

    test('has a key of its own beside the database, for its user alone', () => {
      const file = join(data.DATA_DIR, 'record-key')
      expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/)
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(existsSync(join(data.DATA_DIR, 'postgres', 'record-key'))).toBe(false)
    })

    test('has one code on the last line of the paper, on the page, and in what is signed', () => {
      const hash = /^hash: ([0-9a-f]{64})$/m.exec(files['record.txt']!)![1]!
      const code = /([0-9A-F]{4}-){4}[0-9A-F]{4}$/.exec(paper.trimEnd())![0]
      expect(hash.slice(0, 20).toUpperCase()).toBe(code.replaceAll('-', ''))
      expect(page).toContain(code)
      expect(page).toMatch(/<svg viewBox="0 0 \d+ \d+" role="img"[^>]*><path d="M/)
    })

    test.skipIf(!hasOpenSsh)('is checked by ssh-keygen, without this product', () => {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
      const asked = '-Y verify -f allowed_signers -I corchete -n corchete-record -s record.txt.sig'
      const check = (input: string) =>
        spawnSync('ssh-keygen', asked.split(' '), { cwd: folder, input }).status
      expect(check(files['record.txt']!)).toBe(0)
      expect(check(files['record.txt']!.replace(/^entry: /m, 'entry: 1'))).not.toBe(0)
    })

    test('is checked by verify, with the own key or with one that was brought', async () => {
      const signers = join(folder, 'signers')
      writeFileSync(signers, files['allowed_signers']!)
      for (const parameters of [[], ['--key', signers]]) {
        const { code, said } = await verify(...parameters)
        expect(said).toMatch(/[1-9]\d* signed heads?\./)
        expect([code, said]).toEqual([0, expect.stringMatching(/all whole/)])
      }
      writeFileSync(
        signers,
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n',
      )
      const { code, said } = await verify('--key', signers)
      expect([code, said]).toEqual([1, expect.stringMatching(/is not signed by a key that is trusted/)])
    })

    test.each<[string, (text: string) => string, number, RegExp]>([
      ['with names', (text) => text, 0, /a whole record/],
      ['without them', (text) => text.replace(/,"persons":\[[^\]]*\]/g, ''), 0, /a whole record/],
      [
        'with another name',
        (text) => text.replaceAll('"name":"Demo secretariat"', '"name":"Ana"'),
        1,
        /broken at entry \d+: the name beside it is not the one that it was written with/,
      ],
    ])('an export %s is checked by itself, against the code on the paper', async (_, change, code, said) => {
      const file = join(folder, 'export.json')
      writeFileSync(file, change(exported))
      const number = /^entry: (\d+)$/m.exec(files['record.txt']!)![1]!
      const onPaper = /([0-9A-F]{4}-){4}[0-9A-F]{4}$/.exec(paper.trimEnd())![0]
      const answer = await verify('--file', file, '--expect', `demo:${number}:${onPaper}`)
      expect(answer).toEqual({ code, said: expect.stringMatching(said) })
    })

    test('a person is erased by command, and the record is whole all the same', async () => {
      const asked = ['erase', 'secretariat@demo.invalid']
      const before = await runAccountCommand(data, asked)
      expect(before).toEqual({ code: 1, said: expect.stringMatching(/Nothing is erased yet\. Add --yes/) })
      const erased = await runAccountCommand(data, [...asked, '--yes'])
      expect(erased).toEqual({
        code: 0,
        said: expect.stringMatching(/is erased: [1-9]\d* names in the record/),
      })
      expect(await verify()).toEqual({ code: 0, said: expect.stringMatching(/all whole/) })
      const again = await runAccountCommand(data, [...asked, '--yes'])
      expect(again).toEqual({ code: 1, said: expect.stringMatching(/There is no account/) })
    })

    test('a key that was asked for and cannot be had ends the start in one line', async () => {
      const wrong = join(folder, 'wrong-key')
      writeFileSync(wrong, 'words', { mode: 0o600 })
      expect(await startAndFail({ ...data, RECORD_KEY: wrong })).toEqual({
        code: 1,
        said: `${wrong} is no Ed25519 key in PKCS#8. Move it away, and a new one is made.\n`,
      })
    })
  },
)
