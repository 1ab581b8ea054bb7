import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import type { StoredEntry } from '#app/domain/record/entry.ts'
import { withBrowsers } from '../browser/browsers.ts'
import type { Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

const record = async ({ page }: Participant, draft: string, search = ''): Promise<StoredEntry[]> => {
  const answer = await page.request.get(`/drafts/${draft}/record.json${search}`)
  return (await answer.json()) as StoredEntry[]
}

async function faults({ page }: Participant): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

test('what happened is found again: in notices, in the changes, in time, in the record', async () => {
  const draft = await browsers().newDraft()
  const [mexico, chair] = await browsers().join(draft, 'Mexico', 'Chair')
  await mexico.typeAfter('widen regular', ' and safe')
  await mexico.stored()
  const tabled = (await record(chair, draft)).find(({ what }) => what === 'tabled')!
  const accepted = { kind: 'accept', proposals: [tabled.detail.proposal] }
  expect(await chair.postDecision(draft, accepted)).toMatchObject({ ok: true })

  // A decision on one's own proposal rings the bell until it is read.
  const { page } = mexico
  await page.goto('/notices')
  await page.getByRole('link', { name: /^Notices: \d+ new$/ }).waitFor()
  await mexico.seesText('your proposal')
  expect(await faults(mexico)).toEqual([])
  await mexico.click('Mark all as read')
  await page.getByRole('link', { name: 'Notices', exact: true }).waitFor()

  // The chair follows a paragraph and sums up what happened to it.
  await chair.page.goto(`/drafts/${draft}/changes?since=all`)
  const paragraph = chair.page
    .getByRole('listitem')
    .filter({ has: chair.page.getByRole('link', { name: 'OP 1' }) })
  await paragraph.getByText('tabled a proposal').waitFor()
  await paragraph.getByRole('button', { name: 'Follow OP 1' }).click()
  await chair.page.getByRole('button', { name: 'Stop following OP 1' }).first().waitFor()
  expect(await faults(chair)).toEqual([])
  await mexico.openDraft(draft)
  await mexico.typeAfter('good practices', ' freely')
  await mexico.typeAfter('safe pathways', ' for all')
  await mexico.stored()
  await chair.page.goto('/notices')
  await chair.seesText('followed')

  // Back in time, by keys and by the slider, to before the word that was accepted.
  await page.goto(`/drafts/${draft}/time`)
  const sheet = page.locator('.rolling')
  expect(await sheet.innerText()).toContain('regular and safe pathways')
  await page.keyboard.press('Home')
  await mexico.seesText('The text had no words yet.')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => sheet.innerText()).toContain('widen regular pathways')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => sheet.innerText()).toContain('regular and safe pathways')
  expect(await sheet.innerText()).not.toContain('freely')
  expect(await faults(mexico)).toEqual([])
  await page.getByRole('slider').fill('-1')
  await mexico.seesText('The text had no words yet.')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => sheet.innerText()).toContain('widen regular pathways')
  await page.locator('.time-compare').getByRole('link', { name: 'Now' }).click()
  await page.locator('.compare ins', { hasText: 'and safe' }).waitFor()

  // The record by its words, on the page and in the file.
  await page.goto(`/drafts/${draft}/record`)
  await page.getByLabel('Words in the details').fill('AND SAFE')
  await page.keyboard.press('Enter')
  await mexico.seesText(/^1 of \d+ entries\.$/)
  expect((await record(mexico, draft, '?words=and+safe')).map(({ what }) => what)).toEqual(['accept'])
  await mexico.click('Check all of it')
  await mexico.seesText(/The whole record was last checked|were checked just now/)
  expect(await faults(mexico)).toEqual([])

  // And in pictures, once the history has been read.
  await chair.page.goto(`/drafts/${draft}/dashboard`)
  const overTime = chair.page.locator('.over-time')
  await overTime.waitFor({ state: 'attached' })
  expect(await overTime.getAttribute('aria-label')).toMatch(
    // It begins with the first act; whether a proposal stands already at that moment is a matter of moments.
    /: brackets from 0 to 0, proposals from [01] to 2, open paragraphs from 6 to 6\.$/,
  )
  const revisions = await chair.page.request.get(`/drafts/${draft}/convergence.csv?table=revisions`)
  expect(await revisions.text()).toMatch(/^\uFEFF/)
  const csv = await (await chair.page.request.get(`/drafts/${draft}/convergence.csv?table=time`)).text()
  expect(csv).toMatch(/^\uFEFFtime,brackets,proposals,open paragraphs\r\n/)
  expect(await faults(chair)).toEqual([])
})

test('an observer goes back in time without learning who the persons were', async () => {
  const draft = await browsers().newDraft()
  const [canada] = await browsers().join(draft, 'Canada')
  await canada.typeAfter('widen regular', ' and orderly')
  await canada.stored()
  const observer = await browsers().signIn('Observer')
  await observer.page.goto(`/drafts/${draft}/time`)
  await observer.page.locator('.deeds').getByText('Canada').waitFor()
  const moment = await (
    await observer.page.request.get(`/drafts/${draft}/time/moment?update=99999999`)
  ).text()
  expect(moment).toContain('and orderly')
  expect(moment).not.toContain('Demo delegate')
  expect((await observer.page.request.get(`/drafts/${draft}/record.json`)).status()).toBe(403)
})
