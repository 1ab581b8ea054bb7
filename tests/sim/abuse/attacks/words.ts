import * as Y from 'yjs'
import { encodeUpdate } from '#app/document/wire.ts'
import { CLOSE } from '#app/document/wire.ts'
import { firstParagraph, joinedAttacker, once, type Attack, type Target } from '../attack.ts'
import type { Attacker } from '../attacker.ts'

type Fields = Record<string, unknown>

/** An entry as Canada's editor would make it, but for `fields`. */
function entry(doc: Y.Doc, user: string, fields: Fields = {}): Y.Map<unknown> {
  const paragraph = firstParagraph(doc)
  const whole = {
    kind: 'insertion',
    user,
    at: Date.now(),
    paragraph,
    after: [paragraph, -1, 0],
    fallback: [paragraph, -1, 0],
    order: 0,
    text: new Y.Text('words'),
    ...fields,
  }
  const map = new Y.Map<unknown>()
  for (const [key, value] of Object.entries(whole)) if (value !== undefined) map.set(key, value)
  return map
}

const canada = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('p:CAN')
/** An id that no other attack has used. */
let made = 0
const newId = () => `CAN:forged-${process.pid}-${made++}`
export const put =
  (user: string, fields?: Fields, id = newId()) =>
  (doc: Y.Doc) =>
    void canada(doc).set(id, entry(doc, user, fields))

const refused = [CLOSE.refused] as const
const wrong = [CLOSE.refused, CLOSE.malformed] as const
/** An honest undo can leave half an entry; such is taken out quietly. */
const broken = [...wrong, null] as const

/** An attack that is one update, forged in a copy of the draft. */
const forging = (
  name: string,
  write: (doc: Y.Doc, target: Target) => void,
  { may = wrong as readonly (number | null)[], as = (_: Target): number | undefined => undefined } = {},
): Attack => ({
  name,
  may,
  run: (target) => once(target, (attacker) => attacker.write((doc) => write(doc, target), as(target))),
})

const layers: Attack[] = ['base', 'meta', 'decided', 'carried', 'literal'].map((root) =>
  forging(`writes into "${root}"`, (doc) => doc.getMap(root).set('forged', 1), { may: refused }),
)
const firstOf = (doc: Y.Doc, layer: string) => [...doc.getMap<Y.Map<unknown>>(layer).values()][0]
const baseText = (doc: Y.Doc) => doc.getMap<Y.Map<Y.Text>>('base').get(firstParagraph(doc))!.get('text')!

const others: Attack[] = [
  forging('writes into another delegation’s layer', (doc) => doc.getMap('p:MEX').set('MEX:forged', 1), {
    may: refused,
  }),
  forging('makes a layer of its own', (doc) => doc.getMap('p:XXX').set('XXX:forged', 1), { may: refused }),
  forging('adds a root of another kind', (doc) => doc.getArray('forged').push([1])),
  forging('strikes base text by force', (doc) => baseText(doc).delete(0, 20), { may: refused }),
  forging('writes into base text', (doc) => baseText(doc).insert(0, 'FORGED '), { may: refused }),
  forging('withdraws another delegation’s words', (doc) => {
    const map = doc.getMap('p:MEX')
    for (const id of map.keys()) map.delete(id)
  }),
  forging('deletes letters of another delegation', (doc) =>
    (firstOf(doc, 'p:MEX')!.get('text') as Y.Text).delete(0, 1),
  ),
]

const ids: Attack[] = [
  forging('writes under the client id of another delegation', (doc, { user }) => put(user)(doc), {
    may: refused,
    as: ({ who }) => who.victim,
  }),
  forging('writes under the client id of a colleague', (doc, { user }) => put(user)(doc), {
    may: refused,
    as: ({ who }) => who.colleague,
  }),
  forging('writes under a client id that another only reads with', (doc, { user }) => put(user)(doc), {
    may: refused,
    as: ({ who }) => who.silent,
  }),
  {
    name: 'sends the same clock again with other content',
    may: [null],
    async run(target) {
      return once(
        target,
        async (attacker) => {
          const client = 1_000_000 + target.random.below(1_000_000_000)
          const id = newId()
          const [first, second] = ['first', 'other'].map((text) =>
            attacker.forge(put(target.user, { text: new Y.Text(text) }, id), client),
          )
          attacker.send(encodeUpdate(first!))
          attacker.send(encodeUpdate(second!))
        },
        600,
      )
    },
  },
]

function nested(depth: number): Y.Map<unknown> {
  const outer = new Y.Map<unknown>()
  let inner = outer
  for (let at = 0; at < depth; at++) {
    const next = new Y.Map<unknown>()
    inner.set('in', next)
    inner = next
  }
  return outer
}

/** Plain JSON, so deep that naive code that walks it runs out of stack. */
function deepJson(depth: number): unknown {
  let value: unknown = 1
  for (let at = 0; at < depth; at++) value = [value]
  return value
}

