import { describe, expect, test } from 'vitest'
import type { ParagraphKind } from './paragraph.ts'
import { themesOf } from './theme.ts'

const line = (id: string, kind: ParagraphKind) => ({ id, kind, label: '', excerpt: `words of ${id}` })

describe('a paragraph stands', () => {
  const { themes, themeOf } = themesOf([
    line('before', 'operative'),
    line('rights', 'heading'),
    line('first', 'operative'),
    line('part of it', 'subparagraph'),
    line('climate', 'heading'),
    line('second', 'operative'),
    line('note', 'footnote'),
  ])
  test('under the headings of the text, in its order', () =>
    expect(themes.map(({ words }) => words)).toEqual(['words of rights', 'words of climate']))
  test.each([
    ['under none before the first heading', 'before', undefined],
    ['under itself when it is a heading', 'rights', 'rights'],
    ['under the last heading before it', 'first', 'rights'],
    ['under the same as the paragraph it is part of', 'part of it', 'rights'],
    ['under the next heading from there on', 'second', 'climate'],
    ['under none when it is a footnote', 'note', undefined],
  ])('%s', (_, id, theme) => expect(themeOf.get(id)).toBe(theme))
})
