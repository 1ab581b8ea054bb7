import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { Proxy } from '#tests/servers/proxy.ts'
import { freePort } from '#tests/servers/postgres.ts'
import { start } from '#tests/servers/product.ts'
import {
  signInAs,
  Browsers,
  launch,
  launchOptions,
  withBrowsers,
  type DemoAccount,
} from '../browser/browsers.ts'
import { allRead, Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

const opened: Proxy[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((proxy) => proxy.close()))
})

/** A line to the product that can be made bad. */
async function proxied(target = browsers().address): Promise<{ proxy: Proxy; baseURL: string }> {
  const proxy = await Proxy.to(Number(new URL(target).port))
  opened.push(proxy)
  return { proxy, baseURL: `http://${new URL(target).hostname}:${proxy.port}` }
}

/** Someone at the table over a line of their own, and Canada over a good one. */
async function overALine(who: DemoAccount = 'Mexico') {
  const draft = await browsers().newDraft()
  const { proxy, baseURL } = await proxied()
  const participant = await browsers().signIn(who, { baseURL })
  // Lines are cut on purpose here.
  participant.allow(/WebSocket connection|ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_INTERNET_DISCONNECTED/)
  await participant.openDraft(draft)
  const canada = await (await browsers().signIn('Canada')).openDraft(draft)
  return { draft, proxy, baseURL, participant, canada }
}

const WIDEN = 'To urge member states to widen'
const widened = (words: string) => `${WIDEN}{+MEX:${words}+} regular pathways for migration.`
/** The machine wakes up, or has another network. */
const wake = ({ page }: Participant) => page.evaluate(() => window.dispatchEvent(new Event('online')))
const banner = ({ page }: Participant) => page.locator('.banner.warn')

test('a line that is cut comes back, and nobody is told that they are offline', async () => {
  const { proxy, participant, canada } = await overALine()
  await participant.typeAfter('to widen', ' step')
  await participant.stored()
  const states = await participant.page.evaluateHandle(() => {
    const sign = document.querySelector('.connection')!
    const seen: [state: string, at: number][] = []
    const note = () => seen.push([sign.getAttribute('data-state')!, performance.now()])
    new MutationObserver(note).observe(sign, { attributes: true })
    return seen
  })
  proxy.cut()
  await participant.type(' by step')
  await expect.poll(() => states.evaluate((seen) => seen.map(([state]) => state))).toContain('reconnecting')
  await participant.stored()
  const seen = await states.jsonValue()
  const gone = seen.find(([state]) => state === 'reconnecting')!
  const back = seen.find(([state, at]) => at > gone[1] && state !== 'reconnecting')!
  expect(back[0]).toMatch(/saving|saved|slow/)
  await allRead(participant, canada)
  await canada.reads(widened(' step by step'))
})

test('at 50 kbit/s and 800 ms each way one types as ever, and is told in words what is under way', async () => {
  const { proxy, participant, canada } = await overALine()
  proxy.make({ delay: 800, rate: 50_000 / 8 })
  await participant.caretAfter('to widen')
  for (const letter of ' with care and') await participant.page.keyboard.type(letter, { delay: 60 })
  await participant.reads(widened(' with care and'))
  await expect.poll(() => participant.connection()).toBe('slow')
  expect(await participant.page.locator('.topbar .connection').innerText()).toMatch(
    /^Slow line\s+[1-3] unsaved$/,
  )
  await participant.seesText(/Slow line: your words are on their way, \d unsaved/)
  await allRead(participant, canada)
  await canada.reads(widened(' with care and'))
})

test('“Saved” waits for the server’s word, however long that takes', async () => {
  const { proxy, participant, canada } = await overALine()
  proxy.silence('down')
  await participant.typeAfter('to widen', ' surely')
  await canada.reads(widened(' surely'))
  for (let i = 0; i < 20; i++) {
    expect(await participant.connection()).toMatch(/saving|slow/)
    await participant.page.waitForTimeout(50)
  }
  proxy.resume()
  await participant.stored()
})

test('a line that died while the machine slept is noticed on waking, and the words go out on another', async () => {
  const { proxy, participant, canada } = await overALine()
  proxy.strand()
  await participant.typeAfter('to widen', ' once awake')
  await wake(participant)
  await allRead(participant, canada)
  await canada.reads(widened(' once awake'))
})

