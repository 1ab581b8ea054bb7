import { expect, test } from 'vitest'
import { signInLimits } from './sign-in-limits.ts'

const attempts = async (
  limits: ReturnType<typeof signInLimits>,
  many: number,
  address: string,
  email: string,
) => {
  const outcomes = []
  for (let n = 0; n < many; n++) outcomes.push(await limits.attempt(address, email))
  return outcomes.filter(Boolean).length
}

test('stops one address that guesses for one e-mail, whatever its case', async () => {
  const limits = signInLimits({ both: 3, email: 100, address: 100 })
  expect(await attempts(limits, 5, '1.1.1.1', 'ana@example.org')).toBe(3)
  expect(await limits.attempt('1.1.1.1', ' ANA@example.org ')).toBe(false)
})

test('lets others behind the address and the person elsewhere in', async () => {
  const limits = signInLimits({ both: 3, email: 100, address: 100 })
  await attempts(limits, 50, '1.1.1.1', 'ana@example.org')
  expect(await limits.attempt('1.1.1.1', 'ben@example.org')).toBe(true)
  expect(await limits.attempt('2.2.2.2', 'ana@example.org')).toBe(true)
})

test('does not let one address use up the tries that everybody has for an e-mail', async () => {
  const limits = signInLimits({ both: 3, email: 6, address: 100 })
  await attempts(limits, 50, '1.1.1.1', 'ana@example.org')
  expect(await attempts(limits, 5, '2.2.2.2', 'ana@example.org')).toBe(3)
})

test('stops many addresses that guess for one e-mail, and one that guesses for many', async () => {
  const limits = signInLimits({ both: 3, email: 6, address: 6 })
  for (let n = 0; n < 6; n++) expect(await limits.attempt(`1.1.1.${n}`, 'ana@example.org')).toBe(true)
  expect(await limits.attempt('9.9.9.9', 'ana@example.org')).toBe(false)
  for (let n = 0; n < 6; n++) await limits.attempt('3.3.3.3', `${n}@example.org`)
  expect(await limits.attempt('3.3.3.3', 'new@example.org')).toBe(false)
})

test('forgets the failures of a person who got in', async () => {
  const limits = signInLimits({ both: 3, email: 100, address: 100 })
  await attempts(limits, 2, '1.1.1.1', 'ana@example.org')
  await limits.succeeded('1.1.1.1', 'ana@example.org')
  expect(await attempts(limits, 5, '1.1.1.1', 'ana@example.org')).toBe(3)
})

test('does not let others’ failures lock a device out that is known', async () => {
  const limits = signInLimits({ both: 3, email: 6, address: 6, device: 2 })
  for (let n = 0; n < 20; n++) await limits.attempt(`1.1.1.${n}`, 'ana@example.org')
  for (let n = 0; n < 20; n++) await limits.attempt('2.2.2.2', 'ana@example.org')
  expect(await limits.attempt('2.2.2.2', 'ana@example.org'), 'a device that is not').toBe(false)
  expect(await limits.attempt('2.2.2.2', 'ana@example.org', 'her laptop')).toBe(true)
  await limits.succeeded('2.2.2.2', 'ana@example.org', 'her laptop')
  expect(await limits.attempt('2.2.2.2', 'ana@example.org', 'her laptop')).toBe(true)
})

test('stops a known device that guesses, and no other', async () => {
  const limits = signInLimits({ device: 2 })
  const tries = []
  for (let n = 0; n < 4; n++) tries.push(await limits.attempt('1.1.1.1', 'ana@example.org', 'stolen'))
  expect(tries).toEqual([true, true, false, false])
  expect(await limits.attempt('1.1.1.1', 'ana@example.org', 'her laptop')).toBe(true)
})

test('counts by itself while the store does not answer', async () => {
  const limits = signInLimits({ both: 2 }, { query: () => Promise.reject(new Error('no database')) })
  expect(await attempts(limits, 4, '1.1.1.1', 'ana@example.org')).toBe(2)
})
