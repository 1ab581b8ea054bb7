import { describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/basics/actor.ts'
import { MemoryRooms, actor as as, chair, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import { readOrgans, setOrganZone } from './organs.ts'

const panama = { code: 'CP', before: 'America/New_York', zone: 'America/Panama' }

describe('where an organ meets', () => {
  test('is changed by the secretariat, and kept with who did it', async () => {
    const { ports } = new MemoryRooms()
    expect(await setOrganZone(ports, secretariat, panama)).toEqual({ ok: true, value: null })
    const read = await readOrgans(ports, secretariat)
    const found = read.ok ? read.value.find(({ organ }) => organ.code === 'CP') : undefined
    expect(found).toMatchObject({
      organ: { zone: 'America/Panama' },
      changes: [{ by: { user: secretariat.user, name: secretariat.name }, before: 'America/New_York' }],
    })
  })

  test('is no change where it stays the same', async () => {
    const { ports } = new MemoryRooms()
    await setOrganZone(ports, secretariat, { ...panama, zone: panama.before })
    expect(await ports.organs.changes('CP', 5)).toEqual([])
  })

  test.each<[string, Actor, Partial<typeof panama>, object]>([
    ['the chair', chair, {}, { kind: 'not-allowed' }],
    ['a delegate', mexico, {}, { kind: 'not-allowed' }],
    ['an administrator', as('administrator'), {}, { kind: 'not-allowed' }],
    ['an organ that is none', secretariat, { code: 'XX' }, { kind: 'no-such-organ', organ: 'XX' }],
    [
      'what somebody else has changed meanwhile',
      secretariat,
      { before: 'UTC' },
      { kind: 'organ-changed', organ: 'CP' },
    ],
  ])('is refused to %s', async (_, actor, asked, refusal) => {
    const { ports } = new MemoryRooms()
    expect(await setOrganZone(ports, actor, { ...panama, ...asked })).toEqual({ ok: false, refusal })
    expect((await ports.organs.byCode('CP'))?.zone).toBe('America/New_York')
  })

  test('is shown to those alone who may change it', async () => {
    expect(await readOrgans(new MemoryRooms().ports, chair)).toMatchObject({
      refusal: { kind: 'not-allowed' },
    })
  })
})
