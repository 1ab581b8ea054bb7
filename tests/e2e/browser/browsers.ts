import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { Participant } from './participant.ts'
import { newDraft } from './secretariat.ts'

/** As the sign-in page of a demo names them. */
export type DemoAccount =
  'Mexico' | 'Canada' | 'Brazil' | 'Jamaica' | 'Chair' | 'Secretariat' | 'Translator' | 'Observer'

/** A started product and a browser; everyone who takes a participant has a browser context of their own. */
export class Browsers {
  private readonly participants: Participant[] = []
  private readonly sessions = new Map<
    DemoAccount,
    Awaited<ReturnType<Participant['context']['storageState']>>
  >()

  constructor(
    readonly address: string,
    readonly browser: Browser,
  ) {}

  /** A browser that nobody has signed in with. */
  async signedOut(who = 'anonymous', options: BrowserContextOptions = {}): Promise<Participant> {
    const context = await this.browser.newContext({
      baseURL: this.address,
      viewport: { width: 1480, height: 1000 },
      locale: 'en-US',
      ...options,
    })
    context.setDefaultTimeout(60_000)
    const participant = new Participant(who, await context.newPage())
    this.participants.push(participant)
    return participant
  }

  /** Signs in once and keeps the session for the tests that follow. */
  async signIn(who: DemoAccount, options: BrowserContextOptions = {}): Promise<Participant> {
    const storageState = this.sessions.get(who)
    const participant = await this.signedOut(who, { ...options, ...(storageState && { storageState }) })
    if (storageState) return participant
    await participant.page.goto('/sign-in')
    await signInAs(participant, who)
    this.sessions.set(who, await participant.context.storageState())
    return participant
  }

  /** The session kept for this person has ended. */
  forget(who: DemoAccount) {
    this.sessions.delete(who)
  }

  /** Seats people at a draft, all at once. */
  join<const All extends readonly DemoAccount[]>(draft: string, ...all: All) {
    const seated = all.map(async (who) => (await this.signIn(who)).openDraft(draft))
    return Promise.all(seated) as Promise<{ [At in keyof All]: Participant }>
  }

  /** A new draft with a short text. */
  newDraft(text?: string): Promise<string> {
    return newDraft(this.address, text)
  }

  /** Ends what the test opened and says what the browsers complained about. */
  async closeAll(): Promise<string[]> {
    const complaints = this.participants.flatMap((participant) => participant.complaints)
    await Promise.all(this.participants.map((participant) => participant.context.close()))
    this.participants.length = 0
    return complaints
  }
}

/** One click on the sign-in page of a demo. */
export async function signInAs(participant: Participant, who: DemoAccount): Promise<void> {
  await participant.page
    .locator('button.account', { has: participant.page.getByText(who, { exact: true }) })
    .click()
  await participant.page.waitForURL((url) => url.pathname !== '/sign-in')
}

export const launchOptions = {
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

export const launch = (): Promise<Browser> => chromium.launch(launchOptions)

/** A browser at the product for the tests of a file. No test may leave a complaint in a browser's console. */
export function withBrowsers(): () => Browsers {
  let browsers: Browsers
  beforeAll(async () => {
    browsers = new Browsers(inject('address'), await launch())
  })
  afterEach(async () => {
    expect(await browsers.closeAll(), 'complaints in the console').toEqual([])
  })
  afterAll(() => browsers?.browser.close())
  return () => browsers
}
