import { afterAll, beforeAll, expect, test } from 'vitest'
import type { User } from '#app/usecases/ports.ts'
import type { Database } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { openReady, places, type Place } from '#tests/servers/databases.ts'
import {
  createAuthenticator,
  PROOF_LASTS,
  SESSION_LIFE,
  type AuthenticatorSettings,
} from './authenticator.ts'

const ana: User = {
  id: 'ana',
  email: 'ana@example.org',
  name: 'Ana',
  role: 'chair',
  delegation: null,
  demo: false,
}
const demo: User = { ...ana, id: 'demo-chair', email: 'chair@demo.invalid', demo: true }

let place: Place
let database: Database
beforeAll(async () => {
  place = await places[0]!.make()
  database = await openReady(place.where)
  for (const user of [ana, demo])
    await storesOn(database, () => undefined).users.add({ ...user, passwordHash: '!' })
})
afterAll(async () => {
  await database.close()
  await place.remove()
})

/** An authenticator with a clock that is set by hand. */
function anAuthenticator(settings: Partial<AuthenticatorSettings> = {}) {
  const { users, sessions } = storesOn(database, () => undefined)
  const clock = { time: 1_000_000, now: () => clock.time }
  const all: AuthenticatorSettings = { secure: false, secret: 'secret', demo: true, ...settings }
  const open = (over: Partial<typeof all> = {}) =>
    createAuthenticator(users, sessions, clock, { ...all, ...over })
  return { open, authenticator: open(), sessions, clock }
}
/** What a browser sends back of a cookie that was set. */
const sent = (cookie: string) => cookie.split(';')[0]!

