import { describe, expect, it } from 'vitest'
import { SimulatedRoom, paragraph, show } from '#tests/sim/simulated-room.ts'

const at = (line: number, offset: number) => ({ line, offset })
const type = (line: number, offset: number, insert: string) => ({
  from: at(line, offset),
  to: at(line, offset),
  insert,
})
const replace = (line: number, from: number, to: number, insert: string) => ({
  from: at(line, from),
  to: at(line, to),
  insert,
})

function table(...texts: string[]) {
  const room = new SimulatedRoom(texts.map((text) => paragraph(text)))
  const [mex, can, jam] = ['MEX', 'CAN', 'JAM'].map((code) => room.join(code)) as [
    ReturnType<SimulatedRoom['join']>,
    ReturnType<SimulatedRoom['join']>,
    ReturnType<SimulatedRoom['join']>,
  ]
  return { room, mex, can, jam, all: () => (room.settle(), show(room.layers)) }
}
const idOf = (room: SimulatedRoom, delegation: string, kind: string) =>
  [...room.layers.entries.values()].find((e) => e.attribution.delegation === delegation && e.kind === kind)!
    .attribution.id

describe('a delegation that types', () => {
  it('adds to its layer, attributed', () => {
    const t = table('To urge States')
    t.mex.gesture(type(0, 8, 'all '))
    t.mex.gesture(type(0, 12, 'member '))
    expect(t.all()).toBe('To urge {+MEX:all member }States')
  })
  it('strikes the base text and takes its own words really away', () => {
    const t = table('To urge States')
    t.mex.gesture(type(0, 8, 'all '))
    t.mex.gesture(replace(0, 3, 10, ''))
    expect(t.all()).toBe('To {-MEX:urge }{+MEX:l }States')
  })
  it('replaces words: struck ones first, its own after them', () => {
    const t = table('measures that facilitate the stay')
    t.mex.gesture(replace(0, 14, 24, 'expand'))
    expect(t.all()).toBe('measures that {-MEX:facilitate}{+MEX:expand} the stay')
  })
  it('puts new words after those it has just struck letter by letter', () => {
    const t = table('entitled to protection that')
    for (let at = 22; at > 12; at--) t.mex.gesture(replace(0, at - 1, at, ''))
    t.mex.gesture(type(0, 12, 'c'))
    t.mex.gesture(type(0, 23, 'are'))
    expect(t.all()).toBe('entitled to {-MEX:protection}{+MEX:care} that')
  })
  it('shares a strike with another delegation', () => {
    const t = table('one two three')
    t.mex.gesture(replace(0, 4, 8, ''))
    t.can.gesture(replace(0, 6, 13, ''))
    expect(t.all()).toBe('one {-MEX:tw}{-CAN,MEX:o }{-CAN:three}')
  })
  it('amends another one inside its words', () => {
    const t = table('measures to the stay')
    t.mex.gesture(type(0, 12, 'expand pathways to '))
    t.room.settle()
    t.jam.gesture(type(0, 19, 'safe '))
    expect(t.all()).toBe('measures to {+MEX:expand }{+MEX>JAM:safe }{+MEX:pathways to }the stay')
  })
  it('keeps words at the start of a paragraph that was split off and is joined again', () => {
    const t = table('one two')
    const { base } = t.room.layers
    const [first] = [...base.keys()] as [string]
    const run = t.room.layers.paragraph(first)!.pieces[0]!
    t.room.decide({ kind: 'split-paragraph', paragraph: first, after: `${run.client}:${run.clock + 2}` })
    t.room.settle()
    t.mex.gesture(type(1, 0, 'and '))
    expect(t.all()).toBe('one\n{+MEX:and } two')
    t.room.decide({ kind: 'join-paragraph', paragraph: t.room.layers.order()[1]! })
    expect(t.all()).toBe('one{+MEX:and } two')
  })
  it('splits a paragraph with a tracked break', () => {
    const t = table('one two')
    t.mex.gesture(type(0, 4, '\n'))
    expect(t.all()).toBe('one {+MEX:\u2029}two')
  })
  it('starts a paragraph of its own at the end of one', () => {
    const t = table('one', 'two')
    t.mex.gesture(type(0, 3, '\n'))
    t.mex.gesture(type(1, 0, 'new'))
    expect(t.all()).toBe('one\n(+MEX) new\ntwo')
  })
  it('pastes several paragraphs in order', () => {
    const t = table('one', 'two')
    t.mex.gesture(type(0, 3, ' x\na\nb\nc'))
    expect(t.all()).toBe('one{+MEX: x}\n(+MEX) a\n(+MEX) b\n(+MEX) c\ntwo')
  })
  it('joins by Backspace at the start, tracked', () => {
    const t = table('one', 'two')
    t.mex.gesture({ from: at(0, 3), to: at(1, 0), insert: '' })
    expect(t.all()).toBe('one\n(^MEX) two')
  })
  it('strikes across paragraphs', () => {
    const t = table('one two', 'three', 'four five')
    t.mex.gesture({ from: at(0, 4), to: at(2, 5), insert: '' })
    expect(t.all()).toBe('one {-MEX:two}\n(xMEX) three\n(^MEX) {-MEX:four }five')
  })
  it('takes back its own paragraph, and others’ words in it stay', () => {
    const t = table('one')
    t.mex.gesture(type(0, 3, '\nnew text'))
    t.room.settle()
    t.can.gesture(type(1, 4, 'good '))
    t.room.settle()
    t.mex.edits((edit) => edit.withdraw(idOf(t.room, 'MEX', 'paragraph')))
    expect(t.all()).toBe('one\n(+CAN) {+CAN:good }')
  })
})

