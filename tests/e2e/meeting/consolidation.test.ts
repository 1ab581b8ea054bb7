import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { withHouse } from '../browser/browsers.ts'
import { alike } from '../browser/participant.ts'

const house = withHouse()

test('a chair consolidates four proposals of which two collide, everybody sees it, and undo takes it back', async () => {
  const draft = await house().draft()
  const seats = await house().table(draft, 'Chair', 'Mexico', 'Canada', 'Jamaica', 'Brazil')
  const [chair, mexico, canada, jamaica, brazil] = seats
  await mexico.replace('widen', 'open')
  await alike(...seats)
  const id = await chair.caretBefore('widen')
  await canada.strike('widen')
  await canada.typeAfter('pathways', ' of every kind')
  await jamaica.typeAfter('To urge', ' strongly')
  await brazil.typeAfter('for migration', ' and return')
  const proposed = await alike(...seats)

  const desk = await chair.another()
  await desk.goto(`/drafts/${draft}/paragraphs/${encodeURIComponent(id)}/consolidate`)
  await desk.getByText('2 of them collide').waitFor()
  await desk.getByText('[MEXICO: open]').waitFor()
  const axe = await new AxeBuilder({ page: desk }).analyze()
  const serious = axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await desk
    .getByRole('group', { name: /Brazil/ })
    .getByRole('radio', { name: 'Not retained' })
    .check()
  await desk.getByRole('row', { name: /and return Brazil not retained/ }).waitFor()
  await desk.getByRole('button', { name: 'Apply to the text' }).click()
  await desk.getByText('OP 1 consolidated').first().waitFor()

  const after =
    'To urge strongly member states to [MEXICO: open] regular pathways of every kind for migration.'
  for (const seat of seats) await seat.reads(after)
  await desk.getByRole('button', { name: 'Undo' }).click()
  await desk.getByText('Last decision taken back').first().waitFor()
  expect(await alike(...seats)).toEqual(proposed)
}, 120_000)
