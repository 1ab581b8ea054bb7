import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readSheet, select, timesIn, type Place } from './sheet.ts'

/** Someone at the table, in a browser of their own. */
export class Seat {
  /** What the browser complained about and nobody has allowed. */
  readonly complaints: string[] = []
  private readonly allowed: RegExp[] = []

  constructor(
    readonly who: string,
    readonly page: Page,
  ) {
    this.listen(page)
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
  async sit(draft: string): Promise<this> {
    await this.page.goto(`/drafts/${draft}`)
    await this.page.locator('.rolling[contenteditable]').waitFor()
    await this.stored()
    return this
  }

  /** What the page says about the connection: "Saved", "Offline" … */
  connection(): Promise<string | null> {
    return this.page.locator('.connection').getAttribute('data-state')
  }

  /** Everything this seat wrote is stored. */
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

  /** Waits until a paragraph reads so, marks and all. */
  async reads(expected: string): Promise<void> {
    await expect.poll(() => this.text(), { message: `${this.who} reads it` }).toContain(expected)
  }

  private async point(words: string, place: Place): Promise<string> {
    await expect
      .poll(() => this.page.evaluate(timesIn, words), { message: `${this.who} sees “${words}” once` })
      .toBe(1)
    return this.page.evaluate(select, { words, place })
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

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }
  async click(name: string | RegExp): Promise<void> {
    await this.button(name).click()
  }
  /** A sentence that stands on the page. */
  async hears(said: string | RegExp): Promise<void> {
    await this.page.getByText(said).first().waitFor()
  }
}

/** The words without their marks, struck ones included. */
export const plain = (marked: string): string => marked.replace(/\{[+-][^:{}]*:|[+-]\}/g, '')

/** Waits until everything is stored and all screens read alike; answers what they read. */
export async function alike(...seats: Seat[]): Promise<string[]> {
  await Promise.all(seats.map((seat) => seat.stored()))
  const [first, ...others] = seats
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
