import { expect } from 'vitest'
import { HttpClient } from '#tests/servers/product.ts'
import type { Participant } from './participant.ts'

/** A text of our own, short enough to be read in a failing test. */
export const TEXT = `THE GENERAL ASSEMBLY,

RECALLING the commitment of member states to orderly and humane migration;

RECOGNIZING what migrants give to the communities that host them; and

CONVINCED that cooperation among States is indispensable,

RESOLVES:

1. To urge member states to widen regular pathways for migration.

2. To invite member states to share their experience and their good practices.

3. To request the General Secretariat to report on these paragraphs.
`

let drafts = 0

/** A new draft with a text in it, made as the secretariat's forms make it; answers its id. */
export async function newDraft(address: string, text = TEXT): Promise<string> {
  const secretariat = new HttpClient(address)
  const page = await (await secretariat.get('/sign-in')).text()
  const account = /name="demo" value="([^"]+)"[^>]*aria-label="[^"]*, Secretariat"/.exec(page)?.[1]
  await secretariat.post('/sign-in', { demo: account ?? '' })
  const symbol = `CIDI/CAM/doc.${100 + ++drafts}/${process.pid}`
  const made = await secretariat.post('/drafts/new', {
    organ: 'CAM',
    title: 'Draft for a test',
    symbol,
    date: '2024-04-09',
    originalLanguage: 'en',
    statusLine: '',
  })
  const id = /\/drafts\/([^/]+)\/import/.exec(made.headers.get('location') ?? '')?.[1]
  expect(id, `a draft is made (${made.status})`).toBeDefined()
  const filled = await secretariat.post(`/drafts/${id}/import`, { intent: 'fill', text })
  expect(filled.status, 'the draft is filled').toBe(302)
  return id!
}

/** Issues the next revision and looks at its symbol. */
export async function issue(secretariat: Participant, draft: string, symbol: RegExp): Promise<void> {
  await secretariat.page.goto(`/drafts/${draft}/revisions?issue`)
  await secretariat.click('Issue it')
  await secretariat.page.waitForURL(/\/revisions\/\d+$/)
  await expect.poll(() => secretariat.page.locator('h1').innerText()).toMatch(symbol)
}

/** Agrees the paragraph with these words, whatever is still proposed on it. */
export async function agree(chair: Participant, words: string): Promise<void> {
  await chair.decide(words, 'Agree…')
  const dialog = chair.page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Agree/ }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Transmits from the page that says whether the text is ready. */
export async function transmit(secretariat: Participant, symbol: string): Promise<void> {
  await secretariat.page.getByLabel('New symbol').fill(symbol)
  await secretariat.click('Transmit the text')
  const dialog = secretariat.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Transmit the text' }).click()
  await dialog.waitFor({ state: 'detached' })
}
