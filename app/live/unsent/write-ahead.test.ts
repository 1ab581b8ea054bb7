import { beforeEach, expect, test, vi } from 'vitest'
import { LocalStorage } from '#tests/builders/local-storage.ts'
import { WriteAhead } from './write-ahead.ts'

const bytes = (...numbers: number[]) => Uint8Array.from(numbers)
const large = new Uint8Array(400_000)
beforeEach(() => void vi.stubGlobal('localStorage', new LocalStorage()))

test('what a page wrote is there for the next one, in order', () => {
  const page = new WriteAhead('demo', 1)
  page.add(bytes(1, 2))
  page.add(bytes(3))
  expect(new WriteAhead('demo', 2).takeOthers()).toEqual([bytes(1, 2), bytes(3)])
  expect(new WriteAhead('other', 2).takeOthers()).toEqual([])
  expect(page.takeOthers()).toEqual([])
})

test('what the database has is let go, what came meanwhile is not', () => {
  const page = new WriteAhead('demo', 1)
  page.add(bytes(1))
  const { underway } = page
  page.add(bytes(2))
  page.settled(underway)
  expect(new WriteAhead('demo', 2).takeOthers()).toEqual([bytes(2)])
  page.settled(page.underway)
  expect(Object.keys(localStorage)).toEqual([])
})

test('what was taken from another page is let go when the database has it, unless that page went on', () => {
  const [closed, open] = [new WriteAhead('demo', 1), new WriteAhead('demo', 2)]
  closed.add(bytes(1))
  open.add(bytes(2))
  const reader = new WriteAhead('demo', 3)
  expect(reader.takeOthers()).toHaveLength(2)
  expect(reader.takeOthers()).toHaveLength(0)
  open.add(bytes(3))
  reader.settled(reader.underway)
  expect(new WriteAhead('demo', 4).takeOthers()).toEqual([bytes(2), bytes(3)])
})

test('after an update without room nothing is kept until the database has it', () => {
  const page = new WriteAhead('demo', 1)
  page.add(large)
  page.add(bytes(1))
  expect(Object.keys(localStorage)).toEqual([])
  const { underway } = page
  page.add(bytes(2))
  page.settled(underway)
  page.add(bytes(3))
  expect(Object.keys(localStorage)).toEqual([])
  page.settled(page.underway)
  page.add(bytes(4))
  expect(new WriteAhead('demo', 2).takeOthers()).toEqual([bytes(4)])
})

test('what is given up is forgotten, and nothing more is kept', () => {
  const page = new WriteAhead('demo', 1)
  page.add(bytes(1))
  page.clear()
  page.add(bytes(2))
  expect(Object.keys(localStorage)).toEqual([])
})
