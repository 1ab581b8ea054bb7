import * as Y from 'yjs'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { Random } from '#tests/sim/random.ts'
import { SimulatedRoom, paragraph, show, type SimulatedClient } from '#tests/sim/simulated-room.ts'
import { limits } from '#app/domain/basics/limits.ts'
import { Guard } from './guard.ts'
import { TEXT_LIMIT } from './incoming.ts'
import { Layers } from '../model/layers.ts'
import type { Writer } from './verdict.ts'

const CAN: Writer = { delegation: 'CAN', user: 'can', author: 'can' }
const NOW = 1_000_000

let room: SimulatedRoom
let mex: SimulatedClient

beforeEach(() => {
  room = new SimulatedRoom([paragraph('alpha beta gamma'), paragraph('delta epsilon')])
  mex = room.join('MEX')
  mex.gesture({ from: { line: 0, offset: 6 }, to: { line: 0, offset: 6 }, insert: 'foo ' })
  mex.gesture({ from: { line: 1, offset: 0 }, to: { line: 1, offset: 3 }, insert: '' })
  room.settle()
})

/** A client of Canada's that writes whatever it likes, straight into its copy of the document. */
function forge(write: (doc: Y.Doc) => void, clientID = 9000, writer = CAN) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc))
  doc.clientID = clientID
  const before = Y.encodeStateVector(doc)
  doc.transact(() => write(doc))
  return take(Y.encodeStateAsUpdate(doc, before), writer)
}

function take(update: Uint8Array, writer = CAN) {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
  const owners = new Map([[100, 'mex']])
  return new Guard(copy).take(update, writer, (client) => owners.get(client), NOW)
}

const entry = (fields: Record<string, unknown> = {}) => {
  const made = new Y.Map<unknown>()
  const base = room.layers.order()[0]!
  const whole = {
    kind: 'insertion',
    user: 'can',
    at: NOW,
    paragraph: base,
    after: [base, -1, 0],
    fallback: [base, -1, 0],
    order: 0,
    text: new Y.Text('words'),
    ...fields,
  }
  for (const [key, value] of Object.entries(whole)) if (value !== undefined) made.set(key, value)
  return made
}
const base = () => room.layers.order()[0]!
const putParagraph = (fields: Record<string, unknown>) =>
  put({
    kind: 'paragraph',
    ...{ paragraph: undefined, after: undefined, fallback: undefined, order: undefined },
    ...{ paragraphKind: 'operative', level: 0, position: 'a5' },
    ...fields,
  })
/** A move, with nothing of an insertion about it. */
const moving = (fields: Record<string, unknown> = {}) => {
  const [paragraph, after] = room.layers.order()
  const made = new Y.Map<unknown>()
  for (const [key, value] of Object.entries({
    kind: 'move',
    user: 'can',
    at: NOW,
    paragraph,
    after,
    ...fields,
  }))
    if (value !== undefined) made.set(key, value)
  return made
}
const putMove =
  (fields: Record<string, unknown> = {}, layer = 'p:CAN', id = 'CAN:m') =>
  (doc: Y.Doc) =>
    void doc.getMap(layer).set(id, moving(fields))
const putMoves = (count: number) => (doc: Y.Doc) => {
  for (let at = 0; at < count; at++) putMove({}, 'p:CAN', `CAN:m${at}`)(doc)
}
const put =
  (fields: Record<string, unknown> = {}, id = 'CAN:x') =>
  (doc: Y.Doc) =>
    void doc.getMap('p:CAN').set(id, entry(fields))
const mexEntry = (doc: Y.Doc) => [...doc.getMap<Y.Map<unknown>>('p:MEX').values()][0]!

describe('the guard takes in', () => {
  it('a whole entry of the own layer', () => expect(forge(put())).toMatchObject({ ok: true }))
  it('words dated long ago, typed without a network', () =>
    expect(forge(put({ at: 5 }))).toMatchObject({ ok: true }))
})

