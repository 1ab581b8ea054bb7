import * as Y from 'yjs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { NewParagraph } from '#app/domain/decisions/decision.ts'
import { projectText } from '#app/domain/text/view.ts'
import { SimulatedRoom, paragraph, show, type SimulatedClient } from '#tests/sim/simulated-room.ts'
import { readFloor } from '../floor/read.ts'
import type { Layers } from '../model/layers.ts'

let room: SimulatedRoom
let mex: SimulatedClient
let can: SimulatedClient
/** The paragraphs by their first letter. */
let id: Record<string, string>

const sub = (text: string): NewParagraph => ({ ...paragraph(text, 'subparagraph'), level: 1 })

function sit(...paragraphs: NewParagraph[]) {
  room = new SimulatedRoom(paragraphs)
  ;[mex, can] = [room.join('MEX'), room.join('CAN')]
  id = Object.fromEntries(room.layers.order().map((each) => [wordsOf(room.layers, each)[0], each]))
}
beforeEach(() => sit(...['a one', 'b two', 'c three', 'd four'].map((text) => paragraph(text))))

const wordsOf = (layers: Layers, each: string) => layers.base.get(each)?.get('text')?.toString() ?? '+'
const order = () =>
  room.layers
    .order()
    .map((each) => wordsOf(room.layers, each)[0])
    .join('')
const clean = () =>
  projectText(room.layers.rolling(), { kind: 'clean' })
    .map(({ text }) => text)
    .join(' | ')

function proposes(by: SimulatedClient, letter: string, after: string | null) {
  by.edits((edit) => edit.move(id[letter]!, after && id[after]!))
  room.settle()
  return moveOf(by.delegation, letter)
}
const moveOf = (delegation: string, letter: string) =>
  room.layers.paragraph(id[letter]!)?.paragraph.moves?.find((move) => move.delegation === delegation)
const decides = (decision: Parameters<SimulatedRoom['decide']>[0]) => {
  const result = room.decide(decision)
  room.settle()
  return result
}
const accepts = (...moves: ({ id: string } | undefined)[]) =>
  decides({ kind: 'accept', proposals: moves.map((move) => move!.id) })
const told = () =>
  readFloor(room.layers)
    .effects.map(({ delegation, state, reason }) => `${delegation} ${state}: ${reason}`)
    .join(', ')

describe('a delegation that would have a paragraph elsewhere', () => {
  it('says so, and moves nothing', () => {
    proposes(mex, 'a', 'c')
    expect(show(room.layers)).toBe(`(>MEX=${id.c}) a one\nb two\nc three\nd four`)
    expect(clean()).toBe('b two | c three | a one | d four')
  })
  it('says it once: a second place takes the first one’s', () => {
    proposes(mex, 'a', 'c')
    proposes(mex, 'a', 'b')
    expect(room.layers.paragraph(id.a!)?.paragraph.moves).toHaveLength(1)
    expect(clean()).toBe('b two | a one | c three | d four')
  })
  it('may take it back, and undo that', () => {
    const move = proposes(mex, 'a', 'c')
    mex.edits((edit) => edit.withdraw(move!.id))
    room.settle()
    expect(clean()).toBe('a one | b two | c three | d four')
    mex.undo.undo()
    room.settle()
    expect(clean()).toBe('b two | c three | a one | d four')
  })
  it('is co-sponsored like with any other proposal', () => {
    const move = proposes(mex, 'a', 'c')
    can.edits((edit) => edit.support(move!.id))
    room.settle()
    expect(room.layers.paragraph(id.a!)?.paragraph.supports).toEqual({ [move!.id]: ['CAN'] })
  })
  it('cannot put it behind itself', () => {
    mex.edits((edit) => expect(edit.move(id.a!, id.a!)).toBe(null))
    expect(mex.outbox).toEqual([])
  })
  it('is turned away from a paragraph that was closed meanwhile', () => {
    mex.edits((edit) => edit.move(id.a!, id.c!))
    decides({ kind: 'set-status', paragraph: id.a!, status: 'ad-referendum', date: '2024-04-09' })
    expect(moveOf('MEX', 'a')).toBe(undefined)
    expect(show(mex.layers)).toBe(show(room.layers))
  })
})

