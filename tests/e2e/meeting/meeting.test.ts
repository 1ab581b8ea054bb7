import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { start, type Product } from '#tests/servers/product.ts'
import { faults } from '../browser/accessibility.ts'
import { Browsers, launch, withBrowsers, type DemoAccount } from '../browser/browsers.ts'
import { newDraft } from '../browser/secretariat.ts'
import type { Participant } from '../browser/participant.ts'

const browsers = withBrowsers()
const room = (page: Page) => page.locator('.room-text .paragraph')

/** A page of the meeting in a browser of one's own. */
async function at(
  who: DemoAccount,
  address: string,
  viewport = { width: 1920, height: 1080 },
): Promise<Participant> {
  const participant = await browsers().signIn(who, { viewport })
  await participant.page.goto(address)
  return participant
}

const meeting = async (participant: Participant, item: string | RegExp) => {
  await participant.click('Meeting')
  await participant.page.getByRole('menuitem', { name: item }).click()
}
const strip = (participant: Participant) => participant.page.getByRole('region', { name: 'The meeting' })

/** Sends what is arranged past the page: the form's deadlines are whole minutes, a test has no time for those. */
const arrange = ({ page }: Participant, draft: string, said: unknown): Promise<unknown> =>
  page.evaluate(
    async ([address, body]) => {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await (await fetch('/account')).text())?.[1] ?? ''
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }
      return (await fetch(address!, { method: 'POST', headers, body: body! })).json() as unknown
    },
    [`/drafts/${draft}/statements`, JSON.stringify(said)],
  )

/** Silence on a paragraph for some seconds. */
async function shortSilence(
  chair: Participant,
  draft: string,
  words: string,
  seconds: number,
): Promise<number> {
  const paragraph = await chair.page.locator('.paragraph', { hasText: words }).getAttribute('id')
  const at = Math.ceil(Date.now() / 1000) * 1000 + seconds * 1000
  const moment = new Date(at).toISOString()
  const deadline = { day: moment.slice(0, 10), time: moment.slice(11, 19), zone: 'UTC', offset: 0 }
  const said = { kind: 'start-silence', subjects: [paragraph], deadline }
  expect(await arrange(chair, draft, said)).toEqual({ ok: true })
  return at
}

async function silence(chair: Participant, ...subjects: RegExp[]) {
  await meeting(chair, 'Silence procedure…')
  for (const subject of subjects) await chair.page.getByRole('checkbox', { name: subject }).check()
}

async function until(chair: Participant, moment: string) {
  await chair.page.getByLabel('Time zone of the meeting').selectOption('UTC')
  await chair.page.getByLabel('Day').fill(moment.slice(0, 10))
  await chair.page.getByLabel('Time', { exact: true }).fill(moment.slice(11, 16))
  await chair.click('Start the silence procedure')
}

test('the chair steers the room’s screen from a phone, and the room follows', async () => {
  const draft = await browsers().newDraft()
  const [mexico] = await browsers().join(draft, 'Mexico')
  await mexico.replace('widen', 'open')
  await mexico.stored()
  const screen = await at('Observer', `/drafts/${draft}/room`)
  const remote = await at('Chair', `/drafts/${draft}/remote`, { width: 390, height: 844 })
  await remote.page.locator('.remote-list').getByRole('button', { name: /OP 1/ }).click()
  await expect.poll(() => room(screen.page).count()).toBe(1)
  await expect.poll(() => room(screen.page).innerText()).toContain('To urge member states to')
  await remote.click('Bracketed text')
  await expect.poll(() => room(screen.page).innerText()).toContain('[widen][MEXICO: open]')
  await mexico.typeAfter('regular pathways', ' everywhere')
  await expect.poll(() => room(screen.page).innerText()).toContain('[MEXICO: everywhere]')
  const size = () =>
    screen.page.locator('.room-text .rolling').evaluate((node) => parseFloat(getComputedStyle(node).fontSize))
  const before = await size()
  expect(before).toBeGreaterThan(34)
  await remote.click('Smaller')
  await expect.poll(size).toBeLessThan(before)
  await remote.click('Clean text')
  await expect
    .poll(() => room(screen.page).innerText())
    .toContain('To urge member states to open regular pathways everywhere')
  await remote.click('Next')
  await expect.poll(() => room(screen.page).innerText()).toContain('To invite member states')
  await remote.click('Blank screen')
  await expect.poll(() => screen.page.locator('.room-text').count()).toBe(0)
  await remote.click('Blank screen')
  await expect.poll(() => room(screen.page).count()).toBe(1)
  expect([...(await faults(screen)), ...(await faults(remote))]).toEqual([])
})