describe('what is decided counts no longer: the guard takes in', () => {
  /** As they come in a meeting: put by the delegation, then decided. */
  const decided = (count: number, made: (at: number) => Y.Map<unknown>) =>
    room.doc.transact(() => {
      for (let at = 0; at < count; at++) {
        room.doc.getMap('p:CAN').set(`CAN:d${at}`, made(at))
        room.doc.getMap('decided').set(`CAN:d${at}`, 'accepted')
      }
    })

  it('another proposal on a paragraph where as many as may be were decided', () => {
    decided(limits.entriesInParagraph, () => entry())
    expect(forge(put())).toMatchObject({ ok: true })
  })
  it('another proposal of a delegation of which thousands were decided', () => {
    decided(5_001, (at) => entry({ paragraph: room.layers.order()[at % 2] }))
    expect(forge(put())).toMatchObject({ ok: true })
  })
  it('another move of a paragraph of which twenty were decided', () => {
    decided(20, () => moving())
    expect(forge(putMove())).toMatchObject({ ok: true })
  })
  it('words typed into many that were decided meanwhile', () => {
    const guard = new Guard(room.doc)
    decided(limits.entriesInParagraph, () => entry())
    const client = new Y.Doc()
    Y.applyUpdate(client, Y.encodeStateAsUpdate(room.doc))
    client.clientID = 9000
    const send = (write: () => void) => {
      const before = Y.encodeStateVector(client)
      client.transact(write)
      return guard.take(
        Y.encodeStateAsUpdate(client, before),
        CAN,
        (id) => (id === 9000 ? 'can' : undefined),
        NOW,
      )
    }
    const layer = client.getMap<Y.Map<Y.Text>>('p:CAN')
    expect(send(() => layer.forEach((each) => each.get('text')!.insert(0, 'late ')))).toMatchObject({
      ok: true,
    })
    expect(send(() => put()(client))).toMatchObject({ ok: true })
  })
})

describe('the guard takes in a move', () => {
  it.each<[string, (doc: Y.Doc) => void]>([
    ['behind another paragraph', putMove()],
    ['to the start of the text', putMove({ after: null })],
    ['of one paragraph by several colleagues at once', putMoves(20)],
  ])('%s', (_, write) => expect(forge(write)).toMatchObject({ ok: true }))
  it('behind a paragraph that is only proposed, and that its author took back meanwhile', () => {
    mex.edits((edit) =>
      edit.addParagraph(
        { after: room.layers.order()[1]!, before: null },
        { kind: 'operative', level: 0 },
        'new',
      ),
    )
    room.settle()
    const added = room.layers.order()[2]!
    const can = room.join('CAN')
    can.edits((edit) => edit.move(room.layers.order()[0]!, added))
    mex.edits((edit) => edit.withdraw(added))
    room.take(mex)
    expect(() => room.settle()).not.toThrow()
    expect(room.layers.paragraph(room.layers.order()[0]!)?.paragraph.moves).toMatchObject([{ lost: true }])
  })
})

describe('an answer to someone who said less than they have', () => {
  it('is taken in, though it begins with what is known', () => {
    const typed = (words: string) => {
      const text = [...mex.layers.entries.values()].find((one) => one.kind === 'insertion')!.text
      text.insert(text.length, words)
    }
    const before = Y.encodeStateVector(room.doc)
    typed('known ')
    room.settle()
    typed('and ')
    mex.edits((edit) => edit.insert({ paragraph: room.layers.order()[1]!, offset: 6 }, 'elsewhere '))
    typed('new ')
    const answer = Y.encodeStateAsUpdate(mex.doc, before)
    expect(take(answer, { delegation: 'MEX', user: 'mex', author: 'mex' })).toMatchObject({ ok: true })
  })
})

describe('words typed into what a colleague has withdrawn', () => {
  it('are handed back to their author', () => {
    const colleague = room.join('MEX', 'mex2')
    mex.edits((edit) => edit.insert({ paragraph: room.layers.order()[1]!, offset: 3 }, 'new '))
    room.settle()
    const id = [...colleague.layers.entries.values()].find(
      (one) => one.kind === 'insertion' && one.text.toString() === 'new ',
    )!.attribution.id
    const text = (delegate: SimulatedClient) =>
      delegate.doc.getMap<Y.Map<Y.Text>>('p:MEX').get(id)!.get('text') as Y.Text
    text(colleague).insert(4, 'and bold ')
    mex.edits((edit) => edit.withdraw(id))
    room.take(mex)
    room.settle()
    expect(room.trays.map((tray) => tray.text).join('')).toBe('and bold ')
  })
})

