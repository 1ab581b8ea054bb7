import { describe, expect, it } from 'vitest'
import { MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { signIn, signInAsDemo } from './sign-in.ts'

const ana = {
  id: 'u1',
  email: 'ana@example.org',
  name: 'Ana',
  role: 'delegate',
  delegation: 'MEX',
  demo: true,
} as const

async function people(demo = true) {
  const { ports } = new MemoryRooms(demo)
  await ports.users.add({ ...ana, passwordHash: await ports.passwords.hash('right') })
  await ports.users.add({ ...ana, id: 'u2', email: 'ben@example.org', demo: false, passwordHash: '' })
  const work: string[] = []
  const passwords: typeof ports.passwords = {
    hash: (password) => (work.push('hash'), ports.passwords.hash(password)),
    verify: (hash, password) => (work.push('verify'), ports.passwords.verify(hash, password)),
  }
  return { ports: { ...ports, passwords }, work }
}

describe('signIn', () => {
  it('knows a person, and gives no password away', async () => {
    const { ports } = await people()
    expect(await signIn(ports, { email: ' Ana@Example.org', password: 'right' })).toEqual({
      ok: true,
      value: ana,
    })
  })

  it.each([
    ['a wrong password', 'ana@example.org', 'wrong', 'verify'],
    ['an e-mail that nobody has', 'nobody@example.org', 'right', 'hash'],
  ])('refuses %s alike, after the same work', async (_, email, password, done) => {
    const { ports, work } = await people()
    const refused = { ok: false, refusal: { kind: 'wrong-credentials' } }
    expect(await signIn(ports, { email, password })).toEqual(refused)
    expect(work).toEqual([done])
  })
})

describe('signInAsDemo', () => {
  it.each([
    ['a demo account while the demo is on', true, 'u1', true],
    ['a demo account without the demo', false, 'u1', false],
    ['an account that is not of the demo', true, 'u2', false],
    ['nobody', true, 'u3', false],
  ])('of %s', async (_, demo, id, expected) => {
    const { ports } = await people(demo)
    expect((await signInAsDemo(ports, id)).ok).toBe(expected)
  })
})
