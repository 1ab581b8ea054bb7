import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { Seat } from './participant.ts'
import { newDraft } from './secretariat.ts'

/** As the sign-in page of a demo names them. */
export type Who =
  'Mexico' | 'Canada' | 'Brazil' | 'Jamaica' | 'Chair' | 'Secretariat' | 'Translator' | 'Observer'

/** A started product and a browser; everyone who takes a seat has a browser context of their own. */
export class House {
  private readonly seats: Seat[] = []
  private readonly sessions = new Map<Who, Awaited<ReturnType<Seat['context']['storageState']>>>()

  constructor(
    readonly address: string,
    readonly browser: Browser,
  ) {}

  /** A browser that nobody has signed in with. */
  async visitor(who = 'visitor', options: BrowserContextOptions = {}): Promise<Seat> {
    const context = await this.browser.newContext({
      baseURL: this.address,
      viewport: { width: 1480, height: 1000 },
      locale: 'en-US',
      ...options,
    })
    context.setDefaultTimeout(20_000)
    const seat = new Seat(who, await context.newPage())
    this.seats.push(seat)
    return seat
  }

  /** Signs in once and keeps the session for the tests that follow. */
  async seat(who: Who, options: BrowserContextOptions = {}): Promise<Seat> {
    const storageState = this.sessions.get(who)
    const seat = await this.visitor(who, { ...options, ...(storageState && { storageState }) })
    if (storageState) return seat
    await seat.page.goto('/sign-in')
    await enter(seat, who)
    this.sessions.set(who, await seat.context.storageState())
    return seat
  }

  /** The session kept for this person has ended. */
  forget(who: Who) {
    this.sessions.delete(who)
  }

  /** Seats people at a draft, all at once. */
  table<const All extends readonly Who[]>(draft: string, ...all: All) {
    const seated = all.map(async (who) => (await this.seat(who)).sit(draft))
    return Promise.all(seated) as Promise<{ [At in keyof All]: Seat }>
  }

  /** A new draft with a short text. */
  draft(text?: string): Promise<string> {
    return newDraft(this.address, text)
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

export const launching = {
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
}

export const launch = (): Promise<Browser> => chromium.launch(launching)

/** A browser at the product for the tests of a file. No test may leave a complaint in a browser's console. */
export function withHouse(): () => House {
  let house: House
  beforeAll(async () => {
    house = new House(inject('address'), await launch())
  })
  afterEach(async () => {
    expect(await house.clear(), 'complaints in the console').toEqual([])
  })
  afterAll(() => house?.browser.close())
  return () => house
}
