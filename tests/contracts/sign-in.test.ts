import { expect, test } from 'vitest'
import { signInLimits } from '#server/http/sessions/sign-in-limits.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { aUser } from '#tests/builders/samples.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'

onBothDatabases('the stores of the door', (open) => {
  const stores = (): Stores => storesOn(open(), () => undefined)
  const user = async () => {
    const ana = aUser()
    await stores().users.add(ana)
    return ana
  }

  test('know from which devices somebody has signed in, until that is long ago', async () => {
    const { devices } = stores()
    const [ana, ben] = [await user(), await user()]
    await devices.remember('laptop', ana.id, 1_000)
    await devices.remember('laptop', ana.id, 5_000)
    await devices.remember('phone', ana.id, 2_000)
    expect(await devices.isKnown('laptop', ana.id)).toBe(true)
    expect(await devices.isKnown('laptop', ben.id)).toBe(false)
    await devices.forget(3_000)
    expect([await devices.isKnown('laptop', ana.id), await devices.isKnown('phone', ana.id)]).toEqual([
      true,
      false,
    ])
  })

  test('keep what happens at the door for ever, the latest first', async () => {
    const { signIns } = stores()
    const { id, email } = await user()
    const event = { user: id, account: email, address: '1.1.1.1', device: 'Firefox' }
    await signIns.add({ ...event, at: 1_000, what: 'failed' })
    await signIns.add({ ...event, at: 2_000, what: 'signed-in' })
    await signIns.add({ ...event, at: 3_000, what: 'failed', user: null, account: 'unknown:x' })
    expect(await signIns.latest(10, email)).toEqual([
      { ...event, at: 2_000, what: 'signed-in' },
      { ...event, at: 1_000, what: 'failed' },
    ])
    expect((await signIns.latest(1)).map(({ account }) => account)).toEqual(['unknown:x'])
    for (const change of ["UPDATE sign_in_events SET what = 'x'", 'DELETE FROM sign_in_events'])
      await expect(open().pool.query(change)).rejects.toThrow()
  })

  test('list the sessions of somebody that live, with their device and when the password was given', async () => {
    const { sessions } = stores()
    const { id } = await user()
    const session = (name: string, over: object) => ({
      id: `${name} of ${id}`,
      user: id,
      createdAt: 1_000,
      expiresAt: 50_000,
      device: 'Firefox',
      ...over,
    })
    const [first, second] = [session('first', {}), session('second', { createdAt: 2_000, device: '' })]
    await sessions.add(first)
    await sessions.add(second)
    await sessions.add(session('gone', { expiresAt: 9_000 }))
    expect(await sessions.of(id, 10_000)).toEqual([second, first])
    await sessions.prove(first.id, 7_000)
    await sessions.extend(first.id, 60_000, 8_000)
    expect(await sessions.byId(first.id)).toEqual({
      ...first,
      expiresAt: 60_000,
      usedAt: 8_000,
      provenAt: 7_000,
    })
    await sessions.extend(first.id, 70_000)
    expect(await sessions.byId(first.id)).toMatchObject({ expiresAt: 70_000, usedAt: 8_000 })
  })

  test('count failures for all processes together, and after a restart', async () => {
    const { email } = await user()
    const process = () => signInLimits({ both: 3 }, open().pool)
    const [one, other] = [process(), process()]
    expect(await one.attempt('1.1.1.1', email)).toBe(true)
    expect(await other.attempt('1.1.1.1', email)).toBe(true)
    expect(await one.attempt('1.1.1.1', email)).toBe(true)
    expect(await other.attempt('1.1.1.1', email)).toBe(false)
    expect(await process().attempt('1.1.1.1', email), 'a restart').toBe(false)
    expect(await process().attempt('2.2.2.2', email), 'elsewhere').toBe(true)
    expect(await process().attempt('1.1.1.1', email, 'known device')).toBe(true)
    await one.succeeded('1.1.1.1', email)
    expect(await other.attempt('1.1.1.1', email)).toBe(true)
    const { rows } = await open().pool.query<{ key: string }>('SELECT key FROM sign_in_attempts')
    expect(rows.some(({ key }) => key.includes('@') || key.includes('1.1.1.1'))).toBe(false)
  })

  test('change a role and a delegation together', async () => {
    const { users } = stores()
    const { id } = await user()
    await users.setRole(id, { role: 'observer', delegation: null })
    expect(await users.byId(id)).toMatchObject({ role: 'observer', delegation: null })
    await expect(users.setRole(id, { role: 'delegate', delegation: null })).rejects.toThrow()
  })
})
