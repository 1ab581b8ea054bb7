import { expect, test } from 'vitest'
import { MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { endSessions, ownSessions } from './sessions.ts'

/** Ana is signed in on a laptop and a phone, Ben on a laptop. */
async function signedIn() {
  const { ports } = new MemoryRooms()
  const now = ports.clock.now()
  const add = (id: string, user: string, device: string, createdAt: number, usedAt?: number) =>
    ports.sessions.add({ id, user, device, createdAt, expiresAt: now + 3_600_000, ...(usedAt && { usedAt }) })
  await add('a1', 'ana', 'laptop', now - 3_000)
  await add('a2', 'ana', 'phone', now - 2_000, now - 500)
  await add('a3', 'ana', 'tablet', now - 1_000)
  await add('b1', 'ben', 'laptop', now - 1_000)
  const left = async (user: string) => (await ownSessions(ports, user, 'a2')).map(({ id }) => id)
  return { ports, now, left }
}

test('a person sees where they are signed in, this browser first', async () => {
  const { ports, now } = await signedIn()
  expect(await ownSessions(ports, 'ana', 'a2')).toEqual([
    { id: 'a2', device: 'phone', createdAt: now - 2_000, usedAt: now - 500, isThis: true },
    { id: 'a3', device: 'tablet', createdAt: now - 1_000, usedAt: now - 1_000, isThis: false },
    { id: 'a1', device: 'laptop', createdAt: now - 3_000, usedAt: now - 3_000, isThis: false },
  ])
})

test('ends one, or all others, and nobody else’s', async () => {
  const { ports, left } = await signedIn()
  expect(await endSessions(ports, 'ana', (id) => id === 'b1')).toBe(0)
  expect(await endSessions(ports, 'ana', (id) => id === 'a1')).toBe(1)
  expect([await left('ana'), await left('ben')]).toEqual([['a2', 'a3'], ['b1']])
  expect(await endSessions(ports, 'ana', (id) => id !== 'a2')).toBe(1)
  expect([await left('ana'), await left('ben')]).toEqual([['a2'], ['b1']])
})
