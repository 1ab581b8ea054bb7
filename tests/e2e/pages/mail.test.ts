import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailServer, readLetter } from '#tests/servers/mail-server.ts'
import { runAccountCommand, start, type Product } from '#tests/servers/product.ts'
import { Browsers, launch } from '../browser/browsers.ts'
import { newDraft } from '../browser/secretariat.ts'
import type { Participant } from '../browser/participant.ts'

const PASSWORD = 'a long password for tests'
const folder = mkdtempSync(join(tmpdir(), 'mail-'))
let post: Awaited<ReturnType<typeof mailServer>>
let product: Product
let browser: Browser
let browsers: Browsers

/** A port that nobody uses: the links of mails have to be known before the server starts. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

async function account(name: string, email: string, delegation: string) {
  const given = ['--email', email, '--name', name, '--role', 'delegate', '--delegation', delegation]
  expect(await runAccountCommand({ DATA_DIR: folder }, ['add', ...given], `${PASSWORD}\n`)).toMatchObject({
    code: 0,
  })
}

beforeAll(async () => {
  post = await mailServer()
  await account('Ana Pérez', 'ana@example.org', 'MEX')
  await account('Luis Ortega', 'luis@example.org', 'MEX')
  await account('Rosa Vega', 'gone@example.org', 'MEX')
  const PORT = await freePort()
  const ORIGIN = `http://localhost:${PORT}`
  product = await start({ DATA_DIR: folder, DEMO: '1', PORT, ORIGIN, SMTP_URL: post.url, MAIL_EVERY: '1' })
  browser = await launch()
  browsers = new Browsers(product.address, browser)
})
afterAll(async () => {
  const complaints = await browsers?.closeAll()
  await browser?.close()
  await product?.stop()
  await post.stop()
  rmSync(folder, { recursive: true, force: true })
  expect(complaints, 'complaints in the console').toEqual([])
})

async function signIn(participant: Participant, email: string) {
  await participant.page.getByLabel('E-mail').fill(email)
  await participant.page.getByLabel('Password').fill(PASSWORD)
  await participant.click('Sign in')
  await participant.page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function person(name: string, email: string): Promise<Participant> {
  const participant = await browsers.signedOut(name)
  await participant.page.goto('/sign-in')
  await signIn(participant, email)
  return participant
}

const kinds = ({ page }: Participant) => page.locator('.panel', { hasText: 'E-mail' }).getByRole('checkbox')

/** Chooses what is mailed, and nothing else. */
async function choose(participant: Participant, ...chosen: RegExp[]) {
  await participant.page.goto('/account')
  await participant.seesText('Which notices are also sent by mail')
  for (const box of await kinds(participant).all()) await box.uncheck()
  for (const name of chosen) await participant.page.getByRole('checkbox', { name }).check()
  await participant.click('Save')
  await participant.seesText('Saved.')
}

const lettersTo = (address: string) =>
  post.letters.filter(({ to }) => to === address).map(({ text }) => readLetter(text))

/** The letter that says this. */
async function letterWith(address: string, words: RegExp) {
  const found = () => lettersTo(address).find((letter) => words.test(letter.words))
  await expect.poll(() => found()?.words, { message: `a letter to ${address}` }).toMatch(words)
  return found()!
}

