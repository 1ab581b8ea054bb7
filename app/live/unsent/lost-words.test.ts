import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { LostWords } from './lost-words.ts'

/** A page whose words stand in an entry that a colleague can take away. */
function aPage() {
  const [page, colleague] = [new Y.Doc(), new Y.Doc()]
  colleague.getMap<Y.Text>('layer').set('entry', new Y.Text('theirs'))
  Y.applyUpdate(page, Y.encodeStateAsUpdate(colleague), 'line')
  let stored = 0
  const lostWords = new LostWords(
    page,
    (origin) => origin === 'line',
    () => stored,
  )
  const text = page.getMap<Y.Text>('layer').get('entry')!
  return {
    lostWords,
    type: (words: string) => text.insert(text.length, words),
    withdraw() {
      Y.applyUpdate(colleague, Y.encodeStateAsUpdate(page))
      colleague.getMap('layer').delete('entry')
      Y.applyUpdate(page, Y.encodeStateAsUpdate(colleague), 'line')
    },
    strike: () => text.delete(6, 3),
    store(clock: number) {
      stored = clock
      lostWords.stored(clock)
    },
  }
}

test('words that vanished before they were stored are given when the connection was lost since', () => {
  const { lostWords, type, withdraw, store } = aPage()
  type('abc')
  store(3)
  type('def')
  withdraw()
  expect(lostWords.give()).toEqual([])
  lostWords.lost()
  store(6)
  expect(lostWords.give()).toEqual([{ reason: 'proposal-withdrawn', paragraph: null, text: 'def' }])
  expect(lostWords.give()).toEqual([])
})

test('words that the room has stored on the same connection are its own to give back', () => {
  const { lostWords, type, withdraw, store } = aPage()
  type('abc')
  withdraw()
  store(3)
  lostWords.lost()
  expect(lostWords.give()).toEqual([])
})

test('words that one strikes oneself do not vanish', () => {
  const { lostWords, type, strike } = aPage()
  type('abc')
  strike()
  lostWords.lost()
  expect(lostWords.give()).toEqual([])
})
