import { expect, test } from 'vitest'
import { authorIds } from './author-ids.ts'

const authorOf = authorIds('a secret')

test('a person is one author in a draft, and another in every other', () => {
  const [ana, ...others] = [
    authorOf('d1', 'ana'),
    authorOf('d2', 'ana'),
    authorOf('d1', 'luis'),
    authorIds('another secret')('d1', 'ana'),
  ]
  expect(authorOf('d1', 'ana')).toBe(ana)
  expect(new Set([ana, ...others]).size).toBe(4)
  expect(ana).toMatch(/^[\w-]{22}$/)
})

test('draft and person are not run together', () => {
  expect(authorOf('d1', '1ana')).not.toBe(authorOf('d11', 'ana'))
})

test('what was forgotten is the same again', () => {
  const before = authorOf('d1', 'ana')
  for (let n = 0; n < 10_000; n++) authorOf('d1', `u${n}`)
  expect(authorOf('d1', 'ana')).toBe(before)
})