describe('the chair', () => {
  it('accepts a move, and takes that back', () => {
    const before = proposes(mex, 'a', 'c')
    expect(accepts(before)).toMatchObject({ ok: true })
    expect(order()).toBe('bcad')
    decides({ kind: 'undo' })
    expect([order(), moveOf('MEX', 'a')]).toEqual(['abcd', before])
  })
  const tree = () => sit(paragraph('a one'), sub('b of one'), paragraph('c two'), sub('d of two'))
  const moves = (letter: string, after: string | null) =>
    decides({ kind: 'move-paragraph', paragraph: id[letter]!, after: after && id[after]! })
  it('moves a paragraph with what belongs to it behind another and what belongs to that', () => {
    tree()
    mex.gesture({ from: { line: 1, offset: 1 }, to: { line: 1, offset: 1 }, insert: ' part' })
    room.settle()
    const before = show(room.layers)
    expect(moves('a', 'c')).toMatchObject({
      value: { labels: { [id.a!]: 'OP 1', [id.b!]: 'OP 1 a' }, to: { kind: 'after', name: 'OP 2' } },
    })
    expect(order()).toBe('cdab')
    decides({ kind: 'undo' })
    expect(show(room.layers)).toBe(before)
  })
  it('cannot move one behind what belongs to it', () => {
    tree()
    expect(moves('a', 'b')).toMatchObject({ refusal: { kind: 'no-such-paragraph' } })
    expect(moves('a', 'a')).toMatchObject({ refusal: { kind: 'no-such-paragraph' } })
    expect(order()).toBe('abcd')
  })
  it('does not retain a move, and takes that back', () => {
    const before = proposes(mex, 'a', 'c')
    decides({ kind: 'decline', proposals: [before!.id] })
    expect([order(), moveOf('MEX', 'a')]).toEqual(['abcd', undefined])
    decides({ kind: 'undo' })
    expect(moveOf('MEX', 'a')).toEqual(before)
  })
  it('reads in the record where it was to stand', () =>
    expect(accepts(proposes(mex, 'a', 'c'))).toMatchObject({
      value: {
        words: [{ kind: 'move', delegation: 'MEX', to: { kind: 'after', name: 'OP 3' } }],
        labels: { [id.a!]: 'OP 1' },
      },
    }))
  it('cannot bracket a move, nor accept two of one paragraph', () => {
    const [one, other] = [proposes(mex, 'a', 'c'), proposes(can, 'a', 'd')]
    expect(decides({ kind: 'bracket-proposal', proposals: [one!.id], attributed: true })).toMatchObject({
      ok: false,
    })
    expect(accepts(one, other)).toMatchObject({ refusal: { kind: 'choices-collide' } })
    expect(order()).toBe('abcd')
  })
  it('accepts what two want alike at once', () => {
    accepts(proposes(mex, 'a', 'c'), proposes(can, 'a', 'c'))
    expect([order(), moveOf('CAN', 'a')]).toEqual(['bcad', undefined])
  })
  it('accepts moves in a ring, one after another', () => {
    accepts(proposes(mex, 'a', 'b'), proposes(can, 'b', 'a'))
    expect(order()).toBe('abcd')
  })
})

describe('with edits inside, a move', () => {
  it('leaves them at their words', () => {
    can.gesture({ from: { line: 0, offset: 2 }, to: { line: 0, offset: 5 }, insert: 'ONE' })
    accepts(proposes(mex, 'a', 'c'))
    expect(show(room.layers)).toBe('b two\nc three\na {-CAN:one}{+CAN:ONE}\nd four')
    expect(told()).toBe('')
  })
  it('is kept when they are accepted', () => {
    can.gesture({ from: { line: 0, offset: 2 }, to: { line: 0, offset: 5 }, insert: 'ONE' })
    const move = proposes(mex, 'a', 'c')
    const ids = [...room.layers.entries.values()].filter(({ kind }) => kind !== 'move')
    decides({ kind: 'accept', proposals: ids.map(({ attribution }) => attribution.id) })
    expect([moveOf('MEX', 'a'), told()]).toEqual([move, ''])
    expect(clean()).toBe('b two | c three | a ONE | d four')
  })
  it('takes words along that are typed while it is accepted', () => {
    const move = proposes(mex, 'a', 'c')
    can.gesture({ from: { line: 0, offset: 5 }, to: { line: 0, offset: 5 }, insert: ' more' })
    accepts(move)
    expect(clean()).toBe('b two | c three | a one more | d four')
  })
  it('leaves the words when the paragraph is to be removed, too', () => {
    can.edits((edit) => edit.removeParagraph(id.a!))
    accepts(proposes(mex, 'a', 'c'))
    expect(show(room.layers)).toBe('b two\nc three\n(xCAN) a one\nd four')
  })
})

describe('what belongs to a paragraph', () => {
  beforeEach(() => {
    sit(paragraph('a one'), sub('x of one'), paragraph('b two'), sub('y of two'), paragraph('c three'))
    can.edits((edit) =>
      edit.addParagraph({ after: id.x!, before: id.b! }, { kind: 'subparagraph', level: 1 }, 'new'),
    )
    room.settle()
  })
  it('moves with it, also what is only proposed, behind what belongs to the other', () => {
    accepts(proposes(mex, 'a', 'b'))
    expect(order()).toBe('byax+c')
    expect(show(mex.layers)).toBe(show(room.layers))
    const added = room.layers.order()[4]!
    decides({ kind: 'accept', proposals: [added] })
    expect(order()).toBe('byaxnc')
  })
  it('goes back with it', () => {
    accepts(proposes(mex, 'a', 'b'))
    decides({ kind: 'undo' })
    expect(order()).toBe('ax+byc')
  })
  it('goes back to where an earlier move had put it', () => {
    accepts(proposes(mex, 'a', 'b'))
    accepts(proposes(mex, 'a', 'c'))
    expect(order()).toBe('bycax+')
    decides({ kind: 'undo' })
    expect(order()).toBe('byax+c')
  })
})

