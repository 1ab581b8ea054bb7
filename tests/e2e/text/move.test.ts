import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead, type Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

const numbers = (participant: Participant) => participant.page.locator('.rolling .number').allTextContents()
const notes = async (participant: Participant, expected: readonly string[]) =>
  expect
    .poll(() => participant.page.locator('.rolling .move-note').allTextContents(), {
      message: participant.who,
    })
    .toEqual(expected)

/** Asks for a move of the paragraph with these words from the keyboard, and says why. */
async function move(participant: Participant, words: string, place: string | RegExp, why = '') {
  await participant.caretAfter(words)
  await participant.press('Alt+p')
  const places = participant.page.getByLabel('Where it is to stand')
  await places.selectOption(await places.locator('option', { hasText: place }).getAttribute('value'))
  if (why !== '') {
    await participant.press('Tab')
    await participant.type(why)
  }
  await participant.page.getByRole('dialog').getByRole('button', { name: 'Propose' }).press('Enter')
  await participant.seesText(/^Proposed to move/)
  await participant.stored()
  const keyboard = () => participant.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(keyboard, { message: `${participant.who} is back in the text` }).toBe('The text')
}

test('two delegations would have a paragraph elsewhere, and the chair takes one of them', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada, chair] = await browsers().join(draft, 'Mexico', 'Canada', 'Chair')
  await canada.replace('widen', 'open')
  await move(mexico, 'regular pathways', /^After OP 2/, 'Experience first.')
  await notes(canada, ['MEXICO: move after OP 2', 'MEXICO: OP 1 here'])
  await mexico.card('Mexico, OP 1').getByText('Experience first.').waitFor()
  expect(await mexico.page.getByText('Rationale kept').count(), 'said instead of the move').toBe(0)
  await canada.card('Mexico, OP 1').getByRole('button', { name: 'Co-sponsor' }).click()
  await move(canada, 'regular pathways', /^After OP 3/)
  await notes(mexico, [
    'CANADA: move after OP 3',
    'MEXICO: move after OP 2',
    'MEXICO: OP 1 here',
    'CANADA: OP 1 here',
  ])

  const screen = await chair.newTab()
  await screen.goto(`/drafts/${draft}/room`)
  await expect
    .poll(async () => {
      await screen.keyboard.press('3')
      return screen.locator('.room-text').innerText()
    })
    .toMatch(
      /\[To urge .* migration\.\]\[CANADA: move after OP 3\]\[MEXICO: move after OP 2\][^]*\[MEXICO: OP 1 here\]/,
    )
  await screen.close()

  const accept = chair.card('Mexico, OP 1').getByRole('button', { name: 'Accept' })
  await chair.card('Mexico, OP 1').getByText('Co-sponsored by Canada').waitFor()
  await accept.click()
  await notes(mexico, ['CANADA: move after OP 3', 'CANADA: OP 1 here'])
  expect(await numbers(mexico)).toEqual(['PP 1', 'PP 2', 'PP 3', 'OP 2', 'OP 1', 'OP 3'])
  await canada.card('Canada, OP 1').getByText('needs a look').waitFor()
  const [read] = (await allRead(mexico, canada, chair)).slice(-2)
  expect(read).toBe('To urge member states to {-CAN:widen-}{+CAN:open+} regular pathways for migration.')

  await chair.click('More')
  await chair.page.getByRole('menuitem', { name: 'Undo the last decision' }).click()
  await expect.poll(() => numbers(canada)).toEqual(['PP 1', 'PP 2', 'PP 3', 'OP 1', 'OP 2', 'OP 3'])
  await mexico.page.goto(`/drafts/${draft}/record`)
  await mexico.seesText('Mexico: move after OP 2')
})

test('a delegation drafts a move in private and tables it from there', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada] = await browsers().join(draft, 'Mexico', 'Canada')
  await mexico.page.goto(`/drafts/${draft}/working-copy`)
  await mexico.page.locator('.rolling[contenteditable="true"]').waitFor()
  await mexico.stored()
  await move(mexico, 'share their', 'To the start under “RESOLVES:”')
  await mexico.page.locator('.move-note').first().waitFor()
  expect(await canada.page.locator('.move-note').count()).toBe(0)
  await mexico.page
    .locator('.card')
    .getByRole('button', { name: /^Table/ })
    .first()
    .click()
  await notes(canada, ['MEXICO: OP 2 here', 'MEXICO: move to the start under “RESOLVES:”'])
})

test('the chair moves a paragraph a step with what belongs to it, and takes that back', async () => {
  const text = 'RESOLVES:\n\n1. To urge states:\n\na. to act;\n\nb. to report.\n\n2. To invite:\n\na. all.\n'
  const draft = await browsers().newDraft(text)
  const [chair, mexico] = await browsers().join(draft, 'Chair', 'Mexico')
  const before = await mexico.text()
  await chair.decide('To urge states', 'Move down')
  await mexico.sees('To invite:\nall.\nTo urge states:\nto act;\nto report.')
  await chair.page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(() => mexico.text()).toEqual(before)
  await chair.decide('To invite', 'Move up')
  await mexico.sees('To invite:\nall.\nTo urge states:\nto act;\nto report.')
})
