import { expect, test } from 'vitest'
import { faults } from '../browser/accessibility.ts'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'

const browsers = withBrowsers()

test('a chair consolidates four proposals of which two collide, everybody sees it, and undo takes it back', async () => {
  const draft = await browsers().newDraft()
  const participants = await browsers().join(draft, 'Chair', 'Mexico', 'Canada', 'Jamaica', 'Brazil')
  const [chair, mexico, canada, jamaica, brazil] = participants
  await mexico.replace('widen', 'open')
  await allRead(...participants)
  const id = await chair.caretBefore('widen')
  await canada.strike('widen')
  await canada.typeAfter('pathways', ' of every kind')
  await jamaica.typeAfter('To urge', ' strongly')
  await brazil.typeAfter('for migration', ' and return')
  const proposed = await allRead(...participants)

  const desk = await chair.newTab()
  await desk.goto(`/drafts/${draft}/paragraphs/${encodeURIComponent(id)}/consolidate`)
  await desk.getByText('2 of them collide').waitFor()
  await desk.getByText('[MEXICO: open]').waitFor()
  expect(await faults({ page: desk })).toEqual([])
  await desk
    .getByRole('group', { name: /Brazil/ })
    .getByRole('radio', { name: 'Not retained' })
    .check()
  await desk.getByRole('row', { name: /and return Brazil not retained/ }).waitFor()
  await desk.getByRole('button', { name: 'Apply to the text' }).click()
  await desk.getByText('OP 1 consolidated').first().waitFor()

  const after =
    'To urge strongly member states to [MEXICO: open] regular pathways of every kind for migration.'
  for (const participant of participants) await participant.reads(after)
  await desk.getByRole('button', { name: 'Undo' }).click()
  await desk.getByText('Last decision taken back').first().waitFor()
  expect(await allRead(...participants)).toEqual(proposed)
}, 120_000)
