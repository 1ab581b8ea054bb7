// From a key to the paint, in the browser where it is pressed and in another one, at a table where ten
// colleagues type: five keys a second each, in the paragraphs around. On the demo's draft, on 100 paragraphs with
// 300 proposals of 50 delegations ("full") and on a long text.
//
// Measured in Chromium without a window: from the key's own time stamp to the first task after the frame that
// was asked for at `beforeinput`, so the wait for the next frame (16.7 ms at most) is in it. Another browser's
// paint: to the first task after the frame in which its text has grown by that character.
//
//     npx tsx tests/bench/keystroke.ts [demo|full|long]
import type { Browser, Page } from 'playwright-core'
import { Colleague } from './colleague.ts'
import { openBrowser, openTable, contextOf } from './browser.ts'
import { print, type Figure } from './figures.ts'
import { negotiation } from './negotiation.ts'
import { importDraft, serve, signIn } from './serving.ts'
import { longText } from './texts.ts'

const KEYS = 200
const WARM_UP = 20
const COLLEAGUES = 10
/** ms between two keys of the one who is watched: nine a second. */
const BETWEEN = 110
const TYPED = 'subject to the availability of resources '
const DELEGATES = [
  { account: 'demo-can', delegation: 'CAN' },
  { account: 'demo-bra', delegation: 'BRA' },
  { account: 'demo-jam', delegation: 'JAM' },
  { account: 'demo-mex', delegation: 'MEX' },
]

type Watched = Window & {
  strokes: { pressed: number; painted: number }[]
  seen: [size: number, at: number][]
}

/** Runs in the browser: notes when keys were pressed and when what they did was painted. */
function watchKeys() {
  const watched = window as unknown as Watched
  watched.strokes = []
  let pressed = 0
  addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true })
  addEventListener(
    'beforeinput',
    () => {
      const stroke = pressed
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () =>
          watched.strokes.push({
            pressed: performance.timeOrigin + stroke,
            painted: performance.timeOrigin + performance.now(),
          })
        port2.postMessage(null)
      })
    },
    { capture: true },
  )
}

/** Runs in the browser: notes when a paragraph that has grown was painted. */
function watchParagraph(id: string) {
  const watched = window as unknown as Watched
  watched.seen = []
  const sizeOf = () => document.getElementById(id)?.textContent?.length ?? 0
  let last = sizeOf()
  watched.seen.push([last, 0])
  const look = () => {
    const size = sizeOf()
    if (size <= last) return
    last = size
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => watched.seen.push([size, performance.timeOrigin + performance.now()])
      port2.postMessage(null)
    })
  }
  const change = { subtree: true, childList: true, characterData: true }
  new MutationObserver(look).observe(document.querySelector('.ProseMirror')!, change)
}

/** The middle paragraph that is open, and the ones around it for the colleagues. */
async function places(page: Page): Promise<{ mine: string; others: string[] }> {
  const ids = await page
    .locator('.ProseMirror p.paragraph')
    .evaluateAll((all) =>
      all
        .filter(
          (p) =>
            ['preambular', 'operative', 'subparagraph', 'text'].includes(
              (p as HTMLElement).dataset.kind ?? '',
            ) &&
            (p as HTMLElement).dataset.status === 'open' &&
            (p.textContent?.length ?? 0) > 40,
        )
        .map((p) => p.id),
    )
  const middle = Math.floor(ids.length / 2)
  const others = ids.slice(Math.max(0, middle - 10), middle + 11).filter((id) => id !== ids[middle])
  return { mine: ids[middle]!, others }
}