it('the guard takes in what a colleague took back and brought back before either was sent', () => {
  const colleague = room.join('MEX', 'mex2')
  const id = [...colleague.layers.entries.keys()][0]!
  const layer = colleague.doc.getMap('p:MEX')
  const undo = new Y.UndoManager([layer])
  const before = Y.encodeStateVector(colleague.doc)
  layer.delete(id)
  undo.undo()
  expect(layer.has(id)).toBe(true)
  const update = Y.encodeStateAsUpdate(colleague.doc, before)
  expect(take(update, { delegation: 'MEX', user: 'mex2', author: 'mex2' })).toMatchObject({ ok: true })
})

describe('what a colleague withdrew comes back by another hand', () => {
  const strike = { after: undefined, fallback: undefined, order: undefined, text: undefined }
  const words = (text: string) => entry({ text: new Y.Text(text) })
  const ranges = (length: number) =>
    entry({ ...strike, kind: 'deletion', ranges: new Y.Map([['100:0', length]]) })
  test.each([
    ['words', 'as they were', () => words('words'), () => words('words'), true],
    ['words', 'as others', () => words('words'), () => words('swords'), false],
    ['a strike', 'as it was', () => ranges(2), () => ranges(2), true],
    ['a strike', 'of other words', () => ranges(2), () => ranges(3), false],
  ])('%s %s', (_, __, before, after, isTaken) => {
    for (const isOne of [true, false]) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc))
      doc.getMap('p:CAN').set('CAN:x', before())
      const guard = new Guard(doc)
      const client = new Y.Doc()
      Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
      const send = (state: Uint8Array) =>
        guard.take(
          Y.encodeStateAsUpdate(client, state),
          { delegation: 'CAN', user: 'colleague', author: 'colleague' },
          (id) => (id === client.clientID ? 'colleague' : undefined),
          NOW,
        )
      let state = Y.encodeStateVector(client)
      client.getMap('p:CAN').delete('CAN:x')
      if (!isOne) {
        expect(send(state)).toMatchObject({ ok: true })
        state = Y.encodeStateVector(client)
      }
      client.getMap('p:CAN').set('CAN:x', after())
      expect(send(state).ok).toBe(isTaken)
    }
  })
})

