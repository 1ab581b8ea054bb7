import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { boxOf, readSheet, select, timesIn, type Place } from './sheet.ts'

/** Someone at the table, in a browser of their own. */
export class Participant {
  /** What the browser complained about and nobody has allowed. */
  readonly complaints: string[] = []
  private readonly allowed: RegExp[] = []

  constructor(
    readonly who: string,
    public page: Page,
  ) {
    this.listen(page)
  }

  /** Another tab of the same browser. */
  async newTab(): Promise<Page> {
    const page = await this.context.newPage()
    this.listen(page)
    return page
  }
  /** Goes on in another tab. */
  switchTo(page: Page) {
    this.page = page
  }

  get context(): BrowserContext {
    return this.page.context()
  }

  private listen(page: Page) {
    page.on('pageerror', (error) => this.complain(`${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complain(`${message.text()} (${message.location().url})`)
    })
  }

  private complain(said: string) {
    if (!this.allowed.some((pattern) => pattern.test(said))) this.complaints.push(`${this.who}: ${said}`)
  }

  /** Complaints that a test brings about on purpose; say why beside the call. */
  allow(pattern: RegExp) {
    this.allowed.push(pattern)
  }

  /** Goes to the table and waits until one can write, or until it is live for those who only read. */
  async openDraft(draft: string): Promise<this> {
    await this.page.goto(`/drafts/${draft}`)
    await this.page.locator('.rolling[contenteditable]').waitFor()
    await this.stored()
    return this
  }

  /** What the page says about the connection: "Saved", "Offline" … */
  connection(): Promise<string | null> {
    return this.page.locator('.connection').getAttribute('data-state')
  }

  /** Everything this participant wrote is stored. */
  async stored(): Promise<void> {
    await expect
      .poll(() => this.connection(), { message: `${this.who} is saved` })
      .toMatch(/^(saved|reading|frozen)$/)
  }

  text(): Promise<string[]> {
    return this.page.evaluate(readSheet)
  }

  /** The one paragraph that has these words, with its marks. */
  async paragraph(words: string): Promise<string> {
    return (await this.text()).find((each) => plain(each).includes(words)) ?? ''
  }

  /** Waits until a stretch of the text reads so, marks and all. */
  async sees(expected: string): Promise<void> {
    await expect.poll(async () => (await this.text()).join('\n')).toContain(expected)
  }

  /** Waits until a paragraph reads so, marks and all. */
  async reads(expected: string): Promise<void> {
    const lines = async () => `\n${(await this.text()).join('\n')}\n`
    await expect.poll(lines, { message: `${this.who} reads it` }).toContain(`\n${expected}\n`)
  }

  private async point(words: string, place: Place): Promise<string> {
    await expect
      .poll(() => this.page.evaluate(timesIn, words), { message: `${this.who} sees “${words}” once` })
      .toBe(1)
    try {
      return await this.page.evaluate(select, { words, place })
    } catch (error) {
      if (!/drawn anew|IndexSizeError/.test(String(error))) throw error
      return this.point(words, place)
    }
  }

  caretAfter(words: string): Promise<string> {
    return this.point(words, 'after')
  }
  caretBefore(words: string): Promise<string> {
    return this.point(words, 'before')
  }
  selectWords(words: string): Promise<string> {
    return this.point(words, 'over')
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words)
  }
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }
  async typeAfter(words: string, typed: string): Promise<void> {
    await this.caretAfter(words)
    await this.type(typed)
  }
  async replace(words: string, typed: string): Promise<void> {
    await this.selectWords(words)
    await this.type(typed)
  }
  async strike(words: string): Promise<void> {
    await this.selectWords(words)
    await this.press('Delete')
  }

  async paste(text: string): Promise<void> {
    await this.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await this.press('Control+v')
  }

  /** Drags what is selected, taken at one word, to before another. */
  async drag(at: string, to: string): Promise<void> {
    const { mouse } = this.page
    const from = await this.page.evaluate(boxOf, at)
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await mouse.down()
    const target = await this.page.evaluate(boxOf, to)
    await mouse.move(target.x + 4, target.y + target.height / 2, { steps: 8 })
    await mouse.move(target.x + 1, target.y + target.height / 2, { steps: 3 })
    await mouse.up()
  }

  /** Keys of an input method: what it shows while composing, and what it leaves. */
  async inputMethod() {
    const browser = await this.context.newCDPSession(this.page)
    return {
      async compose(...texts: string[]) {
        for (const text of texts)
          await browser.send('Input.imeSetComposition', {
            text,
            selectionStart: text.length,
            selectionEnd: text.length,
          })
      },
      commit: (text: string) => browser.send('Input.insertText', { text }),
    }
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }
  async click(name: string | RegExp): Promise<void> {
    await this.button(name).click()
  }
  /** What the chair can do with the selected words. */
  async toolbar(decision: string): Promise<void> {
    await this.page.getByRole('toolbar').getByRole('button', { name: decision, exact: true }).click()
  }
  /** A proposal in the margin, such as `Mexico, OP 1`. */
  card(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true }).first()
  }
  /** Chooses from the chair's menu at the paragraph with these words. */
  async decide(words: string, decision: string): Promise<void> {
    const id = await this.caretBefore(words)
    await this.page.locator(`p[id="${id}"][data-focus]`).waitFor()
    await this.choose(decision)
  }
  /** Chooses from the chair's menu at the paragraph in focus. */
  async choose(decision: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: decision })
    await this.button(/^Decisions on /).click()
    await item.click()
    await item.waitFor({ state: 'detached' })
  }
  /** Sends a decision past the page, as a script of somebody's own would. */
  async postDecision(draft: string, decision: unknown): Promise<unknown> {
    return this.page.evaluate(
      async ([address, body]) => {
        const page = await (await fetch('/account')).text()
        const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
        const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }
        return (await fetch(address!, { method: 'POST', headers, body: body! })).json() as unknown
      },
      [`/drafts/${draft}/decisions`, JSON.stringify(decision)],
    )
  }

  /** A sentence that stands on the page. */
  async seesText(said: string | RegExp): Promise<void> {
    await this.page.getByText(said).filter({ visible: true }).first().waitFor()
  }
}

/** The words without their marks: all of them, struck ones included, or those of the base alone. */
export function plain(marked: string, which: 'all' | 'base' = 'all'): string {
  let words = ''
  let inserted = 0
  for (const [piece, sign] of marked.matchAll(/\{([+-])[^:{}]*:|([+-])\}|[^]/g)) {
    if (sign) inserted += sign === '+' ? 1 : 0
    else if (piece === '+}') inserted--
    else if (piece !== '-}' && (which === 'all' || inserted === 0)) words += piece
  }
  return words
}

/** Waits until everything is stored and all screens read alike; answers what they read. */
export async function allRead(...participants: Participant[]): Promise<string[]> {
  await Promise.all(participants.map((participant) => participant.stored()))
  const [first, ...others] = participants
  await expect
    .poll(async () => {
      const expected = await first!.text()
      for (const other of others)
        expect(await other.text(), `${other.who} as ${first!.who}`).toEqual(expected)
      return true
    })
    .toBe(true)
  return first!.text()
}
