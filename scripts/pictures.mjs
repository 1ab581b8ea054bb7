// Takes the pictures of the README and the guides from the running product: starts it on an empty folder with its
// demo, sits down as the people of the demo, and does what the guides tell.
//
//     npm run build && node scripts/pictures.mjs
//
// CHROMIUM names another browser than /usr/bin/chromium.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { home } from './prepare.mjs'

const pictures = join(home, 'docs/pictures')
const folder = mkdtempSync(join(tmpdir(), 'corchete-pictures-'))
mkdirSync(pictures, { recursive: true })

/** The product in a process of its own; answers its address. */
function serve() {
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
  }
  const child = spawn(process.execPath, [join(home, 'scripts/start.mjs')], { cwd: home, env })
  child.stderr.pipe(process.stderr)
  const address = new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      const found = /ready at (\S+)/.exec(bytes.toString())
      if (found) resolve(found[1])
    })
    child.on('close', () => reject(new Error('The product did not start.')))
  })
  return { child, address }
}

const { child, address } = serve()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})

/** A person of the demo in a browser of their own. */
async function sitDown(account) {
  const context = await browser.newContext({
    baseURL: await address,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto('/sign-in?return=%2Fdrafts%2Fdemo')
  await page.locator(`button[name="demo"][value="${account}"]`).click()
  await page.locator('.rolling[contenteditable]').waitFor()
  return page
}

async function picture(page, name) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(600) // cards find their places, messages fade in
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}

/** Types at the end of the line in a paragraph that a click in its middle finds. */
async function typeAfter(page, paragraph, words) {
  await paragraph.click()
  await page.keyboard.press('End')
  await page.waitForTimeout(200) // as long as a hand takes from the mouse to the keys
  await page.keyboard.type(words, { delay: 15 })
  await saved(page)
}

const saved = (page) => page.locator('.connection[data-state="saved"]').waitFor()

/** Opens the chair's decisions on a paragraph. */
async function decisionsOn(page, paragraph) {
  await paragraph.click()
  await page.locator('.paragraph-tools button').first().click()
  await page.getByRole('menu').waitFor()
}

async function door() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${await address}/sign-in`)
  await picture(page, 'sign-in')
  await page.close()
}

async function table() {
  const [mexico, canada, chair] = [
    await sitDown('demo-mex'),
    await sitDown('demo-can'),
    await sitDown('demo-chair'),
  ]
  const operative = (page) =>
    page.locator('.rolling p.paragraph[data-kind="operative"][data-status="open"]').nth(1)
  await operative(canada).click()
  await typeAfter(mexico, operative(mexico), 'with due regard for human rights, ')
  await picture(mexico, 'table-delegate')
  await picture(chair, 'table-chair')
  await decisionsOn(chair, operative(chair))
  await picture(chair, 'chair-decisions')
  await chair.keyboard.press('Escape')
  await mexico.keyboard.press('Alt+2')
  await picture(mexico, 'view-clean')
  await mexico.keyboard.press('Alt+1')
  await mexico.context().setOffline(true)
  await mexico.locator('.connection[data-state="offline"]').waitFor()
  await mexico.evaluate(() => scrollTo(0, 0))
  await picture(mexico, 'offline')
  await mexico.context().setOffline(false)
  await chair.goto('/drafts/demo/dashboard')
  await picture(chair, 'dashboard')
  for (const page of [mexico, canada, chair]) await page.context().close()
}

async function secretariat() {
  const page = await sitDown('demo-secretariat')
  await page.goto('/')
  await picture(page, 'drafts')
  await page.goto('/drafts/demo/revisions')
  await picture(page, 'revisions')
  await page.goto('/drafts/demo/compare')
  await page.getByLabel('Which text').selectOption({ label: 'Clean' })
  await page.locator('ins').first().waitFor()
  await picture(page, 'compare')
  await page.goto('/drafts/demo/transmit')
  await picture(page, 'transmit')
  await page.goto('/drafts/demo/record')
  await picture(page, 'record')
  await page.goto('/drafts/new')
  await page.getByLabel('Title').fill('Draft paragraphs on orderly migration')
  await picture(page, 'new-draft')
  await page.getByRole('button', { name: 'Create the draft' }).click()
  await page.waitForURL('**/import')
  await page.getByLabel('Paste the text').fill(SAMPLE)
  await page.getByRole('button', { name: 'Read the text' }).click()
  await page.getByText('What was understood').waitFor()
  await picture(page, 'import')
  await page.context().close()
}

const SAMPLE = `THE GENERAL ASSEMBLY,

CONSIDERING that migrants contribute to the societies in which they live; and

RECALLING its resolution AG/RES. 2910 (XLVII-O/17),

RESOLVES:

1. To urge member states to [consider adopting][adopt] measures that facilitate [, as appropriate,] regular pathways. (AGREED AD REFERENDUM, 03/12/24)

2. To encourage cooperation among states of origin, transit and destination [MEXICO, CANADA: in accordance with national law.
`

try {
  await door()
  await table()
  await secretariat()
} finally {
  await browser.close()
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
  rmSync(folder, { recursive: true, force: true })
}