test('greets a stranger with a cookie that only its form tokens hang on', async () => {
  const { authenticator } = anAuthenticator()
  const stranger = await authenticator.identify(undefined)
  expect(stranger).toMatchObject({ user: null, session: null })
  expect(stranger.cookies[0]).toMatch(/^corchete-visitor=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const again = await authenticator.identify(sent(stranger.cookies[0]!))
  expect(again).toEqual({ ...stranger, cookies: [] })
  expect((await authenticator.identify(undefined)).csrf).not.toBe(stranger.csrf)
})

test('knows a user by a token that the database cannot give away', async () => {
  const { authenticator, sessions } = anAuthenticator()
  const cookie = sent(await authenticator.signIn(ana, null))
  const visitor = await authenticator.identify(`other=1; ${cookie}`)
  expect(visitor.user).toEqual(ana)
  expect(await sessions.byId(visitor.session!)).toMatchObject({ user: 'ana' })
  expect(cookie).not.toContain(visitor.session!)
  expect((await authenticator.identify(`corchete-session=${visitor.session}`)).user).toBeNull()
})

test('gives each session form tokens of its own, and others under another secret', async () => {
  const { authenticator, open } = anAuthenticator()
  const [one, other] = [
    sent(await authenticator.signIn(ana, null)),
    sent(await authenticator.signIn(ana, null)),
  ]
  const tokens = [
    await authenticator.identify(one),
    await authenticator.identify(other),
    await open({ secret: 'other' }).identify(one),
  ].map(({ csrf }) => csrf)
  expect(new Set(tokens).size).toBe(3)
  expect((await authenticator.identify(one)).csrf).toBe(tokens[0])
})

test('marks its cookies for this host alone under https', async () => {
  const { authenticator } = anAuthenticator({ secure: true })
  const cookie = await authenticator.signIn(ana, null)
  expect(cookie).toMatch(
    /^__Host-corchete-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200$/,
  )
  expect((await authenticator.identify(sent(cookie))).user).toEqual(ana)
  expect((await authenticator.identify(sent(cookie).replace('__Host-', ''))).user).toBeNull()
})

test('lets a session slide while it is used, and end twelve hours after it was', async () => {
  const { authenticator, clock } = anAuthenticator()
  const cookie = sent(await authenticator.signIn(ana, null))
  clock.time += SESSION_LIFE - 1
  const late = await authenticator.identify(cookie)
  expect(late.user).toEqual(ana)
  expect(late.cookies).toEqual([`${cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200`])
  clock.time += SESSION_LIFE - 1
  expect((await authenticator.identify(cookie)).user).toEqual(ana)
  clock.time += SESSION_LIFE
  expect((await authenticator.identify(cookie)).user).toBeNull()
})

test('ends a session at its end, however much it is used', async () => {
  const { open, clock } = anAuthenticator()
  const authenticator = open({ longest: 30 * 3_600_000 })
  const cookie = sent(await authenticator.signIn(ana, null))
  for (const hours of [11, 22]) {
    clock.time = 1_000_000 + hours * 3_600_000
    expect((await authenticator.identify(cookie)).user, `after ${hours} hours`).toEqual(ana)
  }
  const { session, cookies } = await authenticator.identify(cookie)
  expect(cookies).toEqual([])
  clock.time = 1_000_000 + 30 * 3_600_000 - 1
  expect((await authenticator.identify(cookie)).user).toEqual(ana)
  clock.time += 1
  expect((await authenticator.identify(cookie)).user).toBeNull()
  expect(await authenticator.keepAlive(session!, true)).toBe(false)
  expect(await authenticator.living([session!])).toEqual(new Map())
})

test('ends at once what has gone on longer than a setting that was made shorter allows', async () => {
  const { authenticator, open, clock } = anAuthenticator()
  const cookie = sent(await authenticator.signIn(ana, null))
  clock.time += 2 * 3_600_000
  expect((await authenticator.identify(cookie)).user).toEqual(ana)
  expect((await open({ longest: 3_600_000 }).identify(cookie)).user).toBeNull()
})

test('knows whether the password was given lately', async () => {
  const { authenticator, clock } = anAuthenticator()
  const cookie = sent(await authenticator.signIn(ana, null))
  const isProven = async () => (await authenticator.identify(cookie)).isProven
  expect(await isProven()).toBe(true)
  clock.time += PROOF_LASTS - 1
  expect(await isProven()).toBe(true)
  clock.time += 1
  expect(await isProven()).toBe(false)
  await authenticator.prove((await authenticator.identify(cookie)).session!)
  expect(await isProven()).toBe(true)
  expect((await authenticator.identify(undefined)).isProven).toBe(false)
})

test('does not write for every request', async () => {
  const { authenticator, clock } = anAuthenticator()
  const cookie = sent(await authenticator.signIn(ana, null))
  clock.time += 60_000
  expect((await authenticator.identify(cookie)).cookies).toEqual([])
})

test('ends the session before when somebody signs in again, and the session at sign-out', async () => {
  const { authenticator } = anAuthenticator()
  const first = sent(await authenticator.signIn(ana, null))
  const { session } = await authenticator.identify(first)
  const second = sent(await authenticator.signIn(ana, session))
  expect((await authenticator.identify(first)).user).toBeNull()
  const now = await authenticator.identify(second)
  expect(await authenticator.signOut(now.session)).toMatch(/^corchete-session=; .*Max-Age=0$/)
  expect((await authenticator.identify(second)).user).toBeNull()
})

test('keeps demo accounts out when the demo is off, also those that were inside', async () => {
  const { authenticator, open } = anAuthenticator()
  const cookie = sent(await authenticator.signIn(demo, null))
  expect((await authenticator.identify(cookie)).user).toEqual(demo)
  const closed = open({ demo: false })
  expect((await closed.identify(cookie)).user).toBeNull()
  await expect(closed.signIn(demo, null)).rejects.toThrow()
})

test('knows of a session on a socket whether it lives, and keeps it alive when it is used', async () => {
  const { authenticator, clock } = anAuthenticator()
  const { session } = await authenticator.identify(sent(await authenticator.signIn(ana, null)))
  clock.time += SESSION_LIFE / 2
  expect(await authenticator.keepAlive(session!, true)).toBe(true)
  clock.time += SESSION_LIFE - 1
  expect(await authenticator.keepAlive(session!, false)).toBe(true)
  clock.time += 1
  expect(await authenticator.keepAlive(session!, false)).toBe(false)
  expect(await authenticator.keepAlive('none', true)).toBe(false)
})

test('knows of many sessions at once whose they are, and not those of a demo that is off', async () => {
  const { authenticator, open, clock } = anAuthenticator()
  const cookies = [await authenticator.signIn(ana, null), await authenticator.signIn(demo, null)].map(sent)
  const ids = await Promise.all(
    cookies.map(async (cookie) => (await authenticator.identify(cookie)).session!),
  )
  expect([...(await authenticator.living(ids)).values()]).toEqual(expect.arrayContaining([ana, demo]))
  expect([...(await open({ demo: false }).living(ids)).values()]).toEqual([ana])
  const mark = await authenticator.mark(ids)
  await authenticator.signOut(ids[0]!)
  expect(await authenticator.mark(ids)).not.toBe(mark)
  clock.time += SESSION_LIFE
  expect(await authenticator.living(ids)).toEqual(new Map())
})
