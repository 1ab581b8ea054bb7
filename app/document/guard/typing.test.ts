import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SimulatedRoom, paragraph } from '#tests/sim/simulated-room.ts'
import { Guard } from './guard.ts'
import { readKeystroke } from './typing.ts'

type Sent = { client: number; user: string; delegation: string; update: Uint8Array }

/** Delegations with words of their own in the text, and what each of them sends while it types on. */
function table() {
  const room = new SimulatedRoom([paragraph('alpha beta gamma'), paragraph('delta epsilon')])
  const delegates = ['MEX', 'CAN', 'BRA'].map((code) => room.join(code))
  delegates.forEach((delegate, n) =>
    delegate.edits((edit) => edit.insert({ paragraph: first(room), offset: 6 }, `w${n} `)),
  )
  room.settle()
  const sent: Sent[] = []
  for (const { doc, delegation, user } of delegates)
    doc.on('update', (update: Uint8Array) => sent.push({ client: doc.clientID, user, delegation, update }))
  return { room, delegates, sent }
}

const first = (room: SimulatedRoom) => room.layers.order()[0]!
const ownText = (doc: Y.Doc, delegation: string) =>
  [...doc.getMap<Y.Map<unknown>>(`p:${delegation}`).values()][0]!.get('text') as Y.Text
const stateOf = (doc: Y.Doc) => ({ text: doc.toJSON(), vector: Y.encodeStateVector(doc) })

/** A room of its own with the same document, and who owns the clients in it. */
function copyOf(room: SimulatedRoom) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc))
  const owners = new Map(room.clients.map((delegate) => [delegate.doc.clientID, delegate.user]))
  return { doc, guard: new Guard(doc), ownerOf: (client: number) => owners.get(client) }
}

const writer = ({ delegation, user }: Sent) => ({ delegation, user, author: user })

describe('typing taken in at once', () => {
  it('is the same document as the long way, however people type at the same time', () => {
    const stroke = fc.record({
      who: fc.nat(2),
      where: fc.nat(60),
      text: fc.oneof(fc.constantFrom('a', 'é', '😀', '中'), fc.string({ minLength: 1, maxLength: 3 })),
    })
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 60 }), fc.nat(9), (strokes, every) => {
        const { room, delegates, sent } = table()
        for (const { who, where, text } of strokes) {
          const { doc, delegation } = delegates[who]!
          const own = ownText(doc, delegation)
          own.insert(where % (own.length + 1), text)
        }
        const [quick, long] = [copyOf(room), copyOf(room)]
        const typing = quick.guard.typing()
        sent.forEach((one, n) => {
          if (!typing.add(one.update, writer(one), quick.ownerOf)) {
            typing.apply()
            expect(quick.guard.take(one.update, writer(one), quick.ownerOf, 0).ok).toBe(true)
          }
          if (n % (every + 1) === 0) typing.apply()
          expect(long.guard.take(one.update, writer(one), long.ownerOf, 0).ok).toBe(true)
        })
        typing.apply()
        expect(stateOf(quick.doc)).toEqual(stateOf(long.doc))
      }),
      { numRuns: 150 },
    )
  })

  it('knows plain typing when it sees it', () => {
    const { room, delegates, sent } = table()
    const { doc, delegation } = delegates[0]!
    for (const letter of 'protect migrants') ownText(doc, delegation).insert(2, letter)
    const { guard, ownerOf } = copyOf(room)
    const typing = guard.typing()
    expect(sent.map((one) => typing.add(one.update, writer(one), ownerOf)?.written.length)).toEqual(
      Array.from({ length: 16 }, () => 1),
    )
  })

  const foreign: [string, (given: ReturnType<typeof table>) => Sent][] = [
    ['under another’s client id', ({ sent }) => ({ ...sent[0]!, user: 'can', delegation: 'CAN' })],
    [
      'in another’s words',
      ({ delegates: [mex, can], sent }) => {
        ownText(mex!.doc, 'CAN').insert(1, 'x')
        return { ...sent.at(-1)!, client: can!.doc.clientID }
      },
    ],
    [
      'with a gap before it',
      ({ delegates: [mex], sent }) => {
        ownText(mex!.doc, 'MEX').insert(1, 'y')
        return sent.at(-1)!
      },
    ],
    [
      'in base text',
      ({ delegates: [mex], room, sent }) => {
        const base = mex!.doc.getMap<Y.Map<Y.Text>>('base').get(first(room))!
        ;(base.get('text') as Y.Text).insert(3, 'x')
        return sent.at(-1)!
      },
    ],
  ]
  it.each(foreign)('leaves what comes %s to the long way', (_, make) => {
    const given = table()
    ownText(given.delegates[0]!.doc, 'MEX').insert(1, 'x')
    const one = make(given)
    const { guard, ownerOf } = copyOf(given.room)
    expect(guard.typing().add(one.update, writer(one), ownerOf)).toBeNull()
  })

  it('reads nothing out of bytes that are something else', () => {
    const { delegates, sent } = table()
    ownText(delegates[0]!.doc, 'MEX').insert(1, 'x')
    const { update } = sent[0]!
    expect(readKeystroke(update)).toMatchObject({ text: 'x' })
    fc.assert(
      fc.property(fc.nat(update.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bent = update.slice()
        bent[at] = byte
        const key = readKeystroke(bent)
        if (!key) return
        const structs = Y.decodeUpdate(bent).structs
        expect(structs).toHaveLength(1)
        expect(structs[0]!.id).toMatchObject({ client: key.client, clock: key.clock })
        expect(structs[0]!.length).toBe(key.text.length)
      }),
      { numRuns: 2_000 },
    )
    expect(readKeystroke(update.slice(0, -1))).toBeNull()
    expect(readKeystroke(new Uint8Array([...update, 0]))).toBeNull()
  })
})