test('a reading, the list of speakers and silence go on before everybody’s eyes', async () => {
  const draft = await browsers().newDraft()
  const [chair, mexico, canada] = await browsers().join(draft, 'Chair', 'Mexico', 'Canada')
  await meeting(chair, 'Open a reading…')
  await chair.page.getByRole('textbox', { name: 'Meeting' }).fill('Third meeting')
  await chair.click('Open the reading')
  await expect.poll(() => strip(mexico).innerText()).toContain('First reading')
  await strip(chair).getByRole('button', { name: 'PP 1 is read' }).click()
  await expect.poll(() => strip(mexico).innerText()).toMatch(/1 of \d+ read/)

  await meeting(mexico, 'Ask for the floor')
  await meeting(canada, 'Ask for the floor')
  await meeting(chair, 'Speakers’ list')
  await chair.click('Give the floor to Canada now')
  await expect.poll(() => strip(mexico).innerText()).toContain('Canada has the floor')
  expect(await faults(chair)).toEqual([])
  await chair.page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()

  const moment = new Date(Date.now() + 7_200_000).toISOString()
  await silence(chair, /^OP 1: agreed/, /^OP 2: agreed/)
  expect(await faults(chair)).toEqual([])
  await until(chair, moment)
  await expect.poll(() => strip(mexico).innerText()).toContain('Silence on OP 1 and OP 2')
  expect(await strip(mexico).innerText()).toContain(`${moment.slice(11, 16)} (UTC)`)
  const screen = await at('Observer', `/drafts/${draft}/room`)
  await expect.poll(() => screen.page.locator('.room-silence').innerText()).toMatch(/\d\d:\d\d/)
  await strip(mexico).getByRole('button', { name: 'Break silence on OP 1…' }).click()
  await mexico.page.getByLabel('Reason').fill('new instructions')
  await mexico.click('Break silence')
  await expect
    .poll(() => strip(canada).innerText())
    .toContain('OP 1: silence broken by Mexico (new instructions)')
  await shortSilence(chair, draft, 'To request the General', 2)
  await expect.poll(() => strip(canada).innerText()).toContain('OP 3: silence held, agreed ad referendum')
  await expect.poll(() => chair.page.locator('.paragraph[data-status="ad-referendum"]').count()).toBe(1)
  await chair.page.goto(`/drafts/${draft}/record`)
  await chair.seesText('ended a silence procedure at its deadline')
  await chair.seesText('broke silence')
  expect(await faults(chair)).toEqual([])
})

