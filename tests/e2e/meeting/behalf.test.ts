import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'

const browsers = withBrowsers()

test('the secretariat types from the floor for delegations, from the keyboard, and they confirm it', async () => {
  const draft = await browsers().newDraft()
  const [secretariat, mexico] = await browsers().join(draft, 'Secretariat', 'Mexico')
  const typeFor = async (name: string) => {
    await secretariat.press('Alt+f')
    await secretariat.page.getByRole('textbox', { name: 'Delegation' }).fill(name)
    await secretariat.press('Enter')
    await secretariat.seesText(`You are typing for`)
    await secretariat.page.locator('.rolling[contenteditable="true"]').waitFor()
    await secretariat.stored()
  }
  await typeFor('mex')
  await secretariat.typeAfter('to widen', ' safely')
  await mexico.reads('To urge member states to widen{+MEX°: safely+} regular pathways for migration.')
  await typeFor('jam')
  await secretariat.typeAfter('share their', ' own')
  await mexico.sees('share their{+JAM°: own+} experience')
  await secretariat.click('Stop')

  const card = mexico.card('Mexico, OP 1')
  expect(await card.innerText()).toContain('Typed by the Secretariat, not confirmed yet')
  expect(await mexico.card('Jamaica, OP 2').getByRole('button', { name: 'Confirm' }).count()).toBe(0)
  await card.getByRole('button', { name: 'Confirm' }).click()
  await mexico.reads('To urge member states to widen{+MEX: safely+} regular pathways for migration.')
  await allRead(secretariat, mexico)
  await mexico.page.goto(`/drafts/${draft}/record`)
  await mexico.seesText('confirmed words typed from the floor')
})