describe('two windows of one person', () => {
  const twoWindows = async () => {
    const at = await overALine()
    at.proxy.strand()
    await at.participant.typeAfter('to widen', ' from afar')
    const second = new Participant('Mexico’s second window', await at.participant.newTab())
    await second.openDraft(at.draft)
    return { ...at, second }
  }

  test('the one with a line sends what the other cannot, and nothing is doubled', async () => {
    const { participant, second, canada } = await twoWindows()
    await canada.reads(widened(' from afar'))
    await participant.type(' and')
    await second.typeAfter('share their', ' own')
    await canada.reads(widened(' from afar and'))
    await wake(participant)
    await allRead(participant, second, canada)
    await canada.reads(widened(' from afar and'))
  })

  test('what a closed one had not sent, the other sends', async () => {
    const { participant, second, canada } = await twoWindows()
    await participant.type(' and near')
    await participant.page.close({ runBeforeUnload: false })
    await canada.reads(widened(' from afar and near'))
    await allRead(second, canada)
  })
})

describe('with a clock that is wrong', () => {
  test.each([
    ['five hours ahead', 5],
    ['a day behind', -24],
  ])('%s one works as everybody, and what is written has the server’s time', async (_, hours) => {
    const draft = await browsers().newDraft()
    const mexico = await browsers().signIn('Mexico')
    await mexico.page.addInitScript((shift) => {
      const real = Date.now
      Date.now = () => real() + shift
    }, hours * 3_600_000)
    await mexico.openDraft(draft)
    const canada = await (await browsers().signIn('Canada')).openDraft(draft)
    await mexico.typeAfter('to widen', ' in time')
    await allRead(mexico, canada)
    await canada.reads(widened(' in time'))
    await mexico.page.reload()
    await mexico.page.locator('.rolling[contenteditable]').waitFor()
    await mexico.typeAfter('share their', ' own')
    await allRead(mexico, canada)
    expect(await mexico.page.getByText('Not sent').count()).toBe(0)
  })
})

describe('a connection that the server ends is explained', () => {
  const codes: [code: number, reason: string, state: string, says: RegExp | null][] = [
    [1012, 'restarting', 'saved', null],
    [1013, 'not-stored', 'busy', /cannot store words at the moment. Go on writing/],
    [4401, 'signed-out', 'ended', /Your session has ended. Your words are kept/],
    [4404, 'no-such-draft', 'gone', /This draft is not here any more/],
    [4409, 'changed', 'changed', /Your role or your delegation has changed. Reload/],
    [4426, 'outdated', 'outdated', /This page is older than the server. Reload/],
    [4429, 'flood', 'crowded', /open in too many windows/],
  ]
  test('each in words that say what to do', async () => {
    const draft = await browsers().newDraft()
    const mexico = await browsers().signIn('Mexico')
    const end = await ending(mexico.page)
    for (const [code, reason, state, says] of codes) {
      await mexico.openDraft(draft)
      await end(code, reason)
      await expect.poll(() => mexico.connection(), { message: `${code} ${reason}` }).toBe(state)
      const banners = await banner(mexico).allInnerTexts()
      expect(banners.join(), `${code} ${reason}`).toMatch(says ?? /^$/)
    }
  })

  const refusals: [code: number, reason: string, why: RegExp][] = [
    [4403, 'bad-entry', /could not take these words/],
    [4423, 'draft-transmitted', /transmitted while you were writing/],
  ]
  test.each(refusals)('%i %s: the words are in the tray, with the reason', async (code, reason, why) => {
    const draft = await browsers().newDraft()
    const mexico = await browsers().signIn('Mexico')
    const end = await ending(mexico.page)
    await mexico.openDraft(draft)
    await mexico.typeAfter('share their', ' own')
    await mexico.stored()
    await end('hold')
    await mexico.typeAfter('to widen', ' in vain')
    await mexico.strike('good practices')
    await end(code, reason)
    await mexico.seesText('Some of your words could not be taken into the text.')
    await mexico.click('Open the tray')
    await mexico.seesText(why)
    expect(await mexico.page.locator('.tray-list blockquote').allTextContents()).toEqual([
      ' in vain',
      'good practices',
    ])
    await mexico.press('Escape')
    await mexico.reads(`${WIDEN} regular pathways for migration.`)
    expect(await mexico.connection()).toMatch(/saved|reading/)
  })

  /** Stands between a page and the server: holds back what the page sends, or ends the connection with a code. */
  async function ending(page: Page) {
    let close: ((code: number, reason: string) => Promise<void>) | null = null
    let holds = false
    await page.routeWebSocket(/\/collab\//, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((message) => void (holds || server.send(message)))
      close = async (code, reason) => {
        holds = false
        await socket.close({ code, reason })
        await server.close()
      }
    })
    return async (code: number | 'hold', reason = '') => {
      if (code === 'hold') holds = true
      else await close?.(code, reason)
    }
  }
})

