import { EventEmitter } from 'node:events'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import type { User } from '#app/usecases/ports.ts'
import { LiveSessions } from './live-sessions.ts'

const user = (id: string): User => ({ id, email: id, name: id, role: 'chair', delegation: null, demo: false })

/** A socket that only says how it was closed. */
class Closable extends EventEmitter {
  closed: [number, string] | null = null
  close(code: number, reason: string) {
    this.closed = [code, reason]
  }
}

let living: Map<string, User>
let asked: { marks: number[]; reads: number[]; kept: string[] }
let sessions: LiveSessions
let now: number

beforeEach(() => {
  vi.useFakeTimers()
  living = new Map()
  asked = { marks: [], reads: [], kept: [] }
  now = 0
  const authenticator = {
    async mark(ids: readonly string[]) {
      asked.marks.push(ids.length)
      return JSON.stringify(ids.map((id) => living.get(id)?.role))
    },
    async living(ids: readonly string[]) {
      asked.reads.push(ids.length)
      return new Map([...living].filter(([id]) => ids.includes(id)))
    },
    async keepAlive(id: string) {
      asked.kept.push(id)
      return true
    },
  }
  const log = pino({ level: 'silent' })
  sessions = new LiveSessions({ authenticator, ended: () => undefined, log }, () => now)
})
afterEach(() => {
  sessions.stop()
  vi.useRealTimers()
})

const seat = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const [id, socket] = [`s${at}`, new Closable()]
    living.set(id, user(id))
    sessions.watch(socket as unknown as WebSocket, id, user(id))
    return socket
  })
const rounds = (count: number) => vi.advanceTimersByTimeAsync(count * 700)

test('asks for one row a round while nothing happens', async () => {
  seat(100)
  await rounds(10)
  expect(asked.reads).toEqual([100])
  expect(asked.marks.length).toBeGreaterThanOrEqual(10)
})

test('spreads thousands over small questions, and reads only where something has changed', async () => {
  const sockets = seat(5_000)
  await rounds(2)
  const before = asked.reads.length
  living.delete('s42')
  await rounds(1)
  expect(Math.max(...asked.marks)).toBeLessThan(1_200)
  expect(asked.reads.length - before).toBe(1)
  expect(sockets.filter(({ closed }) => closed).map(({ closed }) => closed![1])).toEqual(['signed-out'])
})

test('notices what changes while somebody comes and another goes', async () => {
  const [first, second] = seat(2)
  await rounds(2)
  second!.emit('close')
  living.set('s0', { ...user('s0'), role: 'observer' })
  const third = new Closable()
  living.set('s9', user('s9'))
  sessions.watch(third as unknown as WebSocket, 's9', user('s9'))
  await rounds(1)
  expect([first!.closed?.[1], third.closed]).toEqual(['changed', null])
})

test('ends the older tabs of a session whose user came back as somebody else', () => {
  const [first] = seat(1)
  const again = new Closable()
  sessions.watch(again as unknown as WebSocket, 's0', { ...user('s0'), role: 'secretariat' })
  expect([first!.closed?.[1], again.closed]).toEqual(['changed', null])
})

test('keeps sessions alive that are used, a few in a round', async () => {
  seat(50)
  now = 11 * 60_000
  await rounds(1)
  expect(asked.kept).toHaveLength(20)
  await rounds(3)
  expect(new Set(asked.kept).size).toBe(50)
  now += 11 * 60_000
  sessions.used('s7')
  await rounds(2)
  expect(asked.kept.slice(50)).toEqual(['s7'])
})
