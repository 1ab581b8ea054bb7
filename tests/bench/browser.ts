import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { HttpClient } from '#tests/servers/product.ts'

/** Debian's Chromium, or the one that CHROMIUM names. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args })

/** A browser of its own for one person who has signed in: nothing in its caches. */
export async function contextOf(browser: Browser, client: HttpClient): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const cookies = client.cookies.split('; ').map((cookie) => {
    const [name = '', value = ''] = cookie.split('=')
    return { name, value, url: client.address }
  })
  await context.addCookies(cookies)
  // The compiler that runs the benches names functions by a function that pages do not have.
  await context.addInitScript('globalThis.__name = (named) => named')
  return context
}

/** The table of a draft with its editor alive. */
export async function openTable(context: BrowserContext, address: string, draft: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${address}/drafts/${draft}`)
  await page.locator('.ProseMirror p.paragraph').first().waitFor({ timeout: 120_000 })
  return page
}
