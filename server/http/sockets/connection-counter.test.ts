import { expect, test } from 'vitest'
import { ConnectionCounter } from './connection-counter.ts'

const few = { open: 2, perSecond: 1, burst: 3 }
const arrivals = () => new ConnectionCounter({ address: few, session: few, user: few })

test('lets as many in as may be open, and others when these have left', () => {
  const at = arrivals()
  expect([at.enter('session', 's', 0), at.enter('session', 's', 0), at.enter('session', 's', 0)]).toEqual([
    true,
    true,
    false,
  ])
  at.leave('session', 's')
  expect(at.enter('session', 's', 0)).toBe(true)
})

test('counts each session, user and address for itself', () => {
  const at = arrivals()
  for (const kind of ['session', 'user', 'address'] as const)
    for (const key of ['a', 'b']) expect(at.enter(kind, key, 0)).toBe(true)
})

test('slows down whoever comes and goes without end', () => {
  const at = arrivals()
  const visit = (now: number) => {
    const enters = at.enter('user', 'u', now)
    if (enters) at.leave('user', 'u')
    return enters
  }
  expect([0, 0, 0, 0, 500, 1_000, 1_000, 2_100].map(visit)).toEqual([
    true,
    true,
    true,
    false,
    false,
    true,
    false,
    true,
  ])
})

test('forgets who has been gone for long, and nobody else', () => {
  const at = arrivals()
  at.enter('user', 'stays', 0)
  at.enter('user', 'went', 0)
  at.leave('user', 'went')
  at.forget(500)
  expect(at.size).toBe(2)
  at.forget(5_000)
  expect(at.size).toBe(1)
})
