// How long a table takes to open for someone who comes for the first time: from the start of the navigation until
// the text can be read (its first paragraph is painted, the whole of it has arrived) and until the editor is live.
// A browser with empty caches each time, on the machine that serves.
//
//     npx tsx tests/bench/open.ts
import type { Browser } from 'playwright-core'
import { openBrowser, contextOf } from './browser.ts'
import { print, type Figure } from './figures.ts'
import { importDraft, serve, signIn } from './serving.ts'
import { longText } from './texts.ts'

const RUNS = 7

type Opening = { read: number; whole: number; live: number }
type Watched = Window & { opening: Partial<Opening> }

/** Runs in the browser before the page's own scripts: notes when parts of the page were painted. */
function watchOpening() {
  const opening: Partial<Opening> = ((window as unknown as Watched).opening = {})
  const painted = (part: keyof Opening) => {
    opening[part] = -1
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => (opening[part] = performance.now())
      port2.postMessage(null)
    })
  }
  const look = () => {
    if (opening.read === undefined && document.querySelector('p.paragraph')) painted('read')
    if (opening.live === undefined && document.querySelector('.ProseMirror p.paragraph')) {
      painted('live')
      observer.disconnect()
    }
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true })
  addEventListener('DOMContentLoaded', () => painted('whole'))
}

async function open(browser: Browser, address: string, draft: string): Promise<Opening> {
  const context = await contextOf(browser, await signIn(address, 'demo-mex'))
  await context.addInitScript(watchOpening)
  const page = await context.newPage()
  await page.goto(`${address}/drafts/${draft}`)
  const { opening } = (await (
    await page.waitForFunction(
      () => {
        const { opening } = window as unknown as Watched
        return [opening.read, opening.whole, opening.live].every((at) => (at ?? -1) > 0) && { opening }
      },
      null,
      { timeout: 120_000 },
    )
  ).jsonValue()) as { opening: Opening }
  await context.close()
  return opening
}

async function measure(browser: Browser, address: string, draft: string): Promise<Figure[]> {
  const openings: Opening[] = []
  for (let run = 0; run < RUNS; run++) openings.push(await open(browser, address, draft))
  const figure = (what: string, part: keyof Opening): Figure => ({
    what,
    unit: 'ms',
    samples: openings.map((opening) => opening[part]),
  })
  return [
    figure('the first paragraph can be read', 'read'),
    figure('the whole text can be read', 'whole'),
    figure('the editor is live', 'live'),
  ]
}

const product = await serve()
const browser = await openBrowser()
try {
  print('Opening a table: demo draft', await measure(browser, product.address, 'demo'))
  const { name, source } = longText()
  const draft = await importDraft(product.address, name, source)
  print(`Opening a table: ${name}`, await measure(browser, product.address, draft))
} finally {
  await browser.close()
  await product.stop()
}
