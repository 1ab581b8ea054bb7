import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'
import type { Random } from '../random.ts'
import type { FuzzClient } from './room-under-test.ts'

/** What a message may be bent from. */
export type Material = {
  attacker: FuzzClient
  /** The id that it writes under when it forges none. */
  client: number
  /** Client ids of others. */
  others: readonly number[]
  /** Updates that have been sent before, by whomever. */
  earlier: Uint8Array[]
  random: Random
}

/** A message that no honest client sends, or may be one that an honest client would. */
export function hostile(material: Material): Uint8Array {
  const { random } = material
  const update = () => forged(material)
  const kinds: [weight: number, make: () => Uint8Array][] = [
    [8, () => encodeUpdate(update(), random.chance(0.2) ? SYNC.step2 : SYNC.update)],
    [4, () => encodeUpdate(bent(update(), random))],
    [2, () => bent(encodeUpdate(update()), random)],
    [2, () => encodeUpdate(rearranged(material))],
    [1, () => caret(material)],
    [1, () => bent(caret(material), random)],
    [1, () => noise(random)],
    [1, () => encodeUpdate(bent(Uint8Array.of(1, 5, 3), random), SYNC.step1)],
  ]
  let place = random.below(kinds.reduce((sum, [weight]) => sum + weight, 0))
  return kinds.find(([weight]) => (place -= weight) < 0)![1]()
}

function bent(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const spots = 1 + random.below(3)
  for (let at = 0; at < spots && copy.length > 0; at++) copy[random.below(copy.length)] = random.below(256)
  const [from, to] = [random.below(copy.length + 1), random.below(copy.length + 1)]
  if (random.chance(0.15)) return copy.subarray(0, to)
  if (random.chance(0.1)) return Uint8Array.from([...copy.subarray(0, from), ...copy.subarray(to)])
  return copy
}

const noise = (random: Random): Uint8Array =>
  Uint8Array.from({ length: random.below(80) }, (_, at) => (at === 0 ? random.below(16) : random.below(256)))

/** Updates of before, alone, merged, cut or out of order. */
function rearranged({ attacker, earlier, random }: Material): Uint8Array {
  const [one, other] = [random.pick(earlier), random.pick(earlier)]
  const makes = [
    () => one,
    () => Y.mergeUpdates([one, other]),
    () => Y.diffUpdate(one, Y.encodeStateVector(attacker.doc)),
    () => Y.convertUpdateFormatV1ToV2(one),
  ]
  return random.pick(makes)()
}

function caret({ client, others, random }: Material): Uint8Array {
  const states = encoding.createEncoder()
  const count = random.below(4)
  encoding.writeVarUint(states, random.chance(0.1) ? 2 ** 40 : count)
  for (let at = 0; at < count; at++) {
    encoding.writeVarUint(states, random.pick([...others, client, random.below(2 ** 31)]))
    encoding.writeVarUint(states, random.below(100))
    encoding.writeVarString(
      states,
      random.pick(['null', '{}', '{"caret":1}', '[', '"x"', '{"user":{"id":"mex"}}']),
    )
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
  return encoding.toUint8Array(encoder)
}

/** A few strokes in a copy of the draft, under a client id that may be anybody's. */
function forged(material: Material): Uint8Array {
  const { attacker, client, others, earlier, random } = material
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(attacker.doc))
  doc.clientID = random.chance(0.15) ? random.pick(others) : client
  if (random.chance(0.1)) doc.clientID = random.below(2 ** 32)
  const before = Y.encodeStateVector(doc)
  for (let strokes = 1 + random.below(4); strokes > 0; strokes--) stroke(doc, material)
  const update = Y.encodeStateAsUpdate(doc, before)
  earlier.push(update)
  if (random.chance(0.05)) return Y.encodeStateAsUpdate(doc)
  return update
}

const ROOTS = [
  'p:CAN',
  'p:CAN',
  'p:CAN',
  'p:CAN',
  'p:MEX',
  'p:XXX',
  'base',
  'carried',
  'decided',
  'literal',
  'meta',
]
const KEYS = [
  'kind',
  'user',
  'at',
  'paragraph',
  'after',
  'fallback',
  'order',
  'text',
  'ranges',
  'withdrawn',
  'x',
]

