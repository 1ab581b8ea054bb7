import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import type { Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

async function faults({ page }: Participant): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

/** The page as a picture, where somebody wants to look at it. */
async function pictured({ page }: Participant, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test('a word that a chair takes out in a consolidation stands under that decision, for everybody', async () => {
  const draft = await browsers().newDraft()
  const [chair, mexico, canada] = await browsers().join(draft, 'Chair', 'Mexico', 'Canada')
  await mexico.replace('widen', 'open')
  await canada.typeAfter('To urge', ' strongly')
  await mexico.typeAfter('for migration', ' and return')
  await Promise.all([chair, mexico, canada].map((each) => each.stored()))
  await mexico.strike(' and return')
  await mexico.stored()
  const id = await chair.caretBefore('widen')
  const desk = await chair.newTab()
  await desk.goto(`/drafts/${draft}/paragraphs/${encodeURIComponent(id)}/consolidate`)
  await desk
    .getByRole('group', { name: /Canada/ })
    .getByRole('radio', { name: 'Not retained' })
    .check()
  await desk.getByRole('row', { name: /strongly Canada not retained/ }).waitFor()
  await desk.getByRole('button', { name: 'Apply to the text' }).click()
  await desk.getByText('OP 1 consolidated').first().waitFor()
  await desk.close()

  // By the keyboard from the page that compares: every participant may see it, an observer too.
  const observer = await browsers().signIn('Observer')
  const { page } = observer
  await page.goto(`/drafts/${draft}/time`)
  await page.keyboard.press('Home')
  await observer.seesText('The text had no words yet.')
  await page.getByRole('link', { name: 'What was taken out since' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Taken out', exact: true }).waitFor()
  const consolidated = page.locator('.removals > li', { hasText: 'consolidated a paragraph' })
  expect(await consolidated.locator('.removal > p').first().innerText()).toBe(
    'Chair consolidated a paragraph',
  )
  expect(await consolidated.locator('.gone-words').allInnerTexts()).toEqual([
    expect.stringMatching(/^strongly\s+CANADA$/i),
    expect.stringMatching(/^widen\s+base text\s*struck by Mexico$/),
  ])
  const withdrawn = page.locator('.removals > li', { hasText: 'Taken out by Mexico, who had proposed it' })
  expect(await withdrawn.locator('del').allInnerTexts()).toEqual(['and return'])
  await observer.seesText('Checked against the text at both ends')
  expect(await page.getByText('Not accounted for').count()).toBe(0)
  expect(await faults(observer)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
  await pictured(observer, 'removed-1280')
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('heading', { name: 'Taken out', exact: true }).waitFor()
  await observer.seesText('Draft for a test')
  expect(await page.locator('.compare-controls').isVisible()).toBe(false)
  await pictured(observer, 'removed-print')
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: 400, height: 800 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide, 'nothing stands out of a small window').toBeLessThanOrEqual(400)
  await pictured(observer, 'removed-400')

  // The file has the same, with the person for those who may see the record.
  const file = await chair.page.request.get(`/drafts/${draft}/removed.csv?from=@0`)
  const line = (await file.text()).split('\r\n').find((each) => each.includes('strongly'))
  expect(line).toMatch(/consolidate,,chair,[^,]+,,OP 1,strongly,CAN,,,,/)

  // A revision is where the next look begins.
  await page.goto(`/drafts/${draft}/removed?from=now`)
  await observer.seesText('Nothing was taken out')
  await page.getByLabel('From').selectOption({ label: 'Before the first word' })
  await consolidated.waitFor()
  await chair.page.goto(`/drafts/${draft}/record`)
  await chair.page.getByRole('link', { name: 'What was taken out' }).click()
  await chair.page.locator('.removals').getByText('consolidated a paragraph').waitFor()
}, 120_000)
