import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { start, type Product } from '#tests/start/product.ts'
import { Seat } from './seat.ts'

/** As the sign-in page of a demo names them. */
export type Who =
  'Mexico' | 'Canada' | 'Brazil' | 'Jamaica' | 'Chair' | 'Secretariat' | 'Translator' | 'Observer'

/** A started product and a browser; everyone who takes a seat has a browser context of their own. */
export class House {
  private readonly seats: Seat[] = []

  constructor(
    readonly product: Product,
    readonly browser: Browser,
  ) {}

  get address(): string {
    return this.product.address
  }

  /** A browser that nobody has signed in with. */
  async visitor(who = 'visitor', options: BrowserContextOptions = {}): Promise<Seat> {
    const context = await this.browser.newContext({
      baseURL: this.address,
      viewport: { width: 1480, height: 1000 },
      locale: 'en-US',
      ...options,
    })
    context.setDefaultTimeout(15_000)
    const seat = new Seat(who, await context.newPage())
    this.seats.push(seat)
    return seat
  }

  async seat(who: Who, options: BrowserContextOptions = {}): Promise<Seat> {
    const seat = await this.visitor(who, options)
    await seat.page.goto('/sign-in')
    await enter(seat, who)
    return seat
  }

  table(draft: string, ...all: Who[]): Promise<Seat[]> {
    return Promise.all(all.map(async (who) => (await this.seat(who)).sit(draft)))
  }

  /** Ends what the test opened and says what the browsers complained about. */
  async clear(): Promise<string[]> {
    const complaints = this.seats.flatMap((seat) => seat.complaints)
    await Promise.all(this.seats.map((seat) => seat.context.close()))
    this.seats.length = 0
    return complaints
  }
}

/** One click on the sign-in page of a demo. */
export async function enter(seat: Seat, who: Who): Promise<void> {
  await seat.page.locator('button.account', { has: seat.page.getByText(who, { exact: true }) }).click()
  await seat.page.waitForURL((url) => url.pathname !== '/sign-in')
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** A product with its own data for the tests of a file. No test may leave a complaint in a browser's console. */
export function withHouse(): () => House {
  let house: House
  const folder = mkdtempSync(join(tmpdir(), 'house-'))
  beforeAll(async () => {
    const [product, browser] = await Promise.all([start({ DATA_DIR: folder }), launch()])
    house = new House(product, browser)
  })
  afterEach(async () => {
    expect(await house.clear(), 'complaints in the console').toEqual([])
  })
  afterAll(async () => {
    await house?.browser.close()
    await house?.product.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => house
}