async function measure(browser: Browser, address: string, draft: string): Promise<Figure[]> {
  const mexico = await contextOf(browser, await signIn(address, 'demo-mex'))
  const chair = await contextOf(browser, await signIn(address, 'demo-chair'))
  const writing = await openTable(mexico, address, draft)
  const reading = await openTable(chair, address, draft)
  const { mine, others } = await places(writing)
  const colleagues = await Promise.all(
    Array.from({ length: COLLEAGUES }, async (_, at) => {
      const { account, delegation } = DELEGATES[at % DELEGATES.length]!
      const own = others.map((_, n) => others[(n + 2 * at) % others.length]!)
      return new Colleague(await signIn(address, account), draft, { delegation, user: account }, own)
    }),
  )
  for (const colleague of colleagues) await colleague.ready()
  for (const page of [writing, reading]) await page.locator(`[id="${mine}"]`).scrollIntoViewIfNeeded()
  for (const colleague of colleagues) colleague.type()
  await writing.locator(`[id="${mine}"]`).click()
  await writing.keyboard.press('End')
  await reading.evaluate(watchParagraph, mine)
  await writing.evaluate(watchKeys)
  const begun = performance.now()
  const before = colleagues.reduce((sum, { strokes }) => sum + strokes, 0)
  for (let n = 0; n < KEYS + WARM_UP; n++) {
    const next = performance.now() + BETWEEN
    await writing.keyboard.press(TYPED[n % TYPED.length]!)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())))
  }
  const seconds = (performance.now() - begun) / 1000
  const theirs = colleagues.reduce((sum, { strokes }) => sum + strokes, 0) - before
  const due = { count: KEYS + WARM_UP }
  await reading.waitForFunction(
    ({ count }) => {
      const { seen } = window as unknown as Watched
      return (seen.at(-1)?.[0] ?? 0) >= (seen[0]?.[0] ?? 0) + count
    },
    due,
    { timeout: 60_000 },
  )
  const strokes = await writing.evaluate(() => (window as unknown as Watched).strokes)
  const seen = await reading.evaluate(() => (window as unknown as Watched).seen)
  await checkWords(writing, reading, mine)
  for (const colleague of colleagues) colleague.leave()
  await Promise.all([mexico.close(), chair.close()])
  const note = `the colleagues typed ${(theirs / seconds).toFixed(0)} keys a second together`
  return [
    { what: 'key to paint', unit: 'ms', samples: own(strokes), note },
    { what: 'key to paint in another browser', unit: 'ms', samples: inAnother(strokes, seen) },
  ]
}

const own = (strokes: Watched['strokes']) =>
  strokes.slice(WARM_UP).map(({ pressed, painted }) => painted - pressed)

function inAnother(strokes: Watched['strokes'], [first, ...seen]: Watched['seen']): number[] {
  const base = first![0]
  return strokes.slice(WARM_UP).map(({ pressed }, at) => {
    const shown = seen.find(([size]) => size >= base + WARM_UP + at + 1)
    if (!shown) throw new Error(`character ${at + WARM_UP} never came to the other browser`)
    return shown[1] - pressed
  })
}

/** Every key must stand in the text, as a proposal of who pressed it, in both browsers. */
async function checkWords(writing: Page, reading: Page, paragraph: string) {
  const whole = TYPED.repeat(Math.ceil((KEYS + WARM_UP) / TYPED.length)).slice(0, KEYS + WARM_UP)
  for (const page of [writing, reading]) {
    const proposed = await page.locator(`[id="${paragraph}"] ins[data-by="MEX"]`).allTextContents()
    if (!proposed.some((words) => words.includes(whole)))
      throw new Error(`what was typed is not in the text: ${JSON.stringify(proposed)}`)
  }
}

const asked = process.argv[2]
const isAsked = (table: string) => asked === undefined || asked === table
const product = await serve(isAsked('full') ? { full: negotiation() } : {})
const browser = await openBrowser()
try {
  if (isAsked('demo'))
    print(`Typing with ${COLLEAGUES} colleagues: demo draft`, await measure(browser, product.address, 'demo'))
  if (isAsked('full')) {
    const title = `Typing with ${COLLEAGUES} colleagues: 100 paragraphs, 300 proposals of 50 delegations`
    print(title, await measure(browser, product.address, 'full'))
  }
  if (isAsked('long')) {
    const { name, source } = longText()
    const draft = await importDraft(product.address, name, source)
    print(`Typing with ${COLLEAGUES} colleagues: ${name}`, await measure(browser, product.address, draft))
  }
} finally {
  await browser.close()
  await product.stop()
}
