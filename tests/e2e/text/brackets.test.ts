import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'

const browsers = withBrowsers()

test('a chair brackets words of two paragraphs, sees them in outline and tree, and takes the pair out by keyboard', async () => {
  const [chair, mexico] = await browsers().join(await browsers().newDraft(), 'Chair', 'Mexico')
  await chair.caretBefore('widen')
  await chair.page.keyboard.down('Shift')
  for (let n = 0; n < 2; n++) await chair.press('ArrowDown')
  await chair.page.keyboard.up('Shift')
  await chair.toolbar('Bracket…')
  await chair.seesText('Bracket words from OP 1 to OP 2')
  await chair.click('Bracket the words')
  await mexico.sees('To urge member states to [widen')
  expect((await mexico.text()).join('\n').split(']').length).toBe(2)
  const tree = chair.page.locator('.bracket-tree')
  await chair.caretBefore('To invite')
  await tree.getByText('opens in OP 1').waitFor()
  await chair.page.locator('.outline-list').getByText('[…]').first().waitFor()
  await tree.getByRole('button', { name: 'Take the bracket out' }).focus()
  await chair.press('Enter')
  await mexico.sees('To urge member states to widen')
  expect((await mexico.text()).join('\n')).not.toMatch(/[[\]]/)
}, 120_000)

test('a chair picks one of the words that a slash parts in a bracket', async () => {
  const draft = await browsers().newDraft()
  const [chair, mexico] = await browsers().join(draft, 'Chair', 'Mexico')
  await mexico.replace('urge', '[urge/invite]')
  await chair.card('Mexico, OP 1').getByRole('button', { name: 'Accept' }).click()
  await chair.caretAfter('member states to widen')
  const pick = chair.page.locator('.bracket-tree').getByRole('button', { name: 'Pick “invite”' })
  await pick.focus()
  await chair.press('Enter')
  await mexico.sees('To invite member states to widen')
}, 120_000)

test('a chair accepts a proposal with one of the alternatives that it leaves open, and takes that back', async () => {
  const [chair, mexico] = await browsers().join(await browsers().newDraft(), 'Chair', 'Mexico')
  await mexico.replace('urge', '[invite][call upon]')
  await chair.caretAfter('member states to widen')
  await chair.page.getByRole('button', { name: 'Accept with “call upon”' }).focus()
  await chair.press('Enter')
  await mexico.sees('To call upon member states to widen')
  await chair.seesText('Proposal of Mexico accepted with “call upon”')
  await chair.page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await mexico.sees('[invite][call upon]')
}, 120_000)
