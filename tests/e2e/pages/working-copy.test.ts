import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'

const browsers = withBrowsers()

test('a delegation drafts in private, keeps a fallback, tables it, and nobody saw it before', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada] = await browsers().join(draft, 'Mexico', 'Canada')
  await mexico.page.goto(`/drafts/${draft}/working-copy`)
  await mexico.page.locator('.rolling[contenteditable]').waitFor()
  await mexico.seesText('Private to Mexico. Nobody outside your delegation can open this.')
  await mexico.typeAfter('to widen', ' considerably')
  await mexico.stored()
  await mexico.reads('To urge member states to widen{+MEX~: considerably+} regular pathways for migration.')
  await canada.typeAfter('share their', ' own')
  await mexico.sees('share their{+CAN: own+} experience')
  expect((await canada.text()).join()).not.toContain('considerably')

  const card = mexico.card('Mexico, in private, OP 1')
  await card.getByRole('button', { name: 'Fallback…' }).click()
  await mexico.page.getByRole('textbox', { name: 'Instead of the words you propose' }).fill('somewhat')
  await mexico.click('Keep it')
  await expect.poll(() => card.innerText()).toContain('Fallback: “somewhat”')
  await card.getByRole('button', { name: 'Table…' }).click()
  await mexico.page.getByRole('menuitem', { name: 'Table the fallback wording' }).click()
  await canada.reads('To urge member states to widen{+MEX: somewhat+} regular pathways for migration.')
  await mexico.reads('To urge member states to widen{+MEX: somewhat+} regular pathways for migration.')

  // Canada has a copy of its own, and no way to Mexico’s.
  canada.allow(/404|WebSocket/)
  const answer = await canada.page.goto(`/drafts/${draft}~MEX`)
  expect(answer?.status()).toBe(404)
  await canada.page.goto(`/drafts/${draft}/working-copy`)
  await canada.seesText('Private to Canada.')
  await mexico.page.goto(`/drafts/${draft}`)
  await canada.page.goto(`/drafts/${draft}`)
  await allRead(mexico, canada)
})
