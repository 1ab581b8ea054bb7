import { describe, expect, test } from 'vitest'
import type { Stretch, Thread } from './comment.ts'
import { commentedRanges, commentedWords, passagesAtFirst, type ThreadWords } from './commented-words.ts'
import type { Run } from '../basics/rolling.ts'

const run = (first: string, text: string): Run => ({ first, text, insertions: [], strikes: [] })
/** "To urge strongly all states", of which "strongly " was typed by another. */
const runs = [run('1:0', 'To urge '), run('2:40', 'strongly '), run('1:8', 'all states')]
const words = (thread: string, ...characters: Stretch[]): ThreadWords => ({ thread, characters })
const text = runs.map((each) => each.text).join('')

describe('the mark of comments', () => {
  test.each<[string, ThreadWords[], [string, string][]]>([
    ['stands at the words of a thread', [words('a', ['1:3', 4])], [['urge', 'a']]],
    ['reaches over what was typed in between', [words('a', ['1:3', 8])], [['urge strongly all', 'a']]],
    ['stands at words that another typed', [words('a', ['2:40', 8])], [['strongly', 'a']]],
    [
      'is cut where the threads change',
      [words('a', ['1:0', 7]), words('b', ['1:3', 5], ['2:40', 8])],
      [
        ['To ', 'a'],
        ['urge', 'a b'],
        [' strongly', 'b'],
      ],
    ],
    [
      'stands once where two threads are about the same',
      [words('a', ['1:3', 4]), words('b', ['1:3', 4])],
      [['urge', 'a b']],
    ],
    ['stands at those that are left', [words('a', ['9:0', 5], ['1:12', 90])], [['states', 'a']]],
    ['stands nowhere once all are gone', [words('a', ['9:0', 5], ['1:80', 3])], []],
    ['does not mistake one who typed for another', [words('a', ['11:0', 3], ['21:40', 3])], []],
  ])('%s', (_, asked, expected) =>
    expect(
      commentedRanges(runs, asked).map(({ from, to, threads }) => [text.slice(from, to), threads.join(' ')]),
    ).toEqual(expected),
  )

  test('is that of open threads about words, wherever these stand now', () => {
    const about = { kind: 'words' as const, paragraph: 'p1', characters: [['1:3', 4]] as const }
    const open: Thread = { id: 'open', about, words: 'urge', comments: [], resolved: null }
    const resolved = { user: 'u', role: 'chair' as const, delegation: null, name: null, at: 1 }
    const passages = passagesAtFirst(about)
    expect(
      commentedWords([
        { thread: open, place: { paragraph: 'p1', isGone: false, passages } },
        { thread: { ...open, id: 'settled', resolved }, place: { paragraph: 'p1', isGone: false, passages } },
        { thread: { ...open, id: 'gone' }, place: { paragraph: 'p1', isGone: true, passages: [] } },
      ]),
    ).toEqual(new Map([['p1', [{ thread: 'open', characters: [['1:3', 4]] }]]]))
  })
})
