import * as Y from 'yjs'
import { beforeEach, expect, test } from 'vitest'
import { Layers } from './layers.ts'
import { keepTimes } from './tabled-at.ts'

const NOW = 1_700_000_000_000
const YEAR = 365 * 86_400_000

let doc: Y.Doc
let layers: Layers
beforeEach(() => {
  doc = new Y.Doc()
  const text = new Y.Text('alpha beta')
  doc
    .getMap('base')
    .set('p1', new Y.Map<unknown>(Object.entries({ kind: 'operative', position: 'a1', text })))
  layers = new Layers(doc)
})

/** A proposal whose author says that it is of `at`, as the room takes it in at {@link NOW}. */
function table(at: number) {
  doc
    .getMap('p:CAN')
    .set('CAN:x', new Y.Map(Object.entries({ kind: 'removal', user: 'can', at, paragraph: 'p1' })))
  layers.refresh()
  keepTimes(doc, [layers.entries.get('CAN:x')!], [], NOW)
}
const shown = () => layers.entries.get('CAN:x')?.attribution.at

test.each([
  ['a year back', NOW - YEAR, NOW],
  ['two minutes ahead', NOW + 120_000, NOW],
  ['the start of time', 0, NOW],
  ['within the minute', NOW - 5_000, NOW - 5_000],
])('a proposal dated %s is shown with the time of the server', (_, said, time) => {
  table(said)
  layers.refresh()
  expect(shown()).toBe(time)
})

test('the time is shown at once to those whose document is open, and again after opening', () => {
  layers.rolling()
  table(NOW - YEAR)
  expect(layers.rolling().paragraphs[0] && shown()).toBe(NOW)
  const other = new Y.Doc()
  other.getMap('p:CAN')
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  expect(new Layers(other).entries.get('CAN:x')?.attribution.at).toBe(NOW)
})

test('a time is taken in without placing all entries anew', () => {
  table(NOW)
  layers.rolling()
  const { pending } = layers
  keepTimes(doc, [{ ...layers.entries.get('CAN:x')!, at: 0 }], [], NOW + 5_000)
  expect(shown()).toBe(NOW + 5_000)
  expect(layers.pending).toBe(pending)
})

test('what is withdrawn leaves no time behind', () => {
  table(NOW - YEAR)
  keepTimes(doc, [], [{ id: 'CAN:x' }], NOW)
  expect([...doc.getMap('floor').keys()]).toEqual([])
})
