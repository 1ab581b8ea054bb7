import { describe, expect, test } from 'vitest'
import type { Statement } from '#app/domain/floor/statement.ts'
import { MemoryRooms, aHeader, canada, chair, mexico } from '#tests/builders/memory-rooms.ts'

/** Two paragraphs, the first with words of Mexico typed in. */
async function aTable() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge', 'OP: To invite')
  table.type('d1', mexico, 0, 7, 7, ' strongly')
  const { paragraphs } = await table.read('d1')
  const [first, second] = paragraphs.map(({ id }) => id) as [string, string]
  const proposal = paragraphs[0]!.runs.flatMap(({ insertions }) => insertions)[0]!.id
  const say = (by: typeof mexico, said: Statement) => table.makeStatement('d1', by, said)
  const positions = async () =>
    (await table.readFloor('d1')).positions.map(
      ({ delegation, subject, stance, note }) =>
        `${delegation} ${stance} ${subject === proposal ? 'proposal' : subject === first ? '1' : '2'}${note && `: ${note}`}`,
    )
  return { table, first, second, proposal, say, positions }
}

describe('positions', () => {
  test('are taken by a delegation on a proposal and on a paragraph, and stand in the record', async () => {
    const { say, positions, proposal, second } = await aTable()
    const taken = await say(canada, {
      kind: 'take-position',
      subjects: [proposal],
      stance: 'reserves',
      note: ' as of today ',
    })
    await say(canada, { kind: 'take-position', subjects: [second], stance: 'supports' })
    expect(await positions()).toEqual(['CAN reserves proposal: as of today', 'CAN supports 2'])
    expect(taken).toMatchObject({
      ok: true,
      value: {
        what: 'take-position',
        by: { delegation: 'CAN' },
        detail: { stance: 'reserves', labels: expect.any(Object), proposer: 'MEX', words: 'strongly' },
      },
    })
  })

  test('give way to the next one of the same delegation', async () => {
    const { say, positions, proposal } = await aTable()
    await say(canada, { kind: 'take-position', subjects: [proposal], stance: 'opposes' })
    await say(canada, { kind: 'take-position', subjects: [proposal], stance: 'flexible' })
    expect(await positions()).toEqual(['CAN flexible proposal'])
    await say(canada, { kind: 'leave-position', subjects: [proposal] })
    expect(await positions()).toEqual([])
  })

  test('leave nothing half done where one of several subjects is not there', async () => {
    const { say, positions, proposal } = await aTable()
    const said = await say(canada, {
      kind: 'take-position',
      subjects: [proposal, 'p-none'],
      stance: 'supports',
    })
    expect(said).toEqual({ ok: false, refusal: { kind: 'no-such-subject', subject: 'p-none' } })
    expect(await positions()).toEqual([])
  })

  test.each<[string, typeof mexico, (at: { proposal: string }) => Statement, string]>([
    [
      'on one’s own proposal',
      mexico,
      ({ proposal }) => ({ kind: 'take-position', subjects: [proposal], stance: 'supports' }),
      'own-proposal',
    ],
    [
      'by somebody without a delegation',
      chair,
      ({ proposal }) => ({ kind: 'take-position', subjects: [proposal], stance: 'supports' }),
      'not-allowed',
    ],
    [
      'that was not taken',
      canada,
      ({ proposal }) => ({ kind: 'leave-position', subjects: [proposal] }),
      'no-such-subject',
    ],
  ])('%s are refused', async (_, by, said, kind) => {
    const { say, proposal } = await aTable()
    expect(await say(by, said({ proposal }))).toMatchObject({ ok: false, refusal: { kind } })
  })
})

describe('positions leave the floor and stay in the record', () => {
  type At = Awaited<ReturnType<typeof aTable>>
  const accept = ({ table, proposal }: At) =>
    table.decide('d1', chair, { kind: 'accept', proposals: [proposal] })
  test.each<[string, (at: At) => unknown]>([
    ['when the proposal is accepted', accept],
    [
      'when it is not retained',
      ({ table, proposal }) => table.decide('d1', chair, { kind: 'decline', proposals: [proposal] }),
    ],
    [
      'when it is withdrawn',
      ({ table, proposal }) => table.edit('d1', mexico, (edit) => edit.withdraw(proposal)),
    ],
    [
      'when its paragraph is taken out',
      ({ table, first }) => table.decide('d1', chair, { kind: 'remove-paragraph', paragraph: first }),
    ],
  ])('%s', async (_, end) => {
    const at = await aTable()
    await at.say(canada, { kind: 'take-position', subjects: [at.proposal], stance: 'opposes' })
    await at.say(canada, { kind: 'take-position', subjects: [at.second], stance: 'supports' })
    await at.say(mexico, { kind: 'set-rationale', subjects: [at.proposal], text: 'It is urgent.' })
    await end(at)
    expect(await at.positions()).toEqual(['CAN supports 2'])
    expect((await at.table.readFloor('d1')).rationales).toEqual([])
    const { record } = at.table.ports
    expect((await record.of('d1')).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['take-position', 'set-rationale']),
    )
  })

  test('and come back with what a decision is taken back for', async () => {
    const at = await aTable()
    await at.say(canada, { kind: 'take-position', subjects: [at.proposal], stance: 'opposes' })
    await accept(at)
    await at.table.decide('d1', chair, { kind: 'undo' })
    expect(await at.positions()).toEqual(['CAN opposes proposal'])
  })

  test('also where a proposed paragraph becomes one of the text under the same id', async () => {
    const { table, say, second } = await aTable()
    table.edit('d1', mexico, (edit) =>
      edit.addParagraph({ after: second, before: null }, { kind: 'operative', level: 0 }, 'To ask'),
    )
    const proposed = (await table.read('d1')).paragraphs.at(-1)!.id
    await say(canada, { kind: 'take-position', subjects: [proposed], stance: 'opposes' })
    await table.decide('d1', chair, { kind: 'accept', proposals: [proposed] })
    expect((await table.readFloor('d1')).positions).toEqual([])
    await say(mexico, { kind: 'take-position', subjects: [proposed], stance: 'supports' })
    expect((await table.readFloor('d1')).positions).toMatchObject([{ delegation: 'MEX', on: 'paragraph' }])
  })
})

test('the screen of the room shows a paragraph that is there, and this is no entry of the record', async () => {
  const { say, table, first } = await aTable()
  expect(await say(chair, { kind: 'set-focus', paragraph: first })).toEqual({ ok: true, value: null })
  expect((await table.readFloor('d1')).focus).toBe(first)
  expect(await say(chair, { kind: 'set-focus', paragraph: 'p-none' })).toMatchObject({ ok: false })
  await say(chair, { kind: 'set-focus', paragraph: null })
  expect((await table.readFloor('d1')).focus).toBeNull()
})
