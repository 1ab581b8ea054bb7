import { describe, expect, test } from 'vitest'
import { asComment, type KeptComment } from './kept-words.ts'

const about = { kind: 'paragraph' as const, paragraph: 'p1' }
const begun = (isWithin: boolean): KeptComment => ({ about, words: '', text: 'Begun ', isWithin })

describe('a reply whose thread is gone goes on as a comment', () => {
  test.each<[string, boolean, KeptComment | null, Partial<KeptComment>]>([
    ['at the table', false, null, { about, text: 'Found', isWithin: false }],
    ['within the delegation', true, null, { text: 'Found', isWithin: true }],
    ['behind what was begun there', false, begun(false), { text: 'Begun\n\nFound', isWithin: false }],
    ['within, where it was', true, begun(false), { isWithin: true }],
    ['within, where the other words are', false, begun(true), { isWithin: true }],
  ])('%s', (_, isWithin, there, expected) =>
    expect(asComment({ text: 'Found', isWithin }, about, there)).toMatchObject(expected),
  )
})
