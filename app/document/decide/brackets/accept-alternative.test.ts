import { describe, expect, test } from 'vitest'
import { proposedAlternatives } from '#app/domain/consolidation/proposed-alternatives.ts'
import { SimulatedRoom, paragraph, show } from '#tests/sim/simulated-room.ts'

type Typing = [delegation: 'MEX' | 'CAN', line: number, from: number, to: number, words: string]

/** A table at which these words were typed one after the other, and what the chair is offered of them. */
function typed(texts: readonly string[], ...typing: Typing[]) {
  const room = new SimulatedRoom(texts.map((text) => paragraph(text)))
  const seats = { MEX: room.join('MEX'), CAN: room.join('CAN') }
  for (const [code, line, from, to, insert] of typing) {
    seats[code].gesture({ from: { line, offset: from }, to: { line, offset: to }, insert })
    room.settle()
  }
  const offered = () => room.layers.rolling().paragraphs.flatMap((each) => proposedAlternatives(each))
  const pick = (words: string) => {
    const group = offered().find(({ variants }) => variants.some(({ picked }) => picked === words))!
    const variant = group.variants.find(({ picked }) => picked === words)!
    return { kind: 'accept-alternative', proposals: group.proposals, ...variant } as const
  }
  return { room, ...seats, offered, pick, shown: () => (room.settle(), show(room.layers)) }
}

describe('picking among alternatives of a proposal', () => {
  test.each<[string, string[], Typing[], string, string]>([
    ['takes the one', ['States act'], [['MEX', 0, 7, 7, '[shall][should] ']], 'should', 'States should act'],
    ['takes a choice', ['States act'], [['MEX', 0, 7, 7, '[shall/should] ']], 'shall', 'States shall act'],
    ['takes its strike too', ['To urge all'], [['MEX', 0, 3, 7, '[aid][help]']], 'help', 'To help all'],
    [
      'leaves what else is proposed',
      ['To all of us'],
      [
        ['MEX', 0, 3, 3, '[aid/help] '],
        ['MEX', 0, 18, 20, 'in'],
        ['CAN', 0, 14, 14, 'nearly '],
      ],
      'aid',
      'To aid {+CAN:nearly }all {-MEX:of}{+MEX:in} us',
    ],
    [
      'leaves another group for later',
      ['To us'],
      [['MEX', 0, 3, 3, '[aid/help] with [all][some] of ']],
      'some',
      'To [aid/help] with some of us',
    ],
    [
      'takes a word of the text out with those not picked',
      ['To aid all'],
      [
        ['MEX', 0, 3, 3, '['],
        ['MEX', 0, 7, 7, '][help]'],
      ],
      'help',
      'To help all',
    ],
    [
      'keeps a word of the text',
      ['To aid all'],
      [
        ['MEX', 0, 3, 3, '['],
        ['MEX', 0, 7, 7, '][help]'],
      ],
      'aid',
      'To aid all',
    ],
    ['takes what stands beside', ['To [aid] all'], [['MEX', 0, 8, 8, '[help]']], 'help', 'To help all'],
    ['takes a new paragraph', ['one'], [['MEX', 0, 3, 3, '\nTo [aid/help] all']], 'help', 'one\nTo help all'],
    [
      'parts a paragraph at its break',
      ['one two'],
      [['MEX', 0, 3, 3, ' [a][b]\nand']],
      'b',
      'one b\nand two',
    ],
    [
      'keeps an amendment within it at its words',
      ['To all'],
      [
        ['MEX', 0, 3, 3, '[aid us][help] '],
        ['CAN', 0, 8, 8, 'both of '],
      ],
      'aid us',
      'To aid {+CAN:both of }us all',
    ],
    [
      'keeps an amendment of what is not picked at its place',
      ['To all'],
      [
        ['MEX', 0, 3, 3, '[aid us][help] '],
        ['CAN', 0, 8, 8, 'both of '],
      ],
      'help',
      'To {+CAN:both of }help all',
    ],
  ])('%s', (_, texts, typing, words, after) => {
    const { room, pick, shown } = typed(texts, ...typing)
    const before = shown()
    expect(room.decide(pick(words))).toMatchObject({ ok: true })
    expect(shown()).toBe(after)
    expect(room.decide({ kind: 'undo' })).toMatchObject({ ok: true })
    expect(shown()).toBe(before)
    expect(room.decide(pick(words))).toMatchObject({ ok: true })
    expect(shown()).toBe(after)
  })
})

describe('the record of a pick', () => {
  const recorded = (words: string, ...given: Parameters<typeof typed>) => {
    const { room, pick } = typed(...given)
    const decided = room.decide(pick(words))
    return decided.ok ? decided.value : decided
  }
  test('tells what was proposed, what came into the text, and whose words did not', () =>
    expect(recorded('help', ['To urge all'], ['MEX', 0, 3, 7, '[aid/save][help]'])).toMatchObject({
      kind: 'accept-alternative',
      picked: 'help',
      words: [
        { delegation: 'MEX', struck: 'urge' },
        { delegation: 'MEX', inserted: '[aid/save][help]' },
      ],
      texts: [{ before: 'To urge all', after: 'To help all' }],
      superseded: [{ delegation: 'MEX', kind: 'insertion', inserted: 'aid/save' }],
    }))
  test('names words of the text among what leaves it, not among what was proposed', () => {
    const typing: Typing[] = [
      ['MEX', 0, 3, 3, '['],
      ['MEX', 0, 7, 7, '][help]'],
    ]
    expect(recorded('aid', ['To aid all'], ...typing)).toMatchObject({ superseded: [{ inserted: 'help' }] })
    const other = recorded('help', ['To aid all'], ...typing)
    expect(other).toMatchObject({ texts: [{ before: 'To aid all', after: 'To help all' }] })
    expect(other).not.toHaveProperty('superseded')
  })
})

describe('a pick is refused', () => {
  const at = () => {
    const table = typed(['To urge all'], ['MEX', 0, 3, 7, '[aid][help]'], ['CAN', 0, 14, 14, ' [in] '])
    const [MEX, CAN] = ['MEX', 'CAN'].map((code) =>
      [...table.room.layers.entries.values()].find(
        ({ kind, attribution }) => kind === 'insertion' && attribution.delegation === code,
      ),
    )
    return { ...table, given: table.pick('help'), mine: MEX!, theirs: CAN! }
  }
  test.each<[string, string, (table: ReturnType<typeof at>) => object]>([
    ['where the words have changed', 'alternative-changed', () => ({ picked: 'helps' })],
    [
      'in words that it does not take',
      'no-such-bracket',
      ({ theirs }) => ({ proposals: [theirs.attribution.id] }),
    ],
    ['where no bracket opens', 'no-such-bracket', ({ given }) => ({ open: after(given.open) })],
    ['at no character', 'no-such-bracket', () => ({ open: 'x' })],
    ['on a proposal that is gone', 'no-such-bracket', () => ({ proposals: ['MEX:none'] })],
    ['of a choice that is not there', 'no-alternative', () => ({ choice: 3 })],
  ])('%s', (_, kind, over) => {
    const table = at()
    const before = table.shown()
    expect(table.room.decide({ ...table.given, ...over(table) })).toMatchObject({ refusal: { kind } })
    expect(table.shown()).toBe(before)
  })
})

const after = (char: string) => char.replace(/\d+$/, (clock) => String(Number(clock) + 1))
