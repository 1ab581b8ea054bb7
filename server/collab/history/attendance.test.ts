import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import pino from 'pino'
import type { Stay } from '#app/domain/meeting/attendance.ts'
import { attendanceInMemory } from '#tests/builders/attendance.ts'
import { actor, canada, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import { Attendance } from './attendance.ts'

const MINUTE = 60_000
const START = Date.UTC(2025, 2, 4, 15)

/** The room's attendance on a clock that the test moves, and everything that it writes. */
function aRoom() {
  const store = attendanceInMemory(new Set(['d1', 'd2']))
  const written: Stay[][] = []
  let fails = 0
  let ids = 0
  const keep = async (stays: readonly Stay[]) => {
    if (fails-- > 0) throw new Error('the database is away')
    written.push(structuredClone([...stays]))
    await store.keep(stays)
  }
  const attendance = new Attendance({
    store: { keep },
    clock: { now: () => Date.now() },
    id: () => `s${ids++}`,
    log: pino({ level: 'silent' }),
  })
  const told = async (draft = 'd1') =>
    (await store.between(draft, 0, Infinity)).map(
      ({ delegation, role, from, until }) =>
        `${delegation ?? role} ${(from - START) / MINUTE}-${(until - START) / MINUTE}`,
    )
  const failing = (times: number) => (fails = times)
  return { attendance, written, told, failing }
}
const after = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE)

describe('who sits at the tables', () => {
  beforeEach(() => void vi.useFakeTimers({ now: START }))
  afterEach(() => void vi.useRealTimers())

  test('is stored soon after somebody comes, then once a minute in one statement for all rooms', async () => {
    const { attendance, written, told } = aRoom()
    attendance.come('d1', mexico)
    attendance.come('d1', canada)
    attendance.come('d2', mexico)
    await after(1 / 60)
    expect(written.map((stays) => stays.length)).toEqual([3])
    await after(3)
    expect(written.map((stays) => stays.length)).toEqual([3, 3, 3, 3])
    expect(await told()).toEqual([`MEX 0-${3 + 1 / 60}`, `CAN 0-${3 + 1 / 60}`])
  })

  test('costs nothing while nobody is there', async () => {
    const { attendance, written } = aRoom()
    attendance.come('d1', mexico)()
    await after(10)
    expect(written).toHaveLength(1)
  })

  test('costs one statement a minute, however often people come and go', async () => {
    const { attendance, written, told } = aRoom()
    for (let second = 0; second < 120; second++) {
      const leave = attendance.come('d1', mexico)
      await after(1 / 120)
      leave()
      await after(1 / 120)
    }
    await after(2)
    expect(written.length).toBeLessThanOrEqual(4)
    expect(written.every((stays) => stays.length === 1)).toBe(true)
    expect(await told()).toEqual([`MEX 0-${2 - 1 / 120}`])
  })

  test('a reconnect within a minute goes on, one after it begins anew', async () => {
    const { attendance, told } = aRoom()
    attendance.come('d1', mexico)()
    await after(0.9)
    attendance.come('d1', mexico)()
    await after(2)
    attendance.come('d1', mexico)()
    await attendance.stop()
    expect(await told()).toEqual(['MEX 0-0.9', 'MEX 2.9-2.9'])
  })

  test('two tabs are one stay, which ends with the second', async () => {
    const { attendance, told } = aRoom()
    const [first, second] = [attendance.come('d1', mexico), attendance.come('d1', mexico)]
    await after(1)
    first()
    first()
    await after(4)
    second()
    await attendance.stop()
    expect(await told()).toEqual(['MEX 0-5'])
  })

  test('a process that is killed leaves what its last beat said', async () => {
    const { attendance, told } = aRoom()
    attendance.come('d1', mexico)
    await after(2.5)
    expect(await told()).toEqual([`MEX 0-${2 + 1 / 60}`])
  })

  test('a process that ends in order leaves the moment of its end', async () => {
    const { attendance, told } = aRoom()
    attendance.come('d1', mexico)
    await after(2.5)
    await attendance.stop()
    expect(await told()).toEqual(['MEX 0-2.5'])
  })

  test('the secretariat does not sit for the delegation that it types for', async () => {
    const { attendance, told } = aRoom()
    attendance.come('d1', { ...secretariat, delegation: 'MEX' })
    await attendance.stop()
    expect(await told()).toEqual(['secretariat 0-0'])
  })

  test('a working copy is a delegation’s own, and nobody’s to note', async () => {
    const { attendance, written } = aRoom()
    attendance.come('d1~MEX', mexico)
    await attendance.stop()
    expect(written).toEqual([])
  })

  test('what sits at the table for an open working copy is nobody', async () => {
    const { attendance, written } = aRoom()
    attendance.come('d1', { user: '', name: '', role: 'observer', delegation: null })
    await attendance.stop()
    expect(written).toEqual([])
  })

  test('what could not be stored is stored when the database is back', async () => {
    const { attendance, told, failing } = aRoom()
    failing(2)
    attendance.come('d1', actor('observer'))
    const leave = attendance.come('d1', mexico)
    await after(1 / 60)
    leave()
    await after(3)
    expect((await told()).sort()).toEqual([`MEX 0-${1 / 60}`, `observer 0-${3 + 1 / 60}`])
  })
})
