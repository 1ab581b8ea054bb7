import { expect, test } from 'vitest'
import { answerable } from './embedded-stream.ts'

/** A message of the protocol: a letter, its length, and so many bytes. */
const message = (letter: string, size = 0) => {
  const bytes = Buffer.alloc(5 + size)
  bytes.write(letter, 0, 'latin1')
  bytes.writeInt32BE(4 + size, 1)
  return bytes
}
const hello = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0])
const all = (...parts: Buffer[]) => Buffer.concat(parts)
const asked = all(message('P', 20), message('B', 3), message('D'), message('E'), message('S'))

test.each<[string, Buffer, boolean, number]>([
  ['nothing', Buffer.alloc(0), true, 0],
  ['a hello', hello, false, 8],
  ['half a hello', hello.subarray(0, 5), false, 0],
  ['a hello with a question behind it', all(hello, message('Q', 9)), false, 22],
  ['a simple query', message('Q', 9), true, 14],
  ['a prepared query to its end', asked, true, asked.length],
  ['a prepared query without its end', asked.subarray(0, asked.length - 5), true, 0],
  ['a prepared query with half its end', asked.subarray(0, asked.length - 1), true, 0],
  ['a query and the beginning of the next', all(asked, message('P', 8)), true, asked.length],
  ['a query and half a letter of the next', all(asked, message('P', 8).subarray(0, 3)), true, asked.length],
  ['a goodbye', message('X'), true, 0],
  ['a query and a goodbye', all(message('Q', 2), message('X')), true, 7],
])('passes on as much as is answered of %s', (_, bytes, begun, until) => {
  expect(answerable(bytes, begun)).toBe(until)
})
