import { describe, expect, test } from 'vitest'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { markOf, type Choice } from '#app/domain/consolidation/consolidation.ts'
import { SimulatedRoom, paragraph, show, type SimulatedClient } from '#tests/sim/simulated-room.ts'

const at = (line: number, offset: number) => ({ line, offset })
const typed = (who: SimulatedClient, line: number, offset: number, insert: string) =>
  who.gesture({ from: at(line, offset), to: at(line, offset), insert })
const replaced = (who: SimulatedClient, from: number, to: number, insert: string, line = 0) =>
  who.gesture({ from: at(line, from), to: at(line, to), insert })

type Room = { room: SimulatedRoom; mex: SimulatedClient; can: SimulatedClient; jam: SimulatedClient }

/** A room in which everybody sees what the one before has typed. */
function negotiated(texts: readonly string[], ...steps: ((room: Room) => void)[]): Room {
  const room = new SimulatedRoom(texts.map((text) => paragraph(text)))
  const [mex, can, jam] = ['MEX', 'CAN', 'JAM'].map((code) => room.join(code)) as [
    SimulatedClient,
    SimulatedClient,
    SimulatedClient,
  ]
  for (const step of steps) {
    step({ room, mex, can, jam })
    room.settle()
  }
  return { room, mex, can, jam }
}

/** Within the words before it, and right behind them: one card of the margin. */
function nested(who: SimulatedClient) {
  typed(who, 0, 11, ' even')
  replaced(who, 20, 24, '')
}

/** `take MEX, bracket CAN JAM`, on the paragraph of that line. */
function consolidated({ room }: Room, said: string, line = 0): string {
  const id = room.layers.order()[line]!
  const { paragraph } = room.layers.paragraph(id)!
  const { proposals } = collisionsOf(paragraph)
  const choices = said.split(', ').map((each): Choice => {
    const [kind = '', ...by] = each.split(' ')
    const ids = proposals.filter(({ delegation }) => by.includes(delegation)).flatMap((each) => each.ids)
    if (kind === 'take' || kind === 'decline') return { kind, proposals: ids }
    return { kind: 'bracket', proposals: ids, keepsBase: kind === 'bracket+' }
  })
  const result = room.decide({ kind: 'consolidate', paragraph: id, seen: markOf(paragraph), choices })
  return result.ok ? show(room.layers) : result.refusal.kind
}

test('puts a hundred passages in brackets and no more at once', () => {
  const many = (count: number) => {
    const room = negotiated(['w '.repeat(count)], ({ mex }) => {
      for (let n = count - 1; n >= 0; n--) typed(mex, 0, 2 * n, 'x')
    })
    const id = room.room.layers.order()[0]!
    const { paragraph } = room.room.layers.paragraph(id)!
    const choices = collisionsOf(paragraph).proposals.map(({ ids }): Choice => ({
      kind: 'bracket',
      proposals: ids,
      keepsBase: false,
    }))
    expect(choices).toHaveLength(count)
    return room.room.decide({ kind: 'consolidate', paragraph: id, seen: markOf(paragraph), choices })
  }
  expect(many(100)).toMatchObject({ ok: true })
  expect(many(101)).toMatchObject({ ok: false, refusal: { kind: 'too-many-passages', limit: 100 } })
})