async function mention(participant: Participant, at: string, words: string) {
  await participant.selectWords(at)
  await participant.press('Alt+c')
  await participant.page.getByLabel('Your comment').fill('')
  await participant.type('@Mexi')
  await participant.press('Enter')
  await participant.type(words)
  await participant.press('Control+Enter')
  await participant.page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('what concerns somebody is mailed as they chose, leads to its place, and ends with one click', async () => {
  const draft = await newDraft(product.address)
  const [canada] = await browsers.join(draft, 'Canada')
  const ana = await person('Ana', 'ana@example.org')
  await choose(ana)
  await ana.page.reload()
  expect(
    await kinds(ana).evaluateAll((boxes) => boxes.filter((box) => (box as HTMLInputElement).checked)),
  ).toEqual([])
  await mention(canada, 'regular pathways', 'before anything was chosen')
  const luis = await person('Luis', 'luis@example.org')
  await letterWith('luis@example.org', /commented · OP 1 \(mention\)/)
  await choose(ana, /^Comments that mention/, /^Changes of paragraphs that I follow/)

  await ana.openDraft(draft)
  await ana.page.locator('.rolling p', { hasText: 'good practices' }).click()
  await ana.page.getByRole('button', { name: 'Follow OP 2' }).click()
  await ana.seesText('You follow OP 2')
  await canada.replace('experience', 'knowledge')
  await canada.stored()
  const { words } = await letterWith('ana@example.org', /Canada .* · OP 2(, \d times)? \(followed\)/)
  expect(words).toMatch(/^Ana Pérez,/)
  expect(words, 'what was switched off is not told later').not.toContain('OP 1')

  // The link of the mail, in a browser that nobody has signed in with.
  const link = new RegExp(`${product.address}/drafts/${draft}#\\S+`).exec(words)?.[0] ?? ''
  const phone = await browsers.signedOut('Ana, on the way', { viewport: { width: 390, height: 800 } })
  await phone.page.goto(link)
  await signIn(phone, 'ana@example.org')
  expect(phone.page.url()).toBe(link)
  await phone.page.locator('.rolling[contenteditable]').waitFor()
  const paragraph = phone.page.locator(`[id="${new URL(link).hash.slice(1)}"]`)
  await expect.poll(() => paragraph.innerText()).toContain('good practices')
  await expect
    .poll(() => paragraph.evaluate((node) => node.getBoundingClientRect().top < window.innerHeight))
    .toBe(true)

  await mention(canada, 'humane migration', 'do you agree?')
  const letter = await letterWith('ana@example.org', /commented · PP 1 \(mention\)/)
  expect(letter.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  const end = /^<(\S+)>$/.exec(letter.header('List-Unsubscribe') ?? '')?.[1] ?? ''
  const opened = await browsers.signedOut('A scanner of mails')
  await opened.page.goto(end)
  await opened.seesText('Send me no more mail')
  await ana.page.goto('/account')
  expect(await ana.page.getByRole('checkbox', { name: /^Comments that mention/ }).isChecked()).toBe(true)
  const answer = await fetch(end, {
    method: 'POST',
    headers: { origin: 'https://mail.example.net', 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect(answer.status).toBe(200)
  await ana.page.reload()
  expect(
    await kinds(ana).evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).checked)),
  ).not.toContain(true)

  const before = lettersTo('ana@example.org').length
  await mention(canada, 'good practices', 'the last word')
  await letterWith('luis@example.org', /commented · OP 2 \(mention\)/)
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect(lettersTo('ana@example.org')).toHaveLength(before)
  await ana.page.goto('/notices')
  await ana.seesText(/commented.*OP 2/)
  await luis.page.goto('/account')
  expect(await luis.page.getByText('came back').count()).toBe(0)
})

test('an address that takes no mail is told to whom it belongs, and everything else goes on', async () => {
  const draft = await newDraft(product.address)
  const [canada] = await browsers.join(draft, 'Canada')
  const rosa = await person('Rosa', 'gone@example.org')
  await mention(canada, 'regular pathways', 'and you?')
  await letterWith('luis@example.org', new RegExp(`commented · OP 1[^]*${draft}`))
  await rosa.page.goto('/notices')
  await rosa.seesText(/Mail to your address came back on .*: 550 no such mailbox/)
  await rosa.seesText(/commented.*OP 1/)
  await rosa.page.goto('/account')
  await rosa.seesText(/Mail to your address came back on/)
  await rosa.openDraft(draft)
  await rosa.typeAfter('regular pathways', ' everywhere')
  await rosa.stored()
  await canada.sees('everywhere')
  expect(lettersTo('gone@example.org')).toEqual([])
  // Who wants no mail is told of no fault.
  await choose(rosa)
  await rosa.page.reload()
  expect(await rosa.page.getByText('came back').count()).toBe(0)
})