describe('the guard refuses', () => {
  const bad = 'bad-entry'
  const over = 'over-limit'
  const cases: [string, string, (doc: Y.Doc) => void][] = [
    [
      'words written into base text',
      'not-your-layer',
      (doc) =>
        (doc.getMap<Y.Map<Y.Text>>('base').values().next().value!.get('text') as Y.Text).insert(0, 'x'),
    ],
    [
      'base text deleted',
      'not-your-layer',
      (doc) => (doc.getMap<Y.Map<Y.Text>>('base').values().next().value!.get('text') as Y.Text).delete(0, 3),
    ],
    ['a paragraph added to the base', 'not-your-layer', (doc) => doc.getMap('base').set('p9', new Y.Map())],
    [
      'a paragraph’s status set',
      'not-your-layer',
      (doc) => doc.getMap<Y.Map<unknown>>('base').values().next().value!.set('status', 'agreed'),
    ],
    [
      'another delegation’s words changed',
      'not-your-layer',
      (doc) =>
        (mexEntry(doc).get('text') as Y.Text | undefined)?.insert(0, 'no ') ?? doc.getMap('p:MEX').clear(),
    ],
    [
      'another delegation’s proposal withdrawn',
      'not-your-layer',
      (doc) => doc.getMap('p:MEX').delete([...doc.getMap('p:MEX').keys()][0]!),
    ],
    ['an entry put into another layer', 'not-your-layer', (doc) => doc.getMap('p:MEX').set('MEX:y', entry())],
    ['a layer of its own making', 'not-your-layer', (doc) => doc.getMap('p:XXX').set('XXX:y', entry())],
    ['where characters went', 'not-your-layer', (doc) => doc.getMap('carried').set('1:1', [1, 1, 1, 'x'])],
    ['what was decided', 'not-your-layer', (doc) => doc.getMap('decided').set('MEX:100-0', 'declined')],
    ['a move in another layer', 'not-your-layer', putMove({}, 'p:MEX', 'MEX:m')],
    ['a move of a paragraph that there is not', bad, putMove({ paragraph: 'nowhere' })],
    ['a move behind a paragraph that there is not', bad, putMove({ after: 'nowhere' })],
    [
      'a move of somebody’s words',
      bad,
      (doc) => putMove({ paragraph: [...doc.getMap('p:MEX').keys()][0] })(doc),
    ],
    ['a move behind itself', bad, (doc) => putMove({ after: room.layers.order()[0] })(doc)],
    ['a move with words', bad, putMove({ text: new Y.Text('words') })],
    ['a move with a position', bad, putMove({ position: 'a5' })],
    ['a move to a place of endless length', bad, putMove({ after: 'p'.repeat(500) })],
    ['a move in another one’s name', bad, putMove({ user: 'mex' })],
    ['a move dated in the future', bad, putMove({ at: NOW + 3_600_000 })],
    ['more moves of one paragraph than colleagues can make', 'quota', putMoves(21)],
    ['an id of another delegation', bad, put({}, 'MEX:x')],
    ['another author', bad, put({ user: 'mex' })],
    ['a date in the future', bad, put({ at: NOW + 3_600_000 })],
    ['a date that is none', bad, put({ at: Infinity })],
    ['a key that entries do not have', bad, put({ status: 'accepted' })],
    ['a nested map as a value', 'malformed', put({ extra: new Y.Map() })],
    ['a header of a thousand letters', bad, put({ paragraph: 'p'.repeat(1000) })],
    ['something that is no entry', 'malformed', (doc) => doc.getMap('p:CAN').set('CAN:x', 'words')],
    [
      'a list inside the layer',
      'malformed',
      (doc) => (
        doc.getMap('p:CAN') as unknown as Y.Text,
        new Y.Array().push([1]),
        Y.Text.prototype.insert.call(doc.getMap('p:CAN'), 0, 'x')
      ),
    ],
    [
      'formatted words',
      'malformed',
      (doc) =>
        put({ text: new Y.Text() })(doc) ??
        (doc.getMap<Y.Map<Y.Text>>('p:CAN').get('CAN:x')!.get('text') as Y.Text).insert(0, 'bold', {
          bold: true,
        }),
    ],
    [
      'an embedded thing',
      'malformed',
      (doc) =>
        put({ text: new Y.Text() })(doc) ??
        (doc.getMap<Y.Map<Y.Text>>('p:CAN').get('CAN:x')!.get('text') as Y.Text).insertEmbed(0, {
          image: 'x',
        }),
    ],
    ['a binary value', 'malformed', (doc) => doc.getMap('p:CAN').set('CAN:x', new Uint8Array([1]))],
    [
      'a strike of no passage',
      bad,
      put({
        kind: 'deletion',
        after: undefined,
        fallback: undefined,
        order: undefined,
        text: undefined,
        ranges: new Y.Map([['x', 1]]),
      }),
    ],
    [
      'a strike of a negative length',
      bad,
      put({
        kind: 'deletion',
        after: undefined,
        fallback: undefined,
        order: undefined,
        text: undefined,
        ranges: new Y.Map([['1:1', -1]]),
      }),
    ],
    ['an order that is no number', bad, put({ order: NaN })],
    ['an order without end', bad, put({ order: -Infinity })],
    ['a date before all dates', bad, put({ at: -1e300 })],
    ['a date that nobody can write', bad, put({ at: 9e15 })],
    ['a date that is no number', bad, put({ at: NaN })],
    ['an anchor at half a character', bad, (doc) => put({ after: [base(), 1, 0.5] })(doc)],
    ['an anchor before the start', bad, (doc) => put({ fallback: [base(), -2, 0] })(doc)],
    ['an anchor beyond all characters', bad, (doc) => put({ after: [base(), 1e300, 0] })(doc)],
    ['a paragraph at half a level', bad, putParagraph({ level: 1.5 })],
    ['a paragraph at a level that is none', bad, putParagraph({ level: NaN })],
    ['a sign that turns the text around', over, put({ text: new Y.Text('all \u202Estates') })],
    ['a sign that ends somebody else’s direction', over, put({ text: new Y.Text('all \u2069states') })],
    ['NUL', over, put({ text: new Y.Text('all\0states') })],
    ['a control character', over, put({ text: new Y.Text('all\u0085states') })],
    ['words that nobody sees', over, put({ text: new Y.Text('all\u{E0041}') })],
    ['a line end within a paragraph', over, put({ text: new Y.Text('all\nstates') })],
    ['20,000 brackets in one proposal', over, put({ text: new Y.Text('['.repeat(20_000)) })],
    ['70,000 pairs', over, put({ text: new Y.Text('[]'.repeat(70_000)) })],
    ['brackets too deep within one another', over, put({ text: new Y.Text('['.repeat(51)) })],
    [
      'brackets too many in proposals on one paragraph',
      over,
      (doc) => {
        for (let at = 0; at < 30; at++) put({ text: new Y.Text('[a]'.repeat(20)) }, `CAN:b${at}`)(doc)
      },
    ],
    [
      'more proposals on one paragraph than it has words',
      over,
      (doc) => {
        for (let at = 0; at <= limits.entriesInParagraph; at++)
          put(
            { kind: 'removal', after: undefined, fallback: undefined, order: undefined, text: undefined },
            `CAN:e${at}`,
          )(doc)
      },
    ],
    [
      'words within words within words, without end',
      over,
      (doc) => {
        let after: unknown
        for (let at = 0; at <= limits.insertionDepth; at++) {
          put({ ...(after !== undefined && { after }) }, `CAN:n${at}`)(doc)
          after = [`CAN:n${at}`, 9000, 0]
        }
      },
    ],
    ['a text longer than any paragraph may be', bad, put({ text: new Y.Text('x'.repeat(TEXT_LIMIT + 1)) })],
  ]
  it.each(cases)('%s', (_name, kind, write) => {
    const result = forge(write)
    expect(result).toMatchObject({ ok: false, refusal: { kind } })
  })

  it('another’s client id', () =>
    expect(forge(put(), 100)).toMatchObject({ refusal: { kind: 'not-your-client-id', client: 100 } }))
  it('the room’s own client id', () =>
    expect(forge(put(), 1)).toMatchObject({ refusal: { kind: 'not-your-client-id' } }))
  it('updates that hang on others which never came', () => {
    const doc = new Y.Doc()
    doc.clientID = 9000
    doc.getMap('p:CAN').set('CAN:a', 1)
    const before = Y.encodeStateVector(doc)
    doc.getMap('p:CAN').set('CAN:x', 2)
    expect(take(Y.encodeStateAsUpdate(doc, before))).toMatchObject({ refusal: { kind: 'missing-updates' } })
  })
  it('words of someone who only reads', () =>
    expect(forge(put(), 9000, { delegation: null, user: 'obs', author: 'obs' })).toMatchObject({
      refusal: { kind: 'reader' },
    }))
  it('twenty thousand pieces at once', () =>
    expect(
      forge((doc) => {
        const made = entry()
        doc.getMap('p:CAN').set('CAN:x', made)
        for (let n = 0; n < 20_000; n++) made.set(`k${n}`, n)
      }),
    ).toMatchObject({ refusal: { kind: 'too-big' } }))
  it('two megabytes', () =>
    expect(take(new Uint8Array(2_000_000))).toMatchObject({ refusal: { kind: 'too-big' } }))
  it('a header that is changed later', () => {
    forgeInto(put())
    const changed = forge(
      (doc) => doc.getMap<Y.Map<unknown>>('p:CAN').get('CAN:x')!.set('paragraph', 'other'),
      9000,
    )
    expect(changed).toMatchObject({ ok: false })
  })
})

