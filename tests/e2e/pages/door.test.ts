import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '#server/logging.ts'
import { openStores } from '#server/open.ts'
import { readSettings } from '#server/settings.ts'
import { HttpClient, runAccountCommand, start, type Product } from '#tests/servers/product.ts'
import { Browsers, launch } from '../browser/browsers.ts'
import type { Participant } from '../browser/participant.ts'

const PASSWORD = 'a long password for tests'
const EMAIL = 'office@example.org'
const settings = { DATA_DIR: mkdtempSync(join(tmpdir(), 'door-')), DEMO: '1' }
let product: Product
let browser: Browser
let browsers: Browsers

beforeAll(async () => {
  const account = ['--email', EMAIL, '--name', 'Sofía Paz', '--role', 'secretariat']
  expect(await runAccountCommand(settings, ['add', ...account], `${PASSWORD}\n`)).toMatchObject({ code: 0 })
  product = await start(settings)
  browser = await launch()
  browsers = new Browsers(product.address, browser)
})
afterAll(async () => {
  await browsers?.closeAll()
  await browser?.close()
  await product?.stop()
  rmSync(settings.DATA_DIR, { recursive: true, force: true })
})

/** All passwords were given an hour ago, as the database has it. The server begins again at another port. */
async function anHourLater() {
  await product.stop()
  const lost = (reason: Error) => {
    throw reason
  }
  const { database } = await openStores(readSettings(settings), openLog('silent'), lost)
  const hour = "interval '1 hour'"
  await database.pool.query(
    `UPDATE sessions SET created_at = created_at - ${hour}, proven_at = proven_at - ${hour}`,
  )
  await database.close()
  product = await start({ ...settings, PORT: new URL(product.address).port })
}

async function office(who = 'office'): Promise<Participant> {
  const participant = await browsers.signedOut(who)
  const { page } = participant
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return participant
}

async function demoDraft(): Promise<string> {
  const client = new HttpClient(product.address)
  await client.post('/sign-in', { demo: 'demo-secretariat' })
  return /href="\/drafts\/(?!new)([\w-]+)"/.exec(await (await client.get('/')).text())![1]!
}

test('issuing asks for the password again after a while, by keyboard, and nothing written is lost', async () => {
  const { page } = await office()
  const draft = await demoDraft()
  await page.goto(`/drafts/${draft}/revisions?issue`)
  const symbol = page.getByLabel('Symbol', { exact: false }).first()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await symbol.fill('CIDI/CAM/doc.1/24 corr. 7')
  await anHourLater()
  await page.getByRole('button', { name: 'Issue', exact: false }).last().click()
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' })
  await dialog.waitFor()
  await expect
    .poll(() => dialog.getByLabel('Password').evaluate((field) => field === document.activeElement))
    .toBe(true)
  await page.keyboard.type('wrong')
  await page.keyboard.press('Enter')
  await dialog.getByText('The password does not match').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await symbol.inputValue()).toBe('CIDI/CAM/doc.1/24 corr. 7')
  await page.getByRole('button', { name: 'Issue', exact: false }).last().click()
  await dialog.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/revisions\/\d+$/)
  await page.getByText('corr. 7').first().waitFor()
})

test('a browser that asks too fast is told so on a page, and is let in again', async () => {
  const { page, context } = await browsers.signIn('Observer')
  await page.goto('/account')
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { cookie: cookies, accept: 'application/json', 'sec-fetch-site': 'same-origin' }
  let isOver = false
  const hammer = Array.from({ length: 80 }, async () => {
    while (!isOver) await (await fetch(`${product.address}/notices`, { headers })).arrayBuffer()
  })
  const status = async () => (await page.goto('/notices'))?.status()
  await expect.poll(status, { timeout: 60_000 }).toBe(429)
  await page.getByText('Too much was asked for at once').waitFor()
  isOver = true
  await Promise.all(hammer)
  await expect.poll(status, { timeout: 60_000 }).toBe(200)
})

test('a demo account is asked by one click', async () => {
  const { page } = await browsers.signIn('Secretariat')
  await anHourLater()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('button', { name: 'Yes, it is me' }).click()
  await page.waitForURL('**/sign-in')
})

test('a person sees where they are signed in and ends the others, whose tables close', async () => {
  const [here, there] = [await office('here'), await office('there')]
  const draft = await demoDraft()
  await there.page.goto(`/drafts/${draft}`)
  await there.stored()
  const { page } = here
  await page.goto('/account')
  const lines = page.locator('.own-sessions li')
  await expect.poll(() => lines.count()).toBeGreaterThanOrEqual(2)
  await expect.poll(() => lines.first().textContent()).toContain('This browser')
  await page.getByRole('button', { name: 'End all others' }).click()
  await page.getByText('Ended.').waitFor()
  await expect.poll(() => lines.count()).toBe(1)
  await expect.poll(() => there.connection()).toBe('ended')
})