const shapes: Attack[] = [
  forging('nests maps 300 deep', (doc, { user }) => put(user, { after: nested(300) })(doc), { may: broken }),
  forging(
    'nests lists in a value 3,000 deep',
    (doc, { user }) => put(user, { after: deepJson(3_000) })(doc),
    {
      may: broken,
    },
  ),
  forging('puts 20,000 keys into an entry', (doc, { user }) => {
    const map = entry(doc, user)
    for (let at = 0; at < 20_000; at++) map.set(`k${at}`, at)
    canada(doc).set(newId(), map)
  }),
  forging('strikes 20,000 passages at once', (doc, { user }) => {
    const ranges = new Y.Map<number>()
    for (let at = 0; at < 20_000; at++) ranges.set(`1:${at}`, 1)
    put(user, {
      kind: 'deletion',
      ranges,
      after: undefined,
      fallback: undefined,
      order: undefined,
      text: undefined,
    })(doc)
  }),
  forging('tables 6,000 proposals in one message', (doc, { user }) => {
    for (let at = 0; at < 6_000; at++) put(user, { text: new Y.Text('x') })(doc)
  }),
  forging('writes a word of 200,000 letters', (doc, { user }) =>
    put(user, { text: new Y.Text('x'.repeat(200_000)) })(doc),
  ),
  forging('puts XML into a text', (doc, { user }) => {
    const text = new Y.Text('words')
    put(user, { text })(doc)
    text.insertEmbed(0, new Y.XmlElement('script'))
  }),
  forging('puts a document into an entry', (doc, { user }) => put(user, { text: new Y.Doc() })(doc)),
  forging('formats its words', (doc, { user }) => {
    const text = new Y.Text('words')
    put(user, { text })(doc)
    text.format(0, 3, { bold: true })
  }),
  forging('embeds an object in its words', (doc, { user }) => {
    const text = new Y.Text('words')
    put(user, { text })(doc)
    text.insertEmbed(0, { image: 'x' })
  }),
  forging('puts a list where an entry is', (doc) => doc.getMap('p:CAN').set(newId(), new Y.Array())),
  forging('puts bytes where an entry is', (doc) => doc.getMap('p:CAN').set(newId(), new Uint8Array(9))),
]

const entries: Attack[] = [
  forging('dates its words in the future', (doc, { user }) =>
    put(user, { at: Date.now() + 86_400_000 })(doc),
  ),
  forging('names another author', put('can')),
  forging('takes an id of another delegation', (doc, { user }) => put(user, {}, 'MEX:mine')(doc)),
  forging('takes "__proto__" for an id', (doc, { user }) => put(user, {}, '__proto__')(doc)),
  {
    name: 'changes the header of a colleague’s proposal',
    may: wrong,
    run: (target) =>
      once(target, (attacker) => attacker.write((doc) => firstOf(doc, 'p:CAN')?.set('at', Date.now() - 5))),
  },
]

const updates: Attack[] = [
  {
    name: '3,000 updates that miss what came before',
    may: wrong,
    run: (target) => once(target, (attacker) => withGaps(attacker, target, 3_000)),
  },
  {
    name: 'one update of 32 MB',
    may: [1009, CLOSE.malformed],
    run: (target) =>
      once(target, (attacker) => {
        const doc = new Y.Doc()
        doc.getText('t').insert(0, 'x'.repeat(32 << 20))
        attacker.send(encodeUpdate(Y.encodeStateAsUpdate(doc)))
      }),
  },
  {
    name: 'updates of 1.5 MB, again and again',
    may: wrong,
    run: (target) =>
      once(target, (attacker) => {
        for (let at = 0; at < 20; at++) attacker.send(encodeUpdate(new Uint8Array(3 << 19)))
      }),
  },
  {
    name: 'an update that promises four billion structs',
    may: wrong,
    run: (target) =>
      once(target, (attacker) =>
        attacker.send(encodeUpdate(Uint8Array.of(1, 255, 255, 255, 255, 15, 1, 0, 4, 1, 1, 97, 1, 98, 0))),
      ),
  },
  {
    name: 'a delete set of a million ranges that nobody has',
    may: wrong,
    run: (target) =>
      once(target, (attacker) => {
        // No structs; one client with a million ranges, of which a few hundred follow.
        attacker.send(encodeUpdate(Uint8Array.of(0, 1, 7, 192, 132, 61, ...Array<number>(600).fill(1))))
      }),
  },
  {
    name: 'deletes letters that do not exist yet',
    may: wrong,
    run: (target) =>
      once(target, (attacker) => attacker.send(encodeUpdate(Uint8Array.of(0, 1, 99, 1, 5, 9)))),
  },
]

/** Each letter an update, sent from the last to the second: none can be taken in. */
function withGaps(attacker: Attacker, { user }: Target, count: number) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(attacker.doc))
  const text = new Y.Text()
  const sent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => sent.push(update))
  put(user, { text })(doc)
  for (let at = 0; at < count; at++) text.insert(at, 'a')
  for (const update of sent.slice(1).reverse()) attacker.send(encodeUpdate(update))
}

export const writesAsReader: Attack = {
  name: 'a reader writes words',
  may: [CLOSE.refused],
  run: async (target) => {
    const attacker = await joinedAttacker({ ...target, user: 'reader' })
    attacker.write(put('reader'))
    const code = await attacker.end()
    attacker.leave()
    return { ends: [code] }
  },
}

export const attacksOnWords: readonly Attack[] = [
  ...ids,
  ...layers,
  ...others,
  ...entries,
  ...shapes,
  ...updates,
  writesAsReader,
]
