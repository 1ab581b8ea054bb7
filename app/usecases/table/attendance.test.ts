import { describe, expect, test } from 'vitest'
import type { Role } from '#app/domain/basics/actor.ts'
import type { Stay } from '#app/domain/meeting/attendance.ts'
import { MemoryRooms, aHeader, actor, chair, secretariat } from '#tests/builders/memory-rooms.ts'
import { readAttendance, whoSat } from './attendance.ts'

const MINUTE = 60_000
const stay = (id: string, from: number, until: number, over: Partial<Stay> = {}): Stay => ({
  id,
  draft: 'd1',
  user: id,
  name: `Person ${id}`,
  role: 'delegate',
  delegation: 'MEX',
  from: from * MINUTE,
  until: until * MINUTE,
  ...over,
})

async function aTable() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge', 'OP: To ask')
  await table.ports.attendance.keep([
    stay('a', 10, 30),
    stay('b', 12, 14, { delegation: 'CAN' }),
    stay('c', 10, 30, { role: 'chair', delegation: null }),
    stay('o', 10, 30, { role: 'observer', delegation: null }),
  ])
  return table
}

describe('who sat at a moment', () => {
  test.each<[Role, boolean]>([
    ['delegate', true],
    ['chair', true],
    ['secretariat', true],
    ['translator', true],
    ['administrator', true],
    ['observer', false],
  ])('a %s learns the delegations, and persons: %s', async (role, persons) => {
    const { ports } = await aTable()
    const reader = actor(role, role === 'delegate' ? 'BRA' : null)
    const seated = await whoSat(ports, reader, 'd1', 13 * MINUTE)
    expect(seated).toEqual({
      delegations: [
        { delegation: 'CAN', names: persons ? ['Person b'] : [] },
        { delegation: 'MEX', names: persons ? ['Person a'] : [] },
      ],
      offices: [{ role: 'chair', names: persons ? ['Person c'] : [] }],
      reading: 1,
    })
  })
  test('nobody can say for a time before it was kept', async () =>
    expect(await whoSat((await aTable()).ports, chair, 'd1', 9 * MINUTE)).toBeNull())
  test('nobody was there when all had left', async () =>
    expect(await whoSat((await aTable()).ports, chair, 'd1', 40 * MINUTE)).toMatchObject({
      delegations: [],
      reading: 0,
    }))
})

describe('the list of a meeting', () => {
  const list = async (role: Role, from = 0, until = 60) =>
    readAttendance((await aTable()).ports, actor(role, role === 'delegate' ? 'MEX' : null), 'd1', () => ({
      from: from * MINUTE,
      until: until * MINUTE,
    }))
  test.each<Role>(['delegate', 'chair', 'translator', 'observer', 'administrator'])(
    'is not for a %s',
    async (role) => expect(await list(role)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed' } }),
  )
  test('has persons with their times in it, cut at its edges', async () => {
    const read = await list('secretariat', 13, 20)
    expect(read.ok && read.value.attended.map(({ name, ms }) => `${name} ${ms / MINUTE}`)).toEqual([
      'Person b 1',
      'Person a 7',
      'Person c 7',
      'Person o 7',
    ])
  })
  test('may be that of a reading, up to now while it goes on', async () => {
    const table = await aTable()
    const { paragraphs } = await table.read('d1')
    const opened = { kind: 'open-reading', meeting: 'Third', date: '2025-03-04' } as const
    await table.makeStatement('d1', chair, { ...opened, paragraphs: paragraphs.map(({ id }) => id) })
    const [reading] = (await table.readFloor('d1')).readings
    const from = reading!.openedAt / MINUTE
    await table.ports.attendance.keep([stay('late', from, from + 600)])
    const read = await readAttendance(table.ports, secretariat, 'd1', (readings) => ({
      reading: readings.at(-1)!.number,
    }))
    expect(read.ok && read.value.listed.from).toBe(reading!.openedAt)
    expect(read.ok && read.value.attended.map(({ name }) => name)).toEqual(['Person late'])
  })
})
