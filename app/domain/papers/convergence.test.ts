import { expect, test } from 'vitest'
import { aHeader, chair, mexico, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { heldBrackets, openIn } from './convergence.ts'
import { labelsOf } from '../numbering/numbering.ts'

async function text() {
  const table = new MemoryRooms()
  await table.draft(
    aHeader(),
    'OP: To urge [all] states; [MEXICO, CANADA: and peoples]',
    'OP: To thank',
    'OP: To end',
  )
  table.type('d1', mexico, 1, 8, 8, ' warmly')
  const [, , last] = (await table.read('d1')).paragraphs
  await table.decide('d1', chair, {
    kind: 'set-status',
    paragraph: last!.id,
    status: 'agreed',
    date: '2024-04-09',
  })
  return table.read('d1')
}

test('what is open is counted by paragraph and by delegation', async () => {
  const rolling = await text()
  const [first, second] = rolling.paragraphs
  expect(openIn(rolling)).toEqual({
    brackets: 2,
    proposals: 1,
    openParagraphs: 2,
    byParagraph: { [first!.id]: 2, [second!.id]: 1 },
    byDelegation: { MEX: 1 },
  })
})

test('brackets are listed with the names that are written in them', async () => {
  const rolling = await text()
  const held = heldBrackets(rolling, labelsOf(rolling.paragraphs))
  expect(held.map(({ label, names, excerpt }) => [label, names, excerpt])).toEqual([
    ['OP 1', [], '[all]'],
    ['OP 1', ['MEXICO', 'CANADA'], '[MEXICO, CANADA: and peoples]'],
  ])
})
