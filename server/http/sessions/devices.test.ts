import { expect, test } from 'vitest'
import { signInInMemory } from '#tests/builders/sign-in.ts'
import { openDevices } from './devices.ts'

const open = (secret = 'secret') =>
  openDevices(signInInMemory().devices, { now: () => 1_000 }, { secure: false, secret })
const sent = (cookie: string) => cookie.split(';')[0]!

test('a device is known to whoever signed in from it, and keeps its cookie for others', async () => {
  const devices = open()
  const cookie = await devices.remember(undefined, 'ana')
  expect(cookie).toMatch(
    /^corchete-device=[\w-]{43}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/,
  )
  expect(await devices.known(sent(cookie), 'ana')).toMatch(/^[0-9a-f]{64}$/)
  expect(await devices.known(sent(cookie), 'ben')).toBeNull()
  expect(sent(await devices.remember(sent(cookie), 'ben'))).toBe(sent(cookie))
  expect(await devices.known(sent(cookie), 'ben')).toBe(await devices.known(sent(cookie), 'ana'))
})

test.each([
  ['no cookie', () => undefined],
  ['another token under the same signature', (cookie: string) => cookie.replace(/=.{5}/, '=AAAAA')],
  ['no signature', (cookie: string) => cookie.split('.')[0]],
  ['a signature of nothing', () => 'corchete-device=.'],
])('%s is no known device', async (_, forge) => {
  const devices = open()
  const cookie = sent(await devices.remember(undefined, 'ana'))
  expect(await devices.known(forge(cookie), 'ana')).toBeNull()
})

test('a device known under another secret is not known', async () => {
  const cookie = sent(await open('other').remember(undefined, 'ana'))
  expect(await open().known(cookie, 'ana')).toBeNull()
})
