import { describe, expect, test } from 'vitest'
import { faults } from '../browser/accessibility.ts'
import { withBrowsers, type DemoAccount } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'

const browsers = withBrowsers()

describe('axe finds no serious fault', () => {
  const pages: [page: string, who: DemoAccount, address: string][] = [
    ['the drafts', 'Canada', '/'],
    ['the table of a delegate', 'Canada', '/drafts/demo'],
    ['the table of the chair', 'Chair', '/drafts/demo'],
    ['a working copy', 'Canada', '/drafts/demo/working-copy'],
    ['what changed', 'Canada', '/drafts/demo/changes'],
    ['the notices', 'Canada', '/notices'],
    ['the account', 'Canada', '/account'],
    ['the revisions', 'Secretariat', '/drafts/demo/revisions'],
    ['a comparison', 'Secretariat', '/drafts/demo/compare'],
    ['the dashboard', 'Chair', '/drafts/demo/dashboard'],
    ['what is left before transmitting', 'Secretariat', '/drafts/demo/transmit'],
    ['the record', 'Secretariat', '/drafts/demo/record'],
    ['a new draft', 'Secretariat', '/drafts/new'],
  ]
  test.each(pages)('in %s', async (_, who, address) => {
    const participant = await browsers().signIn(who)
    await participant.page.goto(address)
    await participant.page.locator('main').waitFor()
    if (/demo(\/working-copy)?$/.test(address)) await participant.stored()
    expect(await faults(participant)).toEqual([])
  })

  test('in the palette, in agreed language and where one types for a delegation', async () => {
    const participant = await (await browsers().signIn('Secretariat')).openDraft('demo')
    for (const key of ['Control+k', 'Alt+l', 'Alt+f']) {
      await participant.press(key)
      await participant.page.getByRole('dialog').waitFor()
      expect(await faults(participant), key).toEqual([])
      await participant.press('Escape')
      await participant.page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })

  test('at the door', async () => {
    const anonymous = await browsers().signedOut()
    await anonymous.page.goto('/sign-in')
    expect(await faults(anonymous)).toEqual([])
  })
})

test('the text can be read without JavaScript, proposals and their names too', async () => {
  const reader = await browsers().signIn('Observer', { javaScriptEnabled: true })
  const plainReader = await browsers().signIn('Observer', { javaScriptEnabled: false })
  await reader.openDraft('demo')
  await plainReader.page.goto('/drafts/demo')
  const sheet = plainReader.page.locator('.rolling')
  await expect.poll(() => sheet.innerText()).toContain('responsibility is the basis on which cooperation')
  expect(await sheet.locator('ins[data-by="JAM"]').first().innerText()).toContain('whatever their size')
  expect(await sheet.locator('p.paragraph').count()).toBe((await reader.text()).length)
})

test('a delegate does everything from the keyboard: signs in, opens the draft, writes, looks around', async () => {
  const draft = await browsers().newDraft()
  const canada = await (await browsers().signIn('Canada')).openDraft(draft)
  const mexico = await browsers().signedOut('Mexico')
  const { page } = mexico
  await page.goto(`/sign-in?return=${encodeURIComponent(`/drafts/${draft}`)}`)
  const tabTo = async (name: RegExp) => {
    for (let tabs = 0; tabs < 80; tabs++) {
      const here = await page.evaluate(() => {
        const at = document.activeElement
        return `${at?.getAttribute('aria-label') ?? ''} ${at?.textContent?.slice(0, 60) ?? ''}`
      })
      if (name.test(here)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${name}.`)
  }
  await tabTo(/^Sign in as .*Mexico/)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/drafts/${draft}`)
  await page.locator('.rolling[contenteditable]').waitFor()
  await mexico.stored()
  await tabTo(/^The text/)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(' of all kinds')
  await allRead(mexico, canada)
  expect((await canada.text()).join('\n')).toContain('{+MEX: of all kinds+}')
  await page.keyboard.press('Alt+k')
  await mexico.seesText('Next paragraph with a proposal')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+2')
  await page.locator('.rolling[data-view="clean"]').waitFor()
  await page.keyboard.press('Alt+1')
  await page.locator('.rolling[contenteditable]').waitFor()
})
