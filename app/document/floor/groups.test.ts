import { describe, expect, test } from 'vitest'
import { GROUP_LIMITS } from '#app/domain/floor/group.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import { positionsOf } from '#app/domain/floor/positions.ts'
import {
  MemoryRooms,
  aHeader,
  actor,
  canada,
  chair,
  mexico,
  secretariat,
} from '#tests/builders/memory-rooms.ts'

const jamaica = actor('delegate', 'JAM')
const barbados = actor('delegate', 'BRB')
const caricom = {
  kind: 'set-group' as const,
  code: 'CARICOM',
  name: 'Caribbean Community',
  members: ['JAM', 'BRB', 'TTO'],
  speaker: 'JAM',
}

async function aTable() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge', 'OP: To invite')
  table.type('d1', mexico, 0, 7, 7, ' strongly')
  const { paragraphs } = await table.read('d1')
  const proposal = paragraphs[0]!.runs.flatMap(({ insertions }) => insertions)[0]!.id
  const say = (by: typeof mexico, said: Statement) => table.makeStatement('d1', by, said)
  const stand = async () =>
    positionsOf({ subjects: [proposal], author: 'MEX' }, await table.readFloor('d1')).map(
      ({ delegation, stance, source }) =>
        `${delegation} ${stance ?? '–'}${source.kind === 'own' ? '' : ` ${source.kind} ${source.group}`}`,
    )
  await say(secretariat, caricom)
  return { table, proposal, say, stand, paragraph: paragraphs[1]!.id }
}
type At = Awaited<ReturnType<typeof aTable>>
const supports = ({ proposal }: At, group?: string): Statement => ({
  kind: 'take-position',
  subjects: [proposal],
  stance: 'supports',
  ...(group && { group }),
})