test('silence is seen where it is kept and broken from there, and the palette arranges the meeting', async () => {
  const draft = await browsers().newDraft()
  const [chair, mexico, canada] = await browsers().join(draft, 'Chair', 'Mexico', 'Canada')
  await mexico.replace('widen', 'open')
  await mexico.stored()
  const palette = async (participant: Participant, words: string) => {
    await participant.press('Control+k')
    await participant.type(words)
    await participant.press('Enter')
  }
  await palette(chair, 'Open a reading')
  await chair.page.getByRole('textbox', { name: 'Meeting' }).fill('Third meeting')
  await chair.press('Enter')
  await expect.poll(() => strip(mexico).innerText()).toContain('First reading')
  await palette(chair, 'PP 1 is read')
  await expect.poll(() => strip(mexico).innerText()).toMatch(/1 of \d+ read/)
  await palette(canada, 'Ask for the floor')
  await expect.poll(() => strip(mexico).innerText()).toContain('Next: Canada')
  await palette(chair, 'Give the floor to Canada')
  await expect.poll(() => strip(mexico).innerText()).toContain('Canada has the floor')
  expect(await strip(mexico).innerText()).not.toMatch(/\d:\d\d left/)
  await palette(chair, 'Time for each speaker')
  await chair.page.getByLabel('Minutes for each speaker').fill('3')
  await chair.press('Enter')
  await expect.poll(() => strip(mexico).innerText()).toMatch(/Canada has the floor\s+0[23]:\d\d left/)
  const remote = await at('Secretariat', `/drafts/${draft}/remote`, { width: 390, height: 844 })
  await expect.poll(() => remote.page.locator('.remote-speakers').innerText()).toMatch(/02:\d\d left/)
  await palette(chair, 'No time limit')
  await expect.poll(() => strip(mexico).innerText()).not.toContain('left')
  await palette(chair, 'Canada has spoken')

  await silence(chair, /^Mexico, OP 1: accepted/, /^OP 2: agreed/)
  await until(chair, new Date(Date.now() + 3 * 3_600_000 + 600_000).toISOString())
  const marked = canada.page.locator('.paragraph[data-silence]')
  await expect.poll(() => marked.count()).toBe(2)
  await expect.poll(() => canada.page.locator('.outline .outline-silence').count()).toBe(2)
  const card = canada.page.locator('.card', { hasText: 'Silence procedure' }).filter({ hasText: 'widen' })
  await expect.poll(() => card.innerText()).toMatch(/3 hours \d+ minutes left/)
  expect(await faults(canada)).toEqual([])
  await card.getByRole('button', { name: 'Break silence on OP 1 (Mexico)…' }).focus()
  await canada.press('Enter')
  await canada.page.getByRole('dialog', { name: 'Break silence on OP 1' }).waitFor()
  await canada.type('new instructions')
  await canada.click('Break silence')
  await expect.poll(() => marked.count()).toBe(1)
  await mexico.caretAfter('invite member')
  await mexico.press('Alt+s')
  await mexico.page.getByRole('dialog', { name: 'Break silence on OP 2' }).waitFor()
  await mexico.click('Break silence')
  await expect.poll(() => marked.count()).toBe(0)
})

