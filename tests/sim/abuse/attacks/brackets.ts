import * as Y from 'yjs'
import { CLOSE, encodeUpdate } from '#app/document/wire.ts'
import { derived, givenFrom } from '#tests/doubling/derived.ts'
import { once, type Attack } from '../attack.ts'
import { put } from './words.ts'

/** Brackets by the thousand in one proposal: what every page makes of them must not cost more than their number. */
const inserting = (name: string, text: string): Attack => ({
  name,
  may: [CLOSE.refused],
  run: (target) => once(target, (attacker) => attacker.write(put(target.user, { text: new Y.Text(text) }))),
})

/** The same letter by letter, as by hand: it ends where the limit stands, and what came before stays a text. */
const typing: Attack = {
  name: 'types 1,500 brackets, one at a time',
  may: [CLOSE.refused, CLOSE.flood],
  run: (target) =>
    once(target, (attacker) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(attacker.doc))
      doc.on('update', (update: Uint8Array) => attacker.send(encodeUpdate(update)))
      const text = new Y.Text('w')
      put(target.user, { text })(doc)
      for (let at = 0; at < 1_500; at++) text.insert(text.length, '[')
    }),
}

/** What a colleague’s page works out of a draft in which somebody has done it all the same. */
const onThePage: Attack = {
  name: 'a page derives everything from 140,000 brackets',
  may: [null],
  async run() {
    for (const text of ['['.repeat(140_000), '[]'.repeat(70_000)]) {
      const doc = new Y.Doc()
      doc.transact(() => {
        const fields = { kind: 'operative', level: 0, status: 'open', statusDate: null, number: null }
        const words = { ...fields, position: 'a0', text: new Y.Text('To urge member states.') }
        doc.getMap('base').set('p1', new Y.Map<unknown>(Object.entries(words)))
        put('mex', { text: new Y.Text(text) })(doc)
      })
      const given = givenFrom(doc)
      for (const work of Object.values(derived)) work(given)
    }
    return Promise.resolve({ ends: [null] })
  },
}

export const attacksByBrackets: readonly Attack[] = [
  inserting('inserts 20,000 opening brackets', '['.repeat(20_000)),
  inserting('inserts 140,000 opening brackets', '['.repeat(140_000)),
  inserting('inserts 70,000 pairs of brackets', '[]'.repeat(70_000)),
  typing,
  onThePage,
]
