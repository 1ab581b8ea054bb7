import { describe, expect, it } from 'vitest'
import { GROUP_LIMITS, groupFrom, type Group } from './group.ts'

const caricom: Group = {
  code: 'CARICOM',
  name: 'Caribbean Community',
  members: ['BRB', 'JAM', 'TTO'],
  speaker: 'JAM',
}

describe('a group', () => {
  it.each<[string, Partial<Group>, Partial<Group>]>([
    ['as it is', {}, {}],
    ['with its code in capitals', { code: ' caricom ' }, {}],
    ['without blanks around its name', { name: ' Caribbean Community ' }, {}],
    ['with each member once, in order', { members: ['TTO', 'JAM', 'BRB', 'JAM'] }, {}],
    ['with a hyphen in its code', { code: 'ALBA-TCP' }, { code: 'ALBA-TCP' }],
  ])('is kept %s', (_, given, kept) =>
    expect(groupFrom({ ...caricom, ...given })).toEqual({ ok: true, value: { ...caricom, ...kept } }),
  )

  it.each<[string, Partial<Group>, string]>([
    ['without a code', { code: '' }, 'group-code-wrong'],
    ['with a blank in its code', { code: 'CARI COM' }, 'group-code-wrong'],
    ['with one letter', { code: 'C' }, 'group-code-wrong'],
    ['with the code of a member', { code: 'JAM' }, 'group-code-wrong'],
    ['without a name', { name: '  ' }, 'group-name-wrong'],
    ['with too long a name', { name: 'x'.repeat(GROUP_LIMITS.name + 1) }, 'group-name-wrong'],
    ['of one delegation', { members: ['JAM', 'JAM'] }, 'group-too-small'],
    ['whose speaker is no member', { speaker: 'CAN' }, 'speaker-not-a-member'],
  ])('%s is refused', (_, given, kind) =>
    expect(groupFrom({ ...caricom, ...given })).toMatchObject({ ok: false, refusal: { kind } }),
  )
})