test('deadlines follow the clock of the meeting, which the secretariat sets, with each reader’s own beside it', async () => {
  const draft = await browsers().newDraft()
  const office = await at('Secretariat', `/drafts/${draft}/meeting`)
  await office.seesText(/New York time, UTC−[45]/)
  await office.page.getByLabel('Time zone of the meeting').selectOption('America/Panama')
  await office.click('Set the time zone')
  await office.seesText('Deadlines are entered by Panama time from now on.')
  expect(await faults(office)).toEqual([])

  // The organ's clock counts for its drafts that have none of their own.
  const other = await browsers().newDraft()
  await office.page.getByRole('link', { name: 'Organs', exact: true }).click()
  const ofCommittee = async (zone: string) => {
    await office.page.getByLabel('Time zone of CAM').selectOption(zone)
    await office.click('Set the time zone of Committee on Migration Issues')
  }
  await ofCommittee('America/Bogota')
  await office.seesText('Committee on Migration Issues meets by Bogota time from now on.')
  await office.seesText(/America\/New York → America\/Bogota/)
  expect(await faults(office)).toEqual([])
  await office.page.goto(`/drafts/${other}/meeting`)
  await office.seesText(/Bogota time, UTC−5/)
  await office.page.getByRole('link', { name: 'Change it for the organ and all its drafts' }).click()
  await ofCommittee('America/New_York')
  await office.seesText('meets by New York time from now on.')

  const [chair, mexico] = await browsers().join(draft, 'Chair', 'Mexico')
  await mexico.replace('widen', 'open')
  await mexico.stored()
  const canada = await browsers().signIn('Canada', { timezoneId: 'Pacific/Auckland' })
  await canada.openDraft(draft)
  const observer = await browsers().signIn('Observer', { timezoneId: 'America/Bogota' })
  await observer.openDraft(draft)
  await silence(chair, /^OP 2: agreed/)
  const zone = chair.page.getByLabel('Time zone of the meeting')
  expect(await zone.inputValue()).toBe('America/Panama')
  await chair.page.getByLabel('Day').fill('2031-03-09')
  await chair.page.getByLabel('Time', { exact: true }).fill('02:30')
  await zone.selectOption('America/New_York')
  await chair.seesText('The clocks of this zone skip this time on that day. Choose another time.')
  expect(await chair.page.getByRole('button', { name: 'Start the silence procedure' }).isDisabled()).toBe(
    true,
  )
  await zone.selectOption('America/Panama')
  await chair.page.getByLabel('Time', { exact: true }).fill('18:00')
  await chair.click('Start the silence procedure')
  await expect
    .poll(() => strip(canada).innerText())
    .toContain('until March 9, 2031, 18:00 (Panama time, UTC−5)')
  expect(await strip(canada).innerText()).toContain('March 10, 2031, 12:00 your time')
  await expect.poll(() => strip(observer).innerText()).toContain('18:00 (Panama time')
  expect(await strip(observer).innerText()).not.toContain('your time')

  // A paragraph with a proposal waits; what the server refuses is said once, where it was asked.
  chair.allow(/422/)
  await silence(chair, /^OP 2: agreed/)
  const waiting = chair.page.getByRole('checkbox', { name: /^OP 1: agreed/ })
  expect(await waiting.isDisabled()).toBe(true)
  await chair.seesText('One proposal on it has to be decided first.')
  await chair.click('Start the silence procedure')
  const dialog = chair.page.getByRole('dialog')
  await dialog.getByRole('alert').waitFor()
  const said = await dialog.getByRole('alert').innerText()
  expect(await chair.page.getByText(said, { exact: true }).count()).toBe(1)
})

test('silence that ends while the server is down is decided when it starts again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'silent-'))
  let product: Product | null = await start({ DATA_DIR: folder })
  const browser = await launch()
  try {
    const before = new Browsers(product.address, browser)
    const draft = await newDraft(product.address)
    const [chair] = await before.join(draft, 'Chair')
    const at = await shortSilence(chair, draft, 'To urge member states', 4)
    await expect.poll(() => strip(chair).innerText()).toContain('Silence on OP 1')
    const sat = Date.now()
    await before.closeAll()
    await product.stop()
    product = null
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at + 500 - Date.now())))
    product = await start({ DATA_DIR: folder })
    const after = new Browsers(product.address, browser)
    const [again] = await after.join(draft, 'Chair')
    await expect.poll(() => strip(again).innerText()).toContain('OP 1: silence held, agreed ad referendum')

    // Who was at the table is known still: the offices to everybody, the persons and times to the secretariat.
    const observer = await after.signIn('Observer')
    await observer.page.goto(`/drafts/${draft}/time?at=${sat}`)
    const seated = observer.page.locator('section', { hasText: 'At the table' })
    await seated.getByText('Chair', { exact: true }).waitFor()
    expect(await seated.innerText()).not.toContain('Demo')
    const office = await after.signIn('Secretariat')
    await office.page.goto(`/drafts/${draft}/meeting`)
    await office.page.getByRole('row', { name: /Chair Demo chair/ }).waitFor()
    expect(await faults(office)).toEqual([])
    const csv = await office.page.request.get(`/drafts/${draft}/attendance.csv`)
    expect(await csv.text()).toMatch(/\r\n,,chair,Demo chair,/)
    expect((await observer.page.request.get(`/drafts/${draft}/attendance.csv`)).status()).toBe(403)
    await after.closeAll()
  } finally {
    await product?.stop()
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
