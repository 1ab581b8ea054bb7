import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'

const browsers = withBrowsers()

test('a bridging text: drafted in private, sent, answered, sent again in other words, and put into the text', async () => {
  const draft = await browsers().newDraft()
  const participants = await browsers().join(draft, 'Chair', 'Mexico', 'Canada', 'Brazil')
  const [chair, mexico, canada, brazil] = participants
  await mexico.replace('widen', 'open')
  await allRead(...participants)
  const id = await chair.caretBefore('widen')
  await canada.replace('widen', 'extend')
  const proposed = await allRead(...participants)

  // Kept: nobody but the chair knows of it.
  const desk = await chair.newTab()
  const address = `/drafts/${draft}/paragraphs/${encodeURIComponent(id)}/consolidate`
  await desk.goto(address)
  const words = desk.getByLabel('Your text for the whole paragraph')
  await words.fill('To urge member states to enlarge regular pathways for migration.')
  await desk.getByRole('button', { name: 'Keep it for later' }).click()
  await desk.getByText('Kept. Only chairs can read it.').first().waitFor()
  await desk.reload()
  await expect.poll(() => words.inputValue()).toContain('enlarge')
  const card = /The chair asks for your view on OP 1/
  expect(await mexico.page.getByRole('region', { name: card }).count()).toBe(0)

  // Sent to those who proposed, and to nobody else; the answer goes to the chair alone.
  await desk.getByRole('button', { name: 'Send to the proposers' }).click()
  for (const participant of [mexico, canada]) {
    await participant.page.getByRole('region', { name: card }).waitFor()
    expect(await participant.page.getByRole('region', { name: card }).innerText()).toContain('enlarge')
  }
  expect(await brazil.page.getByRole('region', { name: card }).count()).toBe(0)
  const mexican = mexico.page.getByRole('region', { name: card })
  await mexican.getByLabel('We cannot accept it').check()
  await mexican.getByLabel('A comment to the chair').fill('Too large a word for us.')
  await mexican.getByRole('button', { name: 'Send your view' }).click()
  await mexico.seesText('Your view has gone to the chair.')
  await desk.reload()
  await desk.getByText('Too large a word for us.').waitFor()
  expect(await canada.page.getByText('Too large a word').count()).toBe(0)
  expect(await allRead(...participants)).toEqual(proposed)

  // Another round, and into the text.
  await desk.getByRole('button', { name: 'Change it and send it again' }).click()
  await words.fill('To urge member states to broaden regular pathways for migration.')
  await desk.getByRole('button', { name: 'Send to the proposers' }).click()
  await mexican.getByText('broaden').waitFor()
  await mexican.getByLabel('We can accept it').check()
  await mexican.getByRole('button', { name: 'Send your view' }).click()
  await expect
    .poll(async () => {
      await desk.reload()
      return desk.getByRole('listitem').filter({ hasText: 'Mexico' }).getByText('can accept it').count()
    })
    .toBeGreaterThan(0)
  await desk.getByRole('button', { name: 'Put into the text' }).click()
  // What was proposed is not dropped: the chair has yet to decide it.
  for (const participant of participants)
    await participant.reads(
      'To urge member states to {+CAN:extend+}{+MEX:open+}broaden regular pathways for migration.',
    )
  for (const participant of [mexico, canada])
    await participant.page.getByRole('region', { name: card }).waitFor({ state: 'detached' })
}, 120_000)