/** As `forge`, but the room keeps it. */
function forgeInto(write: (doc: Y.Doc) => void) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc))
  doc.clientID = 9000
  doc.transact(() => write(doc))
  Y.applyUpdate(room.doc, Y.encodeStateAsUpdate(doc))
}

describe('whatever bytes arrive', () => {
  it('base text and the others’ layers stay what they are, and the text can be read', () => {
    const seed = Number(process.env.SEED ?? 7)
    const random = new Random(seed)
    const state = () =>
      JSON.stringify([
        room.doc.getMap('base').toJSON(),
        room.doc.getMap('p:MEX').toJSON(),
        [...room.doc.share.keys()].sort(),
      ])
    for (let i = 0; i < 3_000; i++) {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
      copy.clientID = random.chance(0.05) ? random.pick([1, 100]) : 5_000 + i
      const before = Y.encodeStateVector(copy)
      copy.transact(() => scribble(copy, random))
      let update: Uint8Array = Y.encodeStateAsUpdate(copy, before)
      if (random.chance(0.3) && update.length > 3) {
        update = update.slice()
        update[random.below(update.length)] = random.below(256)
      }
      const want = state()
      const target = new Y.Doc()
      Y.applyUpdate(target, Y.encodeStateAsUpdate(room.doc))
      const result = new Guard(target).take(
        update,
        CAN,
        (client) => (client === 100 ? 'mex' : undefined),
        NOW,
      )
      if (!result.ok) continue
      const layers = new Layers(target)
      expect(() => layers.rolling(), `seed ${seed}, round ${i}`).not.toThrow()
      const now = JSON.stringify([
        target.getMap('base').toJSON(),
        target.getMap('p:MEX').toJSON(),
        [...target.share.keys()].filter((k) => k !== 'p:CAN').sort(),
      ])
      expect(now, `seed ${seed}, round ${i}`).toBe(want)
    }
  })
})