describe('the chair', () => {
  it('accepts an insertion between others at the same place, and they keep their sides', () => {
    const t = table('one two')
    t.mex.gesture(type(0, 4, 'M '))
    t.room.settle()
    t.can.gesture(type(0, 6, 'C '))
    t.room.settle()
    t.jam.gesture(type(0, 4, 'J '))
    expect(t.all()).toBe('one {+JAM:J }{+MEX:M }{+CAN:C }two')
    t.room.decide({ kind: 'accept', proposals: [idOf(t.room, 'MEX', 'insertion')] })
    expect(t.all()).toBe('one {+JAM:J }M {+CAN:C }two')
    t.mex.gesture(type(0, 4, 'again '))
    expect(t.all()).toBe('one {+JAM:J }M {+CAN:C }two'.replace('one ', 'one {+MEX:again }'))
    t.room.decide({ kind: 'undo' })
    expect(t.all()).toBe('one {+MEX:again }{+JAM:J }{+MEX:M }{+CAN:C }two')
  })
  it('accepts a parent and its nested amendment together, not the amendment alone', () => {
    const t = table('measures to the stay')
    t.mex.gesture(type(0, 12, 'expand pathways to '))
    t.room.settle()
    t.jam.gesture(type(0, 19, 'safe '))
    t.room.settle()
    const [parent, nested] = [idOf(t.room, 'MEX', 'insertion'), idOf(t.room, 'JAM', 'insertion')]
    expect(t.room.decide({ kind: 'accept', proposals: [nested] })).toMatchObject({
      refusal: { kind: 'accept-parent-first', parent },
    })
    t.room.decide({ kind: 'accept', proposals: [nested, parent] })
    expect(t.all()).toBe('measures to expand safe pathways to the stay')
    t.room.decide({ kind: 'undo' })
    expect(t.all()).toBe('measures to {+MEX:expand }{+MEX>JAM:safe }{+MEX:pathways to }the stay')
  })
  it('keeps strikes of words that it accepts', () => {
    const t = table('one two')
    t.mex.gesture(type(0, 4, 'big '))
    t.room.settle()
    t.can.gesture(replace(0, 4, 8, ''))
    t.room.settle()
    t.room.decide({ kind: 'accept', proposals: [idOf(t.room, 'MEX', 'insertion')] })
    expect(t.all()).toBe('one {-CAN:big }two')
    t.room.decide({ kind: 'accept', proposals: [idOf(t.room, 'CAN', 'deletion')] })
    expect(t.all()).toBe('one two')
    t.room.decide({ kind: 'undo' })
    expect(t.all()).toBe('one {-CAN:big }two')
  })
  it('declines a new paragraph, and the words that another had put into it stand in the record', () => {
    const t = table('one two')
    t.mex.gesture(type(0, 7, '\nnew words'))
    t.room.settle()
    t.can.gesture(type(1, 4, 'good '))
    expect(t.all()).toBe('one two\n(+MEX) new {+CAN:good }words')
    const decided = t.room.decide({ kind: 'decline', proposals: [idOf(t.room, 'MEX', 'paragraph')] })
    expect(t.all()).toBe('one two')
    expect(decided).toMatchObject({
      ok: true,
      value: {
        words: [{ delegation: 'MEX', inserted: 'new words' }],
        superseded: [{ delegation: 'CAN', kind: 'insertion', inserted: 'good ' }],
      },
    })
  })
  it('brackets a replacement as alternatives', () => {
    const t = table('that facilitate the stay')
    t.mex.gesture(replace(0, 5, 15, 'expand'))
    t.room.settle()
    const proposals = [idOf(t.room, 'MEX', 'insertion'), idOf(t.room, 'MEX', 'deletion')]
    t.room.decide({ kind: 'bracket-proposal', proposals, attributed: true })
    expect(t.all()).toBe('that [facilitate][MEX: expand] the stay')
    t.room.decide({ kind: 'undo' })
    expect(t.all()).toBe('that {-MEX:facilitate}{+MEX:expand} the stay')
  })
  it('leaves the blanks of a bracketed proposal outside of its bracket', () => {
    const t = table('good practices of States')
    t.can.gesture(type(0, 14, ' and lessons'))
    t.room.settle()
    t.room.decide({
      kind: 'bracket-proposal',
      proposals: [idOf(t.room, 'CAN', 'insertion')],
      attributed: true,
    })
    expect(t.all()).toBe('good practices [CAN: and lessons] of States')
    t.room.decide({ kind: 'undo' })
    expect(t.all()).toBe('good practices{+CAN: and lessons} of States')
  })
  it('splits and joins with proposals on both sides', () => {
    const t = table('one two three')
    t.mex.gesture(type(0, 3, 'M'))
    t.can.gesture(type(0, 8, 'C'))
    t.jam.gesture(replace(0, 1, 6, ''))
    expect(t.all()).toBe('o{-JAM:ne}{+MEX:M}{-JAM: tw}o {+CAN:C}three')
    const after = t.room.layers
      .paragraph(t.room.layers.order()[0]!)!
      .pieces.find((p) => p.text === ' tw')!.first
    t.room.decide({ kind: 'split-paragraph', paragraph: t.room.layers.order()[0]!, after })
    expect(t.all()).toBe('o{-JAM:ne}{+MEX:M}{-JAM: }\n{-JAM:tw}o {+CAN:C}three')
    t.room.decide({ kind: 'undo' })
    expect(t.all()).toBe('o{-JAM:ne}{+MEX:M}{-JAM: tw}o {+CAN:C}three')
  })
})
