import { describe, expect, it } from 'vitest'
import { baseText } from '#app/domain/text/preview.ts'
import { Negotiation } from '#tests/sim/negotiation/scenario.ts'
import type { SimulatedRoom } from '#tests/sim/simulated-room.ts'
import { show, type SimulatedClient } from '#tests/sim/simulated-room.ts'
import { aHeader, canada, chair, mexico, secretariat, MemoryRooms } from '#tests/builders/memory-rooms.ts'

const issue = { kind: 'issue-revision', symbol: 'X', date: '2024-04-09', renumber: false } as const

/** A text whose revision 0 is issued, after which something happens. */
async function issued(...paragraphs: string[]) {
  const table = new MemoryRooms()
  await table.draft(aHeader(), ...paragraphs)
  await table.decide('d1', secretariat, issue)
  const ids = table.layers('d1').order()
  const words = () => show(table.layers('d1'))
  const chairs = async (line: number, from: number, to: number, insert: string) => {
    table.type('d1', chair, line, from, to, insert)
    expect(await table.decide('d1', chair, { kind: 'apply-chair-words' })).toMatchObject({ ok: true })
  }
  const status = (to: 'open' | 'agreed') =>
    table.decide('d1', chair, {
      kind: 'set-status',
      paragraph: ids[0]!,
      status: to,
      date: '2024-04-09',
      reason: 'again',
    })
  const restore = (paragraph = ids[0]!, revision = 0) =>
    table.decide('d1', chair, { kind: 'restore-paragraph', paragraph, revision })
  return { table, ids, words, chairs, status, restore }
}

type Room = Awaited<ReturnType<typeof issued>>

describe('a paragraph goes back to its wording in a revision', () => {
  it.each<[string, string, (room: Room) => Promise<unknown> | void, string]>([
    ['with words that came', 'one two', ({ chairs }) => chairs(0, 3, 3, ' and'), 'one two'],
    ['with words that went', 'one two three', ({ chairs }) => chairs(0, 3, 7, ''), 'one two three'],
    [
      'and keeps what is proposed on words that stay',
      'one two three',
      async ({ chairs, table }) => {
        await chairs(0, 0, 3, 'four')
        table.type('d1', mexico, 0, 5, 8, 'big')
      },
      'one {-MEX:two}{+MEX:big} three',
    ],
    [
      'and keeps words proposed within those that go',
      'one two',
      async ({ chairs, table }) => {
        await chairs(0, 3, 3, ' and more')
        table.type('d1', canada, 0, 7, 7, ' some')
      },
      'one {+CAN: some}two',
    ],
    [
      'without what was only proposed in it',
      'one [two]',
      ({ chairs }) => chairs(0, 4, 9, 'six'),
      'one [two]',
    ],
  ])('%s', async (_, text, happen, expected) => {
    const room = await issued(`OP: ${text}`, 'OP: other')
    await happen(room)
    const before = room.words()
    expect(await room.restore()).toMatchObject({
      ok: true,
      value: { what: 'restore-paragraph', detail: { revision: 0, texts: [{ after: text }], labels: {} } },
    })
    expect(room.words().split('\n')[0]).toBe(expected)
    expect(await room.table.decide('d1', chair, { kind: 'undo' })).toMatchObject({ ok: true })
    expect(room.words()).toBe(before)
  })

  it('with its status and the date of that', async () => {
    const { table, restore, status } = await issued('OP: one (agreed)', 'OP: other')
    await status('open')
    expect(await restore()).toMatchObject({ ok: true })
    expect((await table.read('d1')).paragraphs[0]).toMatchObject({
      status: 'agreed',
      statusDate: '2024-04-09',
    })
  })

  it.each<
    [
      string,
      string,
      (room: Room) => Promise<unknown> | void,
      (room: Room) => ReturnType<Room['restore']>,
      string,
    ]
  >([
    [
      'there is no such revision',
      'one',
      () => {},
      ({ restore, ids }) => restore(ids[0], 7),
      'no-such-revision',
    ],
    ['nothing has changed', 'one', () => {}, ({ restore }) => restore(), 'nothing-changes'],
    ['it is not in the text', 'one', () => {}, ({ restore }) => restore('p9'), 'no-such-paragraph'],
    [
      'it was not in the revision',
      'one',
      ({ table }) =>
        table.decide('d1', chair, {
          kind: 'add-paragraph',
          after: null,
          paragraph: {
            kind: 'operative',
            level: 0,
            number: null,
            text: 'new',
            status: 'open',
            statusDate: null,
          },
        }),
      ({ restore, table }) => restore(table.layers('d1').order()[0]),
      'not-in-revision',
    ],
    ['it is closed', 'one', ({ status }) => status('agreed'), ({ restore }) => restore(), 'paragraph-closed'],
    [
      'it was agreed then, and something is proposed on it now',
      'one two (agreed)',
      async ({ status, table }) => {
        await status('open')
        table.type('d1', mexico, 0, 0, 0, 'A ')
      },
      ({ restore }) => restore(),
      'proposals-pending',
    ],
  ])('but not where %s', async (_, text, happen, act, refusal) => {
    const room = await issued(`OP: ${text}`, 'OP: other')
    await happen(room)
    const before = room.words()
    expect(await act(room)).toMatchObject({ ok: false, refusal: { kind: refusal } })
    expect(room.words()).toBe(before)
  })
})

it.each(Array.from({ length: 8 }, (_, at) => 40 + at))(
  'whatever is negotiated in between, its words are those of the revision, for everybody (seed %i)',
  (seed) => {
    const game = new Negotiation(seed)
    const { table, random } = game
    const play = (steps: number) => {
      for (let step = 0; step < steps; step++) {
        const decision = random.chance(0.15) ? game.someDecision() : null
        if (decision) table.decide(decision)
        game.act(random.pick(table.clients))
        table.someTraffic(random)
      }
      table.settle()
    }
    play(25)
    const revision = table.layers.rolling()
    play(25)
    for (const { id, proposed, ...was } of revision.paragraphs) {
      const done = restored(table, id, revision)
      if (!done) continue
      expect(proposed).toBeNull()
      expect(table.layers.base.get(id)?.get('text')?.toString()).toBe(baseText(was))
      table.settle()
      for (const delegate of table.clients) expect(show(delegate.layers)).toBe(show(table.layers))
    }
  },
)

const restored = (
  table: SimulatedRoom,
  paragraph: string,
  revision: ReturnType<SimulatedClient['layers']['rolling']>,
) => table.decide({ kind: 'restore-paragraph', paragraph, revision: 0 }, { revision }).ok
