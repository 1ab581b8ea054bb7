import { expect, test } from 'vitest'
import { faults } from '../browser/accessibility.ts'
import { withBrowsers } from '../browser/browsers.ts'
import type { Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

/** Posts past the page, as a script of somebody's own would; the status of the answer and what it says. */
const post = (participant: Participant, address: string, body: unknown) =>
  participant.page.evaluate(
    async ([address, body]) => {
      const page = await (await fetch('/account')).text()
      const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }
      const answer = await fetch(address!, { method: 'POST', headers, body: body! })
      return { status: answer.status, text: await answer.text() }
    },
    [address, JSON.stringify(body)],
  )

const read = (participant: Participant, address: string) =>
  participant.page.evaluate(async (address) => {
    const answer = await fetch(address, { headers: { accept: 'application/json' } })
    return { status: answer.status, text: await answer.text() }
  }, address)

const card = ({ page }: Participant) =>
  page.locator('.margin .card[data-colour]', { hasText: 'steadily' }).first()
const comments = ({ page }: Participant) => page.getByRole('tab', { name: /^Comments/ })
const thread = ({ page }: Participant, words: string) =>
  page.locator('.margin .thread', { hasText: words }).first()

test('delegations say where they stand, for themselves and for their group, until the proposal is decided', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada, jamaica, chair] = await browsers().join(
    draft,
    'Mexico',
    'Canada',
    'Jamaica',
    'Chair',
  )
  await post(chair, `/drafts/${draft}/statements`, {
    kind: 'set-group',
    code: 'CARICOM',
    name: 'Caribbean Community',
    members: ['JAM', 'BRB', 'TTO'],
    speaker: 'JAM',
  })
  await mexico.typeAfter('member states to widen', ' steadily')

  // From the keyboard alone.
  await card(canada)
    .getByRole('button', { name: /^Your position/ })
    .focus()
  await canada.press('Enter')
  await canada.page.getByRole('menuitemradio', { name: 'Reserves' }).press('Enter')
  await card(canada)
    .getByRole('button', { name: /^Your position .*Reserves/ })
    .waitFor()
  await expect.poll(() => canada.page.locator(':focus').getAttribute('class')).toContain('position-button')
  await card(canada)
    .getByRole('button', { name: /^Your position .*Reserves/ })
    .click()
  await canada.page.getByRole('menuitem', { name: 'Add a note…' }).click()
  await canada.page.getByLabel('Note', { exact: true }).fill('until Monday')
  await canada.click('Keep')
  await card(jamaica)
    .getByRole('button', { name: /^Your position/ })
    .click()
  await jamaica.page.getByRole('menuitem', { name: 'For CARICOM' }).press('ArrowRight')
  await jamaica.page.getByRole('menuitemradio', { name: 'Supports' }).last().press('Enter')
  const counts = card(mexico).locator('.standing-counts')
  await expect.poll(() => counts.innerText()).toMatch(/3 support\s+1 reserves/)
  await counts.click()
  await mexico.seesText('CARICOM (Barbados, Jamaica, Trinidad and Tobago)')
  await mexico.seesText('until Monday')
  expect(await faults(mexico)).toEqual([])
  await mexico.press('Escape')

  await card(canada).getByRole('button', { name: 'Co-sponsor' }).click()
  await card(mexico).getByText('Co-sponsored by Canada').waitFor()

  const proposal = card(chair)
  await proposal.getByRole('button', { name: 'Accept' }).click()
  await mexico.reads('To urge member states to widen steadily regular pathways for migration.')
  await expect.poll(() => mexico.page.locator('.standing-counts').count()).toBe(0)
  await chair.page.goto(`/drafts/${draft}/record`)
  await chair.seesText(/Mexico · “steadily” · for CARICOM · Supports/)
})

test('a thread keeps its words when the text loses them, and what a delegation says within stays there', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada, chair] = await browsers().join(draft, 'Mexico', 'Canada', 'Chair')
  await canada.selectWords('good practices')
  await canada.press('Alt+c')
  await canada.page.getByLabel('Your comment').pressSequentially('Good for whom, @mex')
  await canada.press('Enter')
  await canada.page.keyboard.type('?')
  await canada.press('Control+Enter')
  await comments(mexico).click()
  await expect.poll(() => comments(mexico).innerText()).toBe('Comments 1')
  await thread(mexico, '@Mexico').getByRole('button', { name: 'Reply' }).click()
  await mexico.page.getByLabel('Your reply').fill('For all.')
  await mexico.press('Control+Enter')
  await thread(canada, 'For all.').waitFor()

  await canada.selectWords('regular pathways')
  await canada.press('Alt+c')
  await canada.page.getByLabel('Your comment').fill('Our red line')
  await canada.page.getByLabel('Only the delegation of Canada').check()
  expect(await faults(canada)).toEqual([])
  await canada.page.getByRole('button', { name: 'Post' }).click()
  await thread(canada, 'Our red line').waitFor()
  const within = `/drafts/${draft}/comments-within`
  const own = JSON.parse((await read(canada, within)).text) as { threads: { id: string }[] }
  expect(own.threads).toHaveLength(1)
  chair.allow(/403/)
  mexico.allow(/422/)
  expect((await read(mexico, within)).text).not.toContain('red line')
  expect((await read(chair, within)).status).toBe(403)
  const reply = { kind: 'reply', thread: own.threads[0]!.id, text: 'Found', mentions: [] }
  expect((await post(mexico, within, reply)).status).toBe(422)
  expect((await read(mexico, `/drafts/${draft}`)).text).not.toContain('red line')

  await canada.strike('good practices')
  await canada.stored()
  await chair.page.getByRole('button', { name: 'Accept' }).first().click()
  await mexico.seesText('about words no longer in the text')
  expect(await faults(mexico)).toEqual([])
  await thread(canada, 'For all.').getByRole('button', { name: 'Resolve' }).click()
  await mexico.seesText('No open comment')
  await mexico.page.getByRole('button', { name: /^Mine/ }).click()
  await thread(mexico, 'Resolved by Canada').waitFor()
  await mexico.page.reload()
  await comments(mexico).click()
  await mexico.page.getByRole('button', { name: /^Resolved/ }).click()
  await thread(mexico, 'good practices').waitFor()
})