function scribble(doc: Y.Doc, random: Random) {
  const anything = (): unknown =>
    random.pick<() => unknown>([
      () => 1,
      () => 'x',
      () => null,
      () => [1, 2],
      () => new Y.Map(),
      () => new Y.Text('t'),
      () => new Y.Array(),
      () => entry(),
    ])()
  const roots = ['base', 'p:MEX', 'p:CAN', 'carried', 'decided', 'literal', 'meta']
  const map = doc.getMap(random.chance(0.6) ? 'p:CAN' : random.pick(roots))
  const keys = [...map.keys(), 'CAN:1', 'CAN:2', 'MEX:1', 'x']
  if (random.chance(0.3)) map.delete(random.pick(keys))
  else map.set(random.pick(keys), anything())
}

describe('words that come too late', () => {
  const idOf = (delegation: string) =>
    [...room.layers.entries.values()].find(
      (e) => e.attribution.delegation === delegation && e.kind === 'insertion',
    )!.attribution.id
  const line = () => show(room.layers).split('\n')[0]

  it('go on as a new proposal where the accepted words went', () => {
    room.decide({ kind: 'accept', proposals: [idOf('MEX')] })
    mex.gesture({ from: { line: 0, offset: 9 }, to: { line: 0, offset: 9 }, insert: 'l' })
    mex.gesture({ from: { line: 0, offset: 10 }, to: { line: 0, offset: 10 }, insert: 's' })
    room.settle()
    expect(line()).toBe('alpha foo{+MEX:ls} beta gamma')
    expect(room.trays).toEqual([])
    expect([...room.layers.entries.values()].filter((e) => e.kind === 'insertion')).toHaveLength(1)
  })
  it('go to the tray when the proposal was declined', () => {
    room.decide({ kind: 'decline', proposals: [idOf('MEX')] })
    mex.gesture({ from: { line: 0, offset: 9 }, to: { line: 0, offset: 9 }, insert: 'late' })
    room.settle()
    expect(line()).toBe('alpha beta gamma')
    expect(room.trays).toEqual([{ by: 'MEX', text: 'late' }])
  })
  it('go to the tray when the paragraph was closed', () => {
    const paragraph = room.layers.order()[0]!
    room.decide({
      kind: 'set-status',
      paragraph,
      status: 'agreed',
      date: '2024-04-09',
      declineRemaining: true,
    })
    mex.gesture({ from: { line: 0, offset: 16 }, to: { line: 0, offset: 16 }, insert: ' new' })
    room.settle()
    expect(line()).toBe('alpha beta gamma')
    expect(room.trays).toEqual([{ by: 'MEX', text: ' new' }])
  })
  it('are told with the words that they would have struck', () => {
    const paragraph = room.layers.order()[0]!
    const status = { kind: 'set-status', paragraph, status: 'agreed', date: '2024-04-09' } as const
    room.decide({ ...status, declineRemaining: true })
    mex.gesture({ from: { line: 0, offset: 10 }, to: { line: 0, offset: 14 }, insert: '' })
    room.settle()
    expect(line()).toBe('alpha beta gamma')
    expect(room.trays).toEqual([{ by: 'MEX', text: 'beta', struck: true }])
  })
})