function stroke(doc: Y.Doc, { attacker, random }: Material): void {
  const root = doc.getMap<unknown>(random.pick(ROOTS))
  const entries = [...root.keys()]
  const own = `CAN:${random.below(5)}`
  const key = random.pick([...entries, own, own, 'MEX:1', '__proto__', ''])
  const entry = root.get(key)
  const inner = entry instanceof Y.Map ? (entry as Y.Map<unknown>) : null
  const text = inner?.get('text')
  const acts = [
    () => root.set(key, wholeEntry(doc, attacker.actor.user, random)),
    () => root.set(key, anything(random)),
    () => root.delete(key),
    () => inner?.set(random.pick(KEYS), anything(random)),
    () => inner?.delete(random.pick(KEYS)),
    () => text instanceof Y.Text && text.insert(random.below(text.length + 1), random.pick(WORDS)),
    () => text instanceof Y.Text && text.length > 0 && text.delete(random.below(text.length), 1),
    () => text instanceof Y.Text && text.format(0, text.length, { bold: true }),
    () => text instanceof Y.Text && text.insertEmbed(0, { image: 1 }),
    () => text instanceof Y.Text && text.setAttribute('x', 1),
  ]
  random.pick(acts)()
}

function wholeEntry(doc: Y.Doc, user: string, random: Random): Y.Map<unknown> {
  const paragraph = [...doc.getMap('base').keys()].sort()[0]!
  const anchor = [paragraph, -1, 0]
  const text = new Y.Text(random.chance(0.3) ? random.pick(WORDS) : 'words')
  const fields: Record<string, unknown> = random.pick([
    {
      kind: 'insertion',
      paragraph,
      after: anchor,
      fallback: anchor,
      order: random.pick([0, 0, 1, -0.5]),
      text,
    },
    { kind: 'insertion', paragraph, after: anchor, fallback: anchor, order: random.pick(NUMBERS), text },
    { kind: 'deletion', paragraph, ranges: new Y.Map([['1:3', 2]]) },
    { kind: 'paragraph', paragraphKind: 'operative', level: 0, position: 'a5', text },
    { kind: 'removal', paragraph },
    { kind: 'paragraph', paragraphKind: 'operative', level: random.pick(NUMBERS), position: 'a5', text },
    { kind: 'move', paragraph, after: random.pick([null, 'nowhere', ...doc.getMap('base').keys()]) },
    { kind: 'support', proposal: 'MEX:1' },
  ])
  const entry = new Y.Map<unknown>(Object.entries({ ...fields, user, at: Date.now() }))
  if (random.chance(0.3)) entry.set(random.pick(KEYS), anything(random))
  return entry
}

/** Numbers that mean nothing, or no more than some others. */
const NUMBERS = [NaN, Infinity, -Infinity, -0, 0.5, -1, 1e300, -1e300, 1e308, 2 ** 53, 8.64e15, 8.64e15 + 1]

/** Characters of words, and some that are none. */
const WORDS = [
  ...['a', 'words ', '[', ']', '[]', '[a/b]', '[MEXICO: a]', '[['.repeat(30), 'a/b', ' ', 'كلمات', '👩🏽‍⚖️'],
  ...['\u2029', '\u202e', '\u2066', '\u0000', '\u001b', '\ufffe', '\ud800', '\udc00', '\u200d', '\ufeff'],
]

const anything = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => random.below(1_000) - 500,
    () => random.pick(NUMBERS),
    () => random.pick(NUMBERS),
    () => 'words',
    () => random.pick(WORDS),
    () => null,
    () => true,
    () => [1, ['p1', 2]],
    () => ({ a: { b: 1 } }),
    () => new Uint8Array(3),
    () => new Y.Map([['a', new Y.Map()]]),
    () => new Y.Text('words'),
    () => new Y.Array(),
    () => new Y.XmlFragment(),
    () => new Y.Doc(),
  ])()