describe('a move that is not decided is told', () => {
  const cases: [string, () => void, string][] = [
    ['nothing, when another paragraph moves', () => accepts(proposes(can, 'd', 'a')), ''],
    [
      'that it is overtaken, when the paragraph stands there',
      () => accepts(proposes(can, 'b', 'c')),
      'MEX obsolete: already-there',
    ],
    [
      'that the paragraph went elsewhere',
      () => accepts(proposes(can, 'b', 'd')),
      'MEX needs-rebase: moved-elsewhere',
    ],
    [
      'that the chair put the paragraph elsewhere',
      () => decides({ kind: 'move-paragraph', paragraph: id.b!, after: id.d! }),
      'MEX needs-rebase: moved-elsewhere',
    ],
    [
      'that its neighbour went elsewhere',
      () => accepts(proposes(can, 'c', null)),
      'MEX needs-rebase: neighbour-changed',
    ],
    ['that its neighbour is two', () => splits('c'), 'MEX needs-rebase: neighbour-changed'],
    ['that the paragraph is two', () => splits('b'), 'MEX needs-rebase: paragraph-parted'],
    ['nothing of a split elsewhere', () => splits('d'), ''],
  ]
  const splits = (letter: string) => {
    const [piece] = room.layers.paragraph(id[letter]!)!.pieces
    decides({ kind: 'split-paragraph', paragraph: id[letter]!, after: piece!.first })
  }
  it.each(cases)('%s', (_, decide, said) => {
    const before = proposes(mex, 'b', 'c')
    decide()
    expect(told()).toBe(said)
    decides({ kind: 'undo' })
    expect([told(), moveOf('MEX', 'b')]).toEqual(['', before])
  })
  it.each([
    ['is out', () => decides({ kind: 'remove-paragraph', paragraph: id.c! })],
    ['was joined to another', () => decides({ kind: 'join-paragraph', paragraph: id.c! })],
  ])('that its neighbour %s, and where it stands itself', (_, decide) => {
    proposes(mex, 'a', 'c')
    proposes(can, 'b', 'c')
    decide()
    expect(told()).toBe('MEX needs-rebase: neighbour-changed, CAN obsolete: already-there')
  })
  it('keeps its place when its neighbour is out', () => {
    proposes(mex, 'a', 'c')
    decides({ kind: 'remove-paragraph', paragraph: id.c! })
    expect(moveOf('MEX', 'a')).toMatchObject({ after: id.b, lost: true })
    accepts(moveOf('MEX', 'a'))
    expect(order()).toBe('bad')
  })
  it.each([
    ['withdrawn', () => decides({ kind: 'remove-paragraph', paragraph: id.b! })],
    ['joined', () => decides({ kind: 'join-paragraph', paragraph: id.b! })],
  ])('goes with a paragraph that is %s, and comes back with it', (_, decide) => {
    const before = proposes(mex, 'b', 'c')
    decide()
    expect(room.layers.entries.has(before!.id)).toBe(false)
    decides({ kind: 'undo' })
    expect(moveOf('MEX', 'b')).toEqual(before)
  })
  it('stands at the paragraph itself when a proposed neighbour is withdrawn', () => {
    can.edits((edit) =>
      edit.addParagraph({ after: id.c!, before: id.d! }, { kind: 'operative', level: 0 }, 'new'),
    )
    room.settle()
    const added = room.layers.order()[3]!
    mex.edits((edit) => edit.move(id.b!, added))
    room.settle()
    expect(clean()).toBe('a one | c three | new | b two | d four')
    can.edits((edit) => edit.withdraw(added))
    room.settle()
    expect(moveOf('MEX', 'b')).toMatchObject({ after: id.a, lost: true })
    expect(show(mex.layers)).toBe(show(room.layers))
    can.undo.undo()
    room.settle()
    expect(moveOf('MEX', 'b')?.lost).toBe(undefined)
    expect(show(mex.layers)).toBe(show(room.layers))
  })
})

it('a forged ring, and a paragraph behind itself, do not hang a reader', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc))
  const move = (from: string, to: string) =>
    new Y.Map<unknown>(Object.entries({ kind: 'move', user: 'u', at: 1, paragraph: id[from], after: id[to] }))
  for (const [from, to] of [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['d', 'd'],
  ] as const)
    doc.getMap('p:MEX').set(`MEX:${from}`, move(from, to))
  Y.applyUpdate(room.doc, Y.encodeStateAsUpdate(doc))
  room.layers.refresh()
  expect(clean().split(' | ').sort()).toEqual(['a one', 'b two', 'c three', 'd four'])
})