describe('in a browser of its own', () => {
  test('words that were not sent are warned of on leaving, and sent when the browser is opened again', async () => {
    const draft = await browsers().newDraft()
    const { proxy, baseURL } = await proxied()
    const canada = await (await browsers().signIn('Canada')).openDraft(draft)
    const profile = mkdtempSync(join(tmpdir(), 'profile-'))
    const open = (): Promise<BrowserContext> =>
      chromium.launchPersistentContext(profile, { ...launchOptions, baseURL, locale: 'en-US' })
    try {
      let browser = await open()
      let mexico = new Participant('Mexico', await browser.newPage())
      await mexico.page.goto(`/sign-in?return=/drafts/${draft}`)
      await signInAs(mexico, 'Mexico')
      await mexico.openDraft(draft)
      proxy.down()
      await mexico.typeAfter('to widen', ' at last')
      await mexico.seesText('You are offline. Go on writing')
      expect(await mexico.page.locator('.topbar .connection').innerText()).toMatch(/Offline\s+2 unsaved/)
      const asked = mexico.page.waitForEvent('dialog')
      await mexico.page.close({ runBeforeUnload: true })
      const dialog = await asked
      expect(dialog.type()).toBe('beforeunload')
      await dialog.accept()
      await browser.close()
      proxy.up()
      browser = await open()
      mexico = new Participant('Mexico', await browser.newPage())
      await mexico.openDraft(draft)
      await canada.reads(widened(' at last'))
      await allRead(mexico, canada)
      await browser.close()
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  })

  test('a server that stops and starts in the middle of typing costs no word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stopped-'))
    const settings = { DATA_DIR: folder, PORT: String(await freePort()) }
    let product = await start(settings)
    const browser = await launch()
    try {
      const own = new Browsers(product.address, browser)
      const [mexico, canada] = await own.join('demo', 'Mexico', 'Canada')
      for (const participant of [mexico, canada])
        participant.allow(/WebSocket connection|ERR_CONNECTION|ERR_EMPTY_RESPONSE|503/)
      await mexico.caretAfter('no State can govern migration')
      const typing = mexico.page.keyboard.type(' one two three four five six seven', { delay: 40 })
      await mexico.page.waitForTimeout(400)
      await product.stop('SIGTERM')
      await typing
      product = await start(settings)
      await allRead(mexico, canada)
      await canada.sees('migration{+MEX: one two three four five six seven+}')
      expect(await own.closeAll()).toEqual([])
    } finally {
      await browser.close()
      await product.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test('the panel behind the word tells of the line, and can be read from the keyboard', async () => {
  const { proxy, participant } = await overALine()
  const { page } = participant
  await participant.typeAfter('to widen', ' step')
  await participant.stored()
  await page.locator('.connection-open').focus()
  await page.keyboard.press('Enter')
  const figure = (name: string) => page.locator(`.connection-panel [data-figure="${name}"]`)
  await expect.poll(() => figure('latency').innerText()).toMatch(/^\d+ ms$/)
  await expect.poll(() => figure('saved').innerText()).toMatch(/just now|seconds ago/)
  expect(await figure('unsaved').innerText()).toBe('Nothing')
  expect(await figure('since').innerText()).toMatch(/^.+, since \d\d:\d\d UTC$/)
  proxy.down()
  // Long enough for the click to come before the next try does.
  await expect
    .poll(() => page.locator('.connection-panel .retry').innerText())
    .toMatch(/Next try in ([3-9]|10) /)
  proxy.up()
  await page.getByRole('dialog').getByRole('button', { name: 'Try now' }).click()
  await participant.stored()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('.connection-panel').count()).toBe(0)
})
