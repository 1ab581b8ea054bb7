import { describe, expect, it } from 'vitest'
import { callsIn, mentionsIn, sayable, type Mention } from './comment.ts'

const brazil: Mention = { kind: 'delegation', code: 'BRA', name: 'Brazil' }
const dominica: Mention = { kind: 'delegation', code: 'DMA', name: 'Dominica' }
const republic: Mention = { kind: 'delegation', code: 'DOM', name: 'Dominican Republic' }
const ana: Mention = { kind: 'person', user: 'u1', name: 'Ana' }

describe('a comment calls upon', () => {
  it.each<[string, string, Mention[], Mention[]]>([
    ['nobody without an @', 'Brazil?', [brazil], []],
    ['a delegation', 'What does @Brazil say?', [brazil], [brazil]],
    ['each once', '@Brazil, @Brazil!', [brazil, brazil], [brazil]],
    ['a colleague', '@Ana: yes?', [ana], [ana]],
    ['nobody whose name was taken out again', 'What do they say?', [brazil, ana], []],
  ])('%s', (_, text, mentions, called) => expect(mentionsIn({ text, mentions })).toEqual(called))

  it('the longest name that fits', () =>
    expect(
      callsIn({ text: 'To @Dominican Republic and @Dominica.', mentions: [dominica, republic] }),
    ).toEqual([
      { text: 'To ', mention: null },
      { text: '@Dominican Republic', mention: republic },
      { text: ' and ', mention: null },
      { text: '@Dominica', mention: dominica },
      { text: '.', mention: null },
    ]))
})

it.each<[string, string, string]>([
  ['as it is', 'Two lines\nand a\ttab', 'Two lines\nand a\ttab'],
  ['without what surrounds it', ' \n Yes. \n', 'Yes.'],
  ['with the line breaks of one kind', 'a\r\nb', 'a\nb'],
  ['without control characters', 'a\u0000b\u0007c\u009f', 'abc'],
])('a comment is kept %s', (_, text, kept) =>
  expect(sayable(text, [])).toEqual({ ok: true, value: { text: kept, mentions: [] } }),
)