describe('a consolidation', () => {
  test.each<[string, string[], ((room: Room) => void)[], string, string]>([
    [
      'parts the paragraph where a taken proposal has a break',
      ['To urge States to act'],
      [({ mex }) => typed(mex, 0, 14, ';\nTo invite them')],
      'take MEX',
      'To urge States;\nTo invite them to act',
    ],
    [
      'brackets on both sides of a break that comes in',
      ['To urge States to act'],
      [({ can }) => replaced(can, 3, 7, 'ask'), ({ mex }) => typed(mex, 0, 17, ';\nTo invite them')],
      'bracket+ CAN, take MEX',
      'To [urge][CAN: ask] States;\nTo invite them to act',
    ],
    [
      'writes its words before it joins the paragraph to the one before',
      ['To urge', 'all States'],
      [
        ({ mex }) => mex.gesture({ from: at(0, 7), to: at(1, 0), insert: '' }),
        ({ can }) => typed(can, 1, 3, ' Member'),
      ],
      'take MEX CAN',
      'To urge all Member States',
    ],
    [
      'takes a whole paragraph out, and what was proposed on it with it',
      ['To urge', 'all States'],
      [
        ({ can }) => typed(can, 1, 3, ' Member'),
        ({ mex, room }) => mex.edits((edit) => edit.removeParagraph(room.layers.order()[1]!)),
      ],
      'take MEX',
      'To urge',
    ],
    [
      'waits for the words that a proposal stands in and reaches beyond',
      ['To help all States'],
      [({ can }) => typed(can, 0, 7, ' and aid'), ({ jam }) => nested(jam)],
      'take JAM',
      'accept-parent-first',
    ],
    [
      'takes such a proposal with those words',
      ['To help all States'],
      [({ can }) => typed(can, 0, 7, ' and aid'), ({ jam }) => nested(jam)],
      'take JAM CAN',
      'To help and even aid States',
    ],
  ])('%s', (_, texts, steps, said, expected) => {
    const room = negotiated(texts, ...steps)
    const line = expected === 'To urge' || expected.startsWith('To urge all') ? 1 : 0
    expect(consolidated(room, said, line)).toBe(expected)
  })
})

describe('words anchored to characters that are gone', () => {
  test('go in at the end in the order in which they are shown', () => {
    const { room } = negotiated(
      ['To urge'],
      ({ can }) => typed(can, 0, 7, '\nx'),
      ({ mex, jam }) => {
        typed(mex, 1, 1, 'States')
        typed(jam, 1, 1, 'Members')
      },
      ({ can }) => replaced(can, 0, 1, '', 1),
    )
    const proposed = room.layers.order()[1]!
    expect(room.decide({ kind: 'accept', proposals: [proposed] }).ok).toBe(true)
    const shown = room.layers.paragraph(proposed)!.paragraph.runs.map(({ text }) => text)
    const second = room.layers.paragraph(proposed)!.paragraph.runs[1]!.insertions[0]!.id
    const before = show(room.layers)
    expect(room.decide({ kind: 'accept', proposals: [second] }).ok).toBe(true)
    expect(room.layers.paragraph(proposed)!.paragraph.runs.map(({ text }) => text)).toEqual(shown)
    expect(room.decide({ kind: 'undo' }).ok).toBe(true)
    expect(show(room.layers)).toBe(before)
  })
})

describe('a paragraph break that comes in', () => {
  const broken = () =>
    negotiated(['To urge all'], ({ can, mex }) => {
      typed(can, 0, 7, '\n')
      typed(mex, 0, 7, 'now')
    })
  const accepted = ({ room }: Room, delegation: string) => {
    const entry = [...room.layers.entries.values()].find(
      (each) => each.attribution.delegation === delegation,
    )!
    expect(room.decide({ kind: 'accept', proposals: [entry.attribution.id] }).ok).toBe(true)
    return show(room.layers)
  }
  test('leaves what stands behind it behind it', () => {
    const room = broken()
    expect(show(room.room.layers)).toBe('To urge{+CAN:\u2029}{+MEX:now} all')
    expect(accepted(room, 'CAN')).toBe('To urge\n{+MEX:now} all')
    expect(room.room.decide({ kind: 'join-paragraph', paragraph: room.room.layers.order()[1]! }).ok).toBe(
      true,
    )
    expect(show(room.room.layers)).toBe('To urge{+MEX:now} all')
    expect(room.room.decide({ kind: 'undo' }).ok).toBe(true)
    expect(show(room.room.layers)).toBe('To urge\n{+MEX:now} all')
  })
  test('leaves no side without a word', () => {
    const room = negotiated(
      ['To urge'],
      ({ mex }) => typed(mex, 0, 3, '\n'),
      ({ can }) => replaced(can, 4, 8, ''),
    )
    accepted(room, 'CAN')
    expect(accepted(room, 'MEX')).toBe('To ')
  })
})