describe('a group', () => {
  test('speaks for its members through one of them, and the record tells for whom', async () => {
    const at = await aTable()
    const said = await at.say(jamaica, supports(at, 'CARICOM'))
    expect(said).toMatchObject({
      ok: true,
      value: { by: { delegation: 'JAM' }, detail: { group: 'CARICOM' } },
    })
    expect(await at.stand()).toEqual([
      'BRB supports group CARICOM',
      'JAM supports group CARICOM',
      'TTO supports group CARICOM',
    ])
  })

  test('keeps its word apart from its speaker’s own', async () => {
    const at = await aTable()
    await at.say(jamaica, supports(at, 'CARICOM'))
    await at.say(jamaica, { kind: 'take-position', subjects: [at.proposal], stance: 'flexible' })
    await at.say(jamaica, { kind: 'leave-position', subjects: [at.proposal], group: 'CARICOM' })
    expect(await at.stand()).toEqual(['JAM flexible'])
  })

  test('loses a member’s voice when it dissociates itself, and has it again when it joins again', async () => {
    const at = await aTable()
    await at.say(jamaica, supports(at, 'CARICOM'))
    const out = { subjects: [at.proposal], group: 'CARICOM' }
    await at.say(barbados, { kind: 'dissociate', ...out })
    expect((await at.stand())[0]).toBe('BRB – dissociated CARICOM')
    await at.say(barbados, { kind: 'associate', ...out })
    expect((await at.stand())[0]).toBe('BRB supports group CARICOM')
  })

  test('can speak on its speaker’s own proposal, and on a paragraph', async () => {
    const at = await aTable()
    at.table.type('d1', jamaica, 1, 9, 9, ' also')
    const { paragraphs } = await at.table.read('d1')
    const own = paragraphs[1]!.runs.flatMap(({ insertions }) => insertions)[0]!.id
    for (const subject of [own, at.paragraph])
      expect(
        await at.say(jamaica, {
          kind: 'take-position',
          subjects: [subject],
          stance: 'supports',
          group: 'CARICOM',
        }),
      ).toMatchObject({ ok: true })
  })

  test('speaks for those who belong to it now', async () => {
    const at = await aTable()
    await at.say(jamaica, supports(at, 'CARICOM'))
    await at.say(chair, { ...caricom, members: ['JAM', 'BRB'] })
    expect(await at.stand()).toEqual(['BRB supports group CARICOM', 'JAM supports group CARICOM'])
  })

  test('that is taken away has said nothing any more, also when another one of its name comes', async () => {
    const at = await aTable()
    await at.say(jamaica, supports(at, 'CARICOM'))
    await at.say(barbados, { kind: 'dissociate', subjects: [at.proposal], group: 'CARICOM' })
    await at.say(chair, { kind: 'drop-group', code: 'CARICOM' })
    await at.say(chair, caricom)
    const { groupPositions, dissociations, groups } = await at.table.readFloor('d1')
    expect([groupPositions, dissociations, groups.length]).toEqual([[], [], 1])
  })

  test.each<[string, typeof mexico, (at: At) => Statement, string]>([
    ['by another member', barbados, (at) => supports(at, 'CARICOM'), 'not-the-speaker'],
    ['by no member', canada, (at) => supports(at, 'CARICOM'), 'not-the-speaker'],
    ['for a group that is not there', jamaica, (at) => supports(at, 'SICA'), 'no-such-group'],
    [
      'to dissociate where one is no member',
      canada,
      ({ proposal }) => ({ kind: 'dissociate', subjects: [proposal], group: 'CARICOM' }),
      'not-a-member',
    ],
    [
      'to join again where one has not left',
      barbados,
      ({ proposal }) => ({ kind: 'associate', subjects: [proposal], group: 'CARICOM' }),
      'no-such-subject',
    ],
    ['to set up a group of one', chair, () => ({ ...caricom, members: ['JAM'] }), 'group-too-small'],
    ['to take away what is not there', chair, () => ({ kind: 'drop-group', code: 'SICA' }), 'no-such-group'],
  ])('is not spoken for %s', async (_, by, said, kind) => {
    const at = await aTable()
    expect(await at.say(by, said(at))).toMatchObject({ ok: false, refusal: { kind } })
  })

  test('is one of so many at most', async () => {
    const { say } = await aTable()
    for (let n = 1; n < GROUP_LIMITS.groups; n++) await say(chair, { ...caricom, code: `G${n}` })
    expect(await say(chair, { ...caricom, code: 'LAST' })).toMatchObject({
      refusal: { kind: 'too-many-groups' },
    })
    expect(await say(chair, { ...caricom, name: 'The Community' })).toMatchObject({ ok: true })
  })
})

describe('a rationale', () => {
  test('stands beside its proposal, is changed, and is taken back', async () => {
    const { say, proposal, table } = await aTable()
    const why = (text: string) => say(mexico, { kind: 'set-rationale', subjects: [proposal], text })
    const read = async () => (await table.readFloor('d1')).rationales.map(({ text }) => text)
    expect(await why(' It is urgent. ')).toMatchObject({
      value: { what: 'set-rationale', by: { delegation: 'MEX' } },
    })
    expect(await read()).toEqual(['It is urgent.'])
    await why('It cannot wait.')
    expect(await read()).toEqual(['It cannot wait.'])
    await why(' ')
    expect(await read()).toEqual([])
  })

  test.each<[string, typeof mexico, (at: At) => Statement, string]>([
    [
      'on another’s proposal',
      canada,
      ({ proposal }) => ({ kind: 'set-rationale', subjects: [proposal], text: 'No' }),
      'not-your-proposal',
    ],
    [
      'on a paragraph',
      mexico,
      ({ paragraph }) => ({ kind: 'set-rationale', subjects: [paragraph], text: 'No' }),
      'no-such-subject',
    ],
    [
      'that is a speech',
      mexico,
      ({ proposal }) => ({ kind: 'set-rationale', subjects: [proposal], text: 'x'.repeat(601) }),
      'rationale-too-long',
    ],
  ])('%s is refused', async (_, by, said, kind) => {
    const at = await aTable()
    expect(await at.say(by, said(at))).toMatchObject({ ok: false, refusal: { kind } })
  })
})
