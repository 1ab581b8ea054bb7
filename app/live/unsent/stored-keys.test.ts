import { fromBase64 } from 'lib0/buffer'
import { beforeEach, expect, test, vi } from 'vitest'
import { LocalStorage } from '#tests/builders/local-storage.ts'
import { takeDropped } from './dropped-words.ts'
import { documentName } from './stored-keys.ts'
import { Tray } from './tray.ts'
import { UnsavedMarks } from './unsaved-marks.ts'
import { WriteAhead } from './write-ahead.ts'

const owner = { draft: 'demo', user: 'u1 for MEX' }
const unsent = { id: 'a', label: 'OP 1', reason: 'refused', text: 'to urge', at: 1 }
const words = { paragraph: 'p1', text: 'to urge', struck: false, ends: [[7, 12]] }

beforeEach(() => {
  vi.stubGlobal('localStorage', new LocalStorage())
  vi.stubGlobal('window', new EventTarget())
})

// Keys and values as browsers have kept them since the first version: what stands there must be found.
test('words in the tray are found', () => {
  localStorage.setItem('corchete tray demo u1 for MEX', JSON.stringify([unsent]))
  expect(new Tray(owner, () => {}).words).toEqual([unsent])
})

test('words of a document that was given up are found, once', () => {
  localStorage.setItem(
    'corchete dropped demo u1 for MEX',
    JSON.stringify([{ reason: 'refused', words: [words] }]),
  )
  expect(takeDropped(owner)).toEqual([{ reason: 'refused', words: [words] }])
  expect(takeDropped(owner)).toEqual([])
})

test('marks of what is not stored are found', () => {
  localStorage.setItem('corchete unsaved demo u1 for MEX 7', '3 12')
  expect([...new UnsavedMarks(owner).read()]).toEqual([[7, { from: 3, to: 12 }]])
})

test('updates that a page wrote ahead of the database are found', () => {
  localStorage.setItem('corchete 1 demo u1 for MEX last 7', 'AQI= Aw==')
  expect(new WriteAhead('corchete 1 demo u1 for MEX', 8).takeOthers()).toEqual([
    fromBase64('AQI='),
    fromBase64('Aw=='),
  ])
})

test('the database has its name', () => expect(documentName(owner)).toMatch(/^corchete \d+ demo u1 for MEX$/))

test('another page’s tray is seen, and what it holds is not lost when this one adds to it', () => {
  const changed = vi.fn()
  const tray = new Tray(owner, changed)
  const key = 'corchete tray demo u1 for MEX'
  localStorage.setItem(key, JSON.stringify([unsent]))
  window.dispatchEvent(Object.assign(new Event('storage'), { key }))
  expect(tray.words).toEqual([unsent])
  localStorage.setItem(key, JSON.stringify([unsent, { ...unsent, id: 'b' }]))
  tray.keep([{ ...unsent, id: 'c', reason: 'refused' }])
  expect(tray.words.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  tray.discard('b')
  expect(JSON.parse(localStorage.getItem(key)!)).toEqual(tray.words)
  expect(changed).toHaveBeenCalledTimes(3)
})
