import { expect, test } from 'vitest'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { hangingNumbers } from './labels.ts'

test.each([
  ['paragraphs with their whole label', 'PP: a\nOP 2 bis: b', ['PP 1', 'OP 2 bis']],
  ['subparagraphs with their letter', 'OP: a\na: b\ni: c\ni: d\na: e', ['OP', 'a.', 'i.', 'ii.', 'b.']],
  ['a heading with its printed number alone', 'H I: a\nH: b', ['I', '']],
  ['nothing beside a formula', 'F: a', ['']],
  ['notes with their mark', 'OP: a\nN: b', ['OP', '1/']],
])('the margin has %s', (_, notation, said) => {
  const { paragraphs } = rollingText(notation)
  const hanging = hangingNumbers(paragraphs, labelsOf(paragraphs))
  expect(paragraphs.map(({ id }) => hanging.get(id) ?? '')).toEqual(said)
})
