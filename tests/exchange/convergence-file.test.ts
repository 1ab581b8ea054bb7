import { expect, test } from 'vitest'
import {
  writeConvergenceCsv,
  type ConvergenceFigures,
  type ConvergenceTable,
} from '#app/exchange/convergence-file.ts'

const open = {
  brackets: 3,
  proposals: 2,
  openParagraphs: 1,
  byParagraph: { p1: 4 },
  byDelegation: { MEX: 2 },
}
const figures: ConvergenceFigures = {
  overTime: [
    { at: 0, ...open },
    { at: 1_000, ...open, byParagraph: {}, byDelegation: { CAN: 1 } },
  ],
  revisions: [{ number: 0, at: 500, ...open }],
  paragraphs: [{ id: 'p1', label: 'OP 1', spent: 61_400 }],
  held: [{ paragraph: 'p1', label: 'OP 1', names: ['MEXICO', 'CANADA'], excerpt: '[=all, of it]' }],
}

test.each<[ConvergenceTable, string[]]>([
  [
    'time',
    [
      'time,brackets,proposals,open paragraphs',
      '1970-01-01T00:00:00.000Z,3,2,1',
      '1970-01-01T00:00:01.000Z,3,2,1',
    ],
  ],
  ['revisions', ['revision,time,brackets,proposals,open paragraphs', '0,1970-01-01T00:00:00.500Z,3,2,1']],
  [
    'paragraphs',
    ['paragraph,seconds spent,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.000Z', 'OP 1,61,4,0'],
  ],
  ['delegations', ['delegation,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.000Z', 'CAN,0,1', 'MEX,2,0']],
  ['brackets', ['paragraph,held by,words', 'OP 1,MEXICO; CANADA,"[=all, of it]"']],
])('the figures behind the plots are written by %s', (table, lines) => {
  expect(writeConvergenceCsv(table, figures, 'en')).toBe(
    `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`,
  )
})
