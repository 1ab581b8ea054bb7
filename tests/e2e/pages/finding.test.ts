import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'

const browsers = withBrowsers()

test('agreed language is found by likeness and proposed with its source, from the keyboard', async () => {
  await browsers().newDraft(
    'THE GENERAL ASSEMBLY,\n\nRESOLVES:\n\n1. To provide dignified shelter to persons displaced by hurricanes in the Caribbean basin.\n\n2. To report on it.\n',
  )
  const draft = await browsers().newDraft()
  const [mexico, canada] = await browsers().join(draft, 'Mexico', 'Canada')
  await mexico.caretAfter('to widen')
  await mexico.press('Alt+l')
  await mexico.page.getByRole('searchbox', { name: 'Words to look for' }).fill('dignifyed sheltr hurricanes')
  const found = mexico.page.getByRole('region', { name: /OP 1$/ }).first()
  await expect.poll(() => found.innerText()).toContain('displaced by hurricanes in the Caribbean basin')
  await found.getByRole('button', { name: /^Propose after/ }).click()
  await mexico.press('Escape')
  await canada.sees('{+MEX:To provide dignified shelter to persons displaced by hurricanes')
  await expect.poll(() => canada.page.locator('.margin').innerText()).toMatch(/Agreed language: .+OP 1/)
})

test('everything at the table can be done by its name', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada] = await browsers().join(draft, 'Mexico', 'Canada')
  await mexico.caretAfter('share their experience')
  const choose = async (words: string) => {
    await mexico.press('Control+k')
    await mexico.page.getByRole('combobox', { name: 'What would you like to do?' }).fill(words)
    await mexico.press('Enter')
  }
  await choose('Remove OP 2')
  await canada.card('Mexico, OP 2').waitFor()
  await choose('reservation')
  await mexico.page.getByRole('textbox', { name: 'Text' }).fill('Mexico reserves its position on OP 1.')
  await mexico.click('Propose')
  await canada.sees('{+MEX:Mexico reserves its position on OP 1.')
  await choose('clean')
  await mexico.seesText('You are reading the clean text')
})
