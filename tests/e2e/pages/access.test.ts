import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, test } from 'vitest'
import { withHouse, type Who } from '../browser/browsers.ts'
import { alike, type Seat } from '../browser/participant.ts'

const house = withHouse()

/** What axe calls serious or critical, in a line each. */
async function faults({ page }: Seat): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

describe('axe finds no serious fault', () => {
  const pages: [page: string, who: Who, address: string][] = [
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
    const seat = await house().seat(who)
    await seat.page.goto(address)
    await seat.page.locator('main').waitFor()
    if (/demo(\/working-copy)?$/.test(address)) await seat.stored()
    expect(await faults(seat)).toEqual([])
  })

  test('in the palette, in agreed language and where one types for a delegation', async () => {
    const seat = await (await house().seat('Secretariat')).sit('demo')
    for (const key of ['Control+k', 'Alt+l', 'Alt+f']) {
      await seat.press(key)
      await seat.page.getByRole('dialog').waitFor()
      expect(await faults(seat), key).toEqual([])
      await seat.press('Escape')
      await seat.page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })

  test('at the door', async () => {
    const visitor = await house().visitor()
    await visitor.page.goto('/sign-in')
    expect(await faults(visitor)).toEqual([])
  })
})

test('the text can be read without JavaScript, proposals and their names too', async () => {
  const reader = await house().seat('Observer', { javaScriptEnabled: true })
  const plainReader = await house().seat('Observer', { javaScriptEnabled: false })
  await reader.sit('demo')
  await plainReader.page.goto('/drafts/demo')
  const sheet = plainReader.page.locator('.rolling')
  await expect.poll(() => sheet.innerText()).toContain('responsibility is the basis on which cooperation')
  expect(await sheet.locator('ins[data-by="JAM"]').first().innerText()).toContain('whatever their size')
  expect(await sheet.locator('p.paragraph').count()).toBe((await reader.text()).length)
})

test('a delegate does everything from the keyboard: signs in, opens the draft, writes, looks around', async () => {
  const draft = await house().draft()
  const canada = await (await house().seat('Canada')).sit(draft)
  const mexico = await house().visitor('Mexico')
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
  await alike(mexico, canada)
  expect((await canada.text()).join('\n')).toContain('{+MEX: of all kinds+}')
  await page.keyboard.press('Alt+k')
  await mexico.hears('Next paragraph with a proposal')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+2')
  await page.locator('.rolling[data-view="clean"]').waitFor()
  await page.keyboard.press('Alt+1')
  await page.locator('.rolling[contenteditable]').waitFor()
})
