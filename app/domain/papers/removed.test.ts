import { describe, expect, it } from 'vitest'
import { rollingText } from '#tests/builders/rolling.ts'
import type { RollingText } from '../basics/rolling.ts'
import { removedBetween, unaccounted, type GoneFrom } from './removed.ts'

/** The first text, and a second one whose characters are all new but those of paragraphs that are the same. */
function texts(before: string, after: string): [RollingText, RollingText] {
  const [was, is] = [before, after].map((notation) => rollingText(notation.replaceAll(' | ', '\n')))
  const same = new Map(was!.paragraphs.map((paragraph) => [paragraph.id, paragraph]))
  const isSame = (text: string, id: string) =>
    same
      .get(id)
      ?.runs.map((run) => run.text)
      .join('') === text
  const paragraphs = is!.paragraphs.map((paragraph) => ({
    ...paragraph,
    runs: isSame(paragraph.runs.map(({ text }) => text).join(''), paragraph.id)
      ? paragraph.runs
      : paragraph.runs.map((run) => ({ ...run, first: `9${run.first}` })),
  }))
  return [was!, { ...is!, paragraphs }]
}

/** `OP 1: MEX “safe” (struck by CAN); went`, `OP 2: open → agreed`. */
const said = (gone: readonly GoneFrom[]): string[] =>
  gone.map(({ label, isGone, status, words }) =>
    [
      `${label}:`,
      ...words.map(
        ({ text, of, struckBy, around: [before, behind] }) =>
          `${of ?? 'base'} ${before}“${text}”${behind}${struckBy.length > 0 ? ` (struck by ${struckBy.join()})` : ''}`,
      ),
      ...(status ? [`${status.from} → ${status.to}`] : []),
      ...(isGone ? ['went'] : []),
    ].join(' '),
  )

describe('what went between two texts', () => {
  it.each<[string, before: string, after: string, gone: string[]]>([
    ['nothing', 'OP: To urge', 'OP: To urge', []],
    ['a declined proposal', 'OP: To urge {+MEX:all +}states', 'OP: To urge states', ['OP: MEX “all”']],
    ['no accepted proposal', 'OP: To urge {+MEX:all +}states', 'OP: To urge all states', []],
    [
      'words that an accepted strike struck',
      'OP: To {-MEX,CAN:strongly -}urge',
      'OP: To urge',
      ['OP: base “strongly” (struck by CAN,MEX)'],
    ],
    ['no words of a declined strike', 'OP: To {-MEX:strongly -}urge', 'OP: To strongly urge', []],
    [
      'the old words of an accepted replacement',
      'OP: To {-MEX:urge-}{+MEX:invite+} states',
      'OP: To invite states',
      ['OP: base “urge” (struck by MEX)'],
    ],
    [
      'the new words of a declined one',
      'OP: To {-MEX:urge-}{+MEX:invite+} states',
      'OP: To urge states',
      ['OP: MEX “invite”'],
    ],
    ['no words that were put in a bracket', 'OP: To {+MEX:safe +}go', 'OP: To [MEX: safe ]go', []],
    ['no bracket that was opened', 'OP: To [urge][invite]', 'OP: To urge invite', []],
    [
      'the alternative that was not picked',
      'OP: To [urge][invite] all',
      'OP: To urge all',
      ['OP: base “invite”'],
    ],
    ['the name in a bracket', 'OP: To [MEX: urge] all', 'OP: To urge all', ['OP: base “MEX:”']],
    [
      'what a consolidation leaves out, each delegation’s',
      'OP: To {+MEX:firmly +}urge {+CAN:all +}{+JAM:member +}states',
      'OP: To urge member states',
      ['OP: MEX “firmly” CAN “all”'],
    ],
    ['words one after the other as one', 'OP: To go now and then', 'OP: To go', ['OP: base “now and then”']],
    ['a sign', 'OP: One, two', 'OP: One two', ['OP: base “,”']],
    [
      'one of two that are the same',
      'OP: To {+MEX:all +}{+CAN:all +}states',
      'OP: To all states',
      ['OP: CAN “all”'],
    ],
    [
      'a piece of a word, with what is left of it',
      'OP: To organi{-MEX:s-}{+MEX:z+}e',
      'OP: To organize',
      ['OP: base organi“s”e (struck by MEX)'],
    ],
    ['a paragraph with its words', 'OP#a: A | OP#b: To thank', 'OP#a: A', ['OP 2: base “To thank” went']],
    [
      'a joined paragraph without its words',
      'OP#a: To urge | OP#b: to thank',
      'OP#a: To urge to thank',
      ['OP 2: went'],
    ],
    ['nothing of one that was split', 'OP#a: To urge to thank', 'OP#a: To urge | OP#c: to thank', []],
    ['nothing of one that was moved', 'OP#a: A | OP#b: B', 'OP#b: B | OP#a: A', []],
    [
      'a proposed paragraph that was withdrawn',
      'OP#a: A | +MEX OP: To thank',
      'OP#a: A',
      ['OP bis: MEX “To thank” went'],
    ],
    ['a status', 'OP (agreed): A', 'OP: A', ['OP: agreed → open']],
    ['a status and words', 'OP (agreed): A B', 'OP (open): A', ['OP: base “B” agreed → open']],
  ])('is %s', (_, before, after, gone) => {
    expect(said(removedBetween(...texts(before, after)))).toEqual(gone)
  })
})

describe('what a list does not account for', () => {
  const [before, after] = texts('OP#a: To urge all states | OP#b: To thank', 'OP#a: To urge states')
  it.each<[string, listed: string[], left: string[]]>([
    ['is nothing when all is listed', ['all', 'To thank'], []],
    ['is what was left out', ['all'], ['OP 2: base “To thank” went']],
    ['is all when nothing is listed', [], ['OP 1: base “all”', 'OP 2: base “To thank” went']],
  ])('%s', (_, listed, left) => expect(said(unaccounted(before, after, listed))).toEqual(left))
})
