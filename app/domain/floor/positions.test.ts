import { describe, expect, it } from 'vitest'
import type { Dissociation, GroupPosition, Position } from './floor.ts'
import type { Group } from './group.ts'
import { countStances, groupsSpeakingFor, positionsOf, spokenFor, type StatedPositions } from './positions.ts'
import type { Stance } from '../basics/stance.ts'

const caricom: Group = {
  code: 'CARICOM',
  name: 'Caribbean Community',
  members: ['BRB', 'JAM', 'TTO'],
  speaker: 'JAM',
}
const alba: Group = { code: 'ALBA', name: 'Alliance', members: ['BOL', 'TTO'], speaker: 'BOL' }

const on = 'proposal' as const
const own = (delegation: string, stance: Stance, at = 1, subject = 'MEX:1'): Position => ({
  delegation,
  subject,
  on,
  stance,
  note: '',
  user: 'u1',
  at,
})
const of = (group: string, stance: Stance, at = 1, subject = 'MEX:1'): GroupPosition => ({
  ...own('JAM', stance, at, subject),
  group,
})
const out = (delegation: string, group = 'CARICOM', subject = 'MEX:1'): Dissociation => ({
  delegation,
  group,
  subject,
  on,
  user: 'u1',
  at: 9,
})

const nothing: StatedPositions = {
  positions: [],
  groupPositions: [],
  dissociations: [],
  groups: [caricom, alba],
}

/** "BRB supports for CARICOM", "TTO dissociated from CARICOM". */
const read = (said: Partial<StatedPositions>, author: string | null = 'MEX', subjects = ['MEX:1', 'MEX:2']) =>
  positionsOf({ subjects, author }, { ...nothing, ...said }).map(({ delegation, stance, source }) =>
    source.kind === 'own'
      ? `${delegation} ${stance}`
      : source.kind === 'group'
        ? `${delegation} ${stance} for ${source.group}`
        : `${delegation} dissociated from ${source.group}`,
  )

describe('where delegations stand', () => {
  it.each<[string, Partial<StatedPositions>, string[]]>([
    ['nobody does who has said nothing', {}, []],
    [
      'each by its own word',
      { positions: [own('CAN', 'opposes'), own('BRA', 'supports')] },
      ['BRA supports', 'CAN opposes'],
    ],
    [
      'by the later word where two parts of a proposal were spoken about',
      { positions: [own('CAN', 'opposes', 2, 'MEX:2'), own('CAN', 'supports', 1)] },
      ['CAN opposes'],
    ],
    ['not by what was said about something else', { positions: [own('CAN', 'opposes', 1, 'MEX:9')] }, []],
    [
      'all members by the word of their group, its speaker too',
      { groupPositions: [of('CARICOM', 'supports')] },
      ['BRB supports for CARICOM', 'JAM supports for CARICOM', 'TTO supports for CARICOM'],
    ],
    [
      'a member by its own word before its group’s, earlier',
      { positions: [own('BRB', 'reserves', 1)], groupPositions: [of('CARICOM', 'supports', 5)] },
      ['BRB reserves', 'JAM supports for CARICOM', 'TTO supports for CARICOM'],
    ],
    [
      'a member by its own word before its group’s, later',
      { positions: [own('BRB', 'reserves', 7)], groupPositions: [of('CARICOM', 'supports', 5)] },
      ['BRB reserves', 'JAM supports for CARICOM', 'TTO supports for CARICOM'],
    ],
    [
      'the speaker by its own word, its group by the group’s',
      { positions: [own('JAM', 'flexible')], groupPositions: [of('CARICOM', 'opposes')] },
      ['BRB opposes for CARICOM', 'JAM flexible', 'TTO opposes for CARICOM'],
    ],
    [
      'a member that dissociates itself nowhere, and it is said of it',
      { groupPositions: [of('CARICOM', 'supports')], dissociations: [out('BRB')] },
      ['BRB dissociated from CARICOM', 'JAM supports for CARICOM', 'TTO supports for CARICOM'],
    ],
    [
      'a member that dissociates itself by its own word where it has one',
      {
        positions: [own('BRB', 'opposes')],
        groupPositions: [of('CARICOM', 'supports')],
        dissociations: [out('BRB')],
      },
      ['BRB opposes', 'JAM supports for CARICOM', 'TTO supports for CARICOM'],
    ],
    ['dissociated from nothing while the group is silent', { dissociations: [out('BRB')] }, []],
    [
      'a member of two groups by the later of their words',
      { groupPositions: [of('ALBA', 'opposes', 3), of('CARICOM', 'supports', 2)] },
      [
        'BOL opposes for ALBA',
        'BRB supports for CARICOM',
        'JAM supports for CARICOM',
        'TTO opposes for ALBA',
      ],
    ],
    [
      'a member of two groups by the other’s word where it is dissociated from one',
      {
        groupPositions: [of('ALBA', 'opposes', 3), of('CARICOM', 'supports', 2)],
        dissociations: [out('TTO', 'ALBA')],
      },
      [
        'BOL opposes for ALBA',
        'BRB supports for CARICOM',
        'JAM supports for CARICOM',
        'TTO supports for CARICOM',
      ],
    ],
    [
      'by the later word of a group where two parts were spoken about',
      { groupPositions: [of('ALBA', 'opposes', 3, 'MEX:2'), of('ALBA', 'supports', 2)] },
      ['BOL opposes for ALBA', 'TTO opposes for ALBA'],
    ],
    ['not by the word of a group that is no more', { groupPositions: [of('SICA', 'supports')] }, []],
    [
      'not by the word of a group that they have left',
      { groupPositions: [of('CARICOM', 'supports')], groups: [{ ...caricom, members: ['JAM', 'TTO'] }] },
      ['JAM supports for CARICOM', 'TTO supports for CARICOM'],
    ],
  ])('%s', (_, said, expected) => expect(read(said)).toEqual(expected))

  it('never has the author among them: it has made the proposal', () =>
    expect(read({ groupPositions: [of('CARICOM', 'opposes', 1, 'BRB:1')] }, 'BRB', ['BRB:1'])).toEqual([
      'JAM opposes for CARICOM',
      'TTO opposes for CARICOM',
    ]))

  it('is counted by stance in the order of the list, without those who only dissociate themselves', () => {
    const standings = positionsOf(
      { subjects: ['MEX:1'], author: 'MEX' },
      {
        ...nothing,
        positions: [own('CAN', 'awaits-instructions'), own('BRA', 'supports')],
        groupPositions: [of('CARICOM', 'supports')],
        dissociations: [out('BRB')],
      },
    )
    expect(countStances(standings).map(({ stance, standings }) => [stance, standings.length])).toEqual([
      ['supports', 3],
      ['awaits-instructions', 1],
    ])
  })
})

it('tells for whom a delegation speaks, and who speaks for it', () => {
  expect(spokenFor(nothing.groups, 'JAM')).toEqual([caricom])
  expect(spokenFor(nothing.groups, null)).toEqual([])
  const said = { ...nothing, groupPositions: [of('CARICOM', 'supports')] }
  const about = { subjects: ['MEX:1'], author: 'MEX' }
  expect(groupsSpeakingFor(about, 'TTO', said)).toEqual([caricom])
  expect(groupsSpeakingFor(about, 'CAN', said)).toEqual([])
  expect(groupsSpeakingFor({ ...about, subjects: ['p1'] }, 'TTO', said)).toEqual([])
})
