import { expect, test } from 'vitest'
import { faults } from '../browser/accessibility.ts'
import { withBrowsers } from '../browser/browsers.ts'
import type { Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

const marked = ({ page }: Participant, words: string) =>
  page.locator('.rolling .commented', { hasText: words }).first()
const opened = ({ page }: Participant) => page.locator('.thread.opened:visible')
const comments = ({ page }: Participant) => page.getByRole('tab', { name: /^Comments/ })

/** Selects words with the mouse, as somebody does who only reads. */
async function selectByMouse({ page }: Participant, words: string) {
  const box = await page.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector('.rolling')!, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const text = walker.currentNode as Text
      const from = text.data.indexOf(words)
      if (from < 0) continue
      const range = document.createRange()
      range.setStart(text, from)
      range.setEnd(text, from + words.length)
      const { left, right, top, bottom } = range.getBoundingClientRect()
      return { left, right, y: (top + bottom) / 2 }
    }
    throw new Error(`“${words}” is not there`)
  }, words)
  await page.mouse.move(box.left + 1, box.y)
  await page.mouse.down()
  await page.mouse.move(box.right - 1, box.y, { steps: 6 })
  await page.mouse.up()
}

test('commented words wear a mark that opens the thread, in the live text and in the views', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada, secretariat] = await browsers().join(draft, 'Mexico', 'Canada', 'Secretariat')
  await canada.selectWords('good practices')
  await canada.press('Alt+c')
  await canada.page.getByLabel('Your comment').fill('Good for whom?')
  await canada.press('Control+Enter')

  await marked(mexico, 'good practices').click()
  await expect.poll(() => opened(mexico).innerText()).toContain('Good for whom?')
  await mexico.type('x')
  await mexico.press('Backspace')
  await mexico.stored()

  // By keys: to the thread, and back to the caret.
  await mexico.caretAfter('and their good')
  await mexico.press('Alt+m')
  expect(await opened(mexico).evaluate((card) => card === document.activeElement)).toBe(true)
  await mexico.press('Escape')
  await mexico.type(' and safe')
  await mexico.reads(
    'To invite member states to share their experience and their good{+MEX: and safe+} practices.',
  )
  await expect.poll(() => marked(canada, 'and safe').count(), { message: 'goes on to the last word' }).toBe(1)
  expect(await faults(mexico)).toEqual([])
  await mexico.press('Alt+2')
  const all = async () => (await mexico.page.locator('.rolling .commented').allInnerTexts()).join('')
  await expect.poll(all).toBe('good and safe practices')

  // Who has no words in the text speaks about them all the same.
  await selectByMouse(secretariat, 'General Secretariat')
  await secretariat.page.locator('.comment-chosen').getByRole('button', { name: 'Comment' }).click()
  await secretariat.page.getByLabel('Your comment').fill('Which department?')
  await secretariat.press('Control+Enter')
  await marked(mexico, 'General Secretariat').waitFor()

  await canada.page.setViewportSize({ width: 390, height: 800 })
  await marked(canada, 'General').click()
  await canada.page.getByRole('button', { name: '1 comment on these words' }).click()
  await expect.poll(() => opened(canada).innerText()).toContain('Which department?')
})

test('a comment that was not posted is there again after the page was left, for the same readers', async () => {
  const draft = await browsers().newDraft()
  const [canada] = await browsers().join(draft, 'Canada')
  await canada.selectWords('regular pathways')
  await canada.press('Alt+c')
  await canada.page.getByLabel('Your comment').fill('Our red line')
  await canada.page.getByLabel('Only the delegation of Canada').check()
  await canada.page.reload()
  await canada.openDraft(draft)
  await comments(canada).click()
  await canada.seesText('OP 1, within the delegation, not posted yet')
  await canada.page.getByRole('button', { name: /^Go on/ }).click()
  expect(await canada.page.getByLabel('Your comment').inputValue()).toBe('Our red line')
  expect(await canada.page.getByLabel('Only the delegation of Canada').isChecked()).toBe(true)
  await canada.press('Control+Enter')
  const thread = canada.page.locator('.margin .thread', { hasText: 'Our red line' }).first()
  await thread.getByRole('button', { name: 'Reply' }).click()
  await canada.page.getByLabel('Your reply').fill('We could live with')
  await canada.openDraft(draft)
  await comments(canada).click()
  expect(await canada.page.locator('.kept-comment').count()).toBe(0)
  await thread.getByRole('button', { name: 'Go on with your reply' }).click()
  expect(await canada.page.getByLabel('Your reply').inputValue()).toBe('We could live with')
  await canada.page.getByLabel('Your reply').press('Control+Enter')
  await thread.locator('.reply', { hasText: 'We could live with' }).waitFor()
  expect(await faults(canada)).toEqual([])
})

test('a reply to a comment that is gone is shown, and goes on as a comment for the same readers', async () => {
  const draft = await browsers().newDraft()
  const [canada] = await browsers().join(draft, 'Canada')
  await canada.selectWords('regular pathways')
  await canada.press('Alt+c')
  await canada.page.getByLabel('Your comment').fill('Whose pathways?')
  await canada.press('Control+Enter')
  const thread = canada.page.locator('.margin .thread', { hasText: 'Whose pathways?' }).first()
  await thread.getByRole('button', { name: 'Reply' }).click()
  await canada.page.getByLabel('Your reply').fill('Ours as well')
  // The thread that it was begun in is not there any more; another reply is of an older page.
  await canada.page.evaluate(() => {
    const key = Object.keys(localStorage).find((each) => each.startsWith('unsent comments '))!
    const kept = JSON.parse(localStorage.getItem(key)!) as { replies: { thread: string }[] }
    const [reply] = kept.replies
    const older = { thread: 'older', text: 'Keep this to ourselves' }
    localStorage.setItem(key, JSON.stringify({ ...kept, replies: [{ ...reply, thread: 'gone' }, older] }))
  })
  await canada.openDraft(draft)
  await comments(canada).click()
  const kept = canada.page.locator('.kept-comment')
  await expect.poll(() => kept.count()).toBe(2)
  expect(await faults(canada)).toEqual([])
  const older = kept.filter({ hasText: 'Keep this to ourselves' })
  expect(await older.innerText()).toContain('within the delegation')
  await older.getByRole('button', { name: 'Discard' }).click()
  await kept.getByRole('button', { name: 'Go on as a comment on OP 1' }).click()
  expect(await canada.page.getByLabel('Your comment').inputValue()).toBe('Ours as well')
  expect(await canada.page.getByLabel('Only the delegation of Canada').isChecked()).toBe(false)
  await canada.press('Control+Enter')
  await canada.page.locator('.margin .thread', { hasText: 'Ours as well' }).first().waitFor()
  expect(await kept.count()).toBe(0)
})

test('a paragraph is followed at the table, and the state stays', async () => {
  const draft = await browsers().newDraft()
  const [observer] = await browsers().join(draft, 'Observer')
  await observer.page.locator('.rolling p', { hasText: 'good practices' }).click()
  await observer.page.getByRole('button', { name: 'Follow OP 2' }).click()
  await observer.seesText('You follow OP 2')
  await observer.openDraft(draft)
  await observer.page.locator('.rolling p', { hasText: 'good practices' }).click()
  await observer.page.getByRole('button', { name: 'Stop following OP 2' }).waitFor()
  await observer.press('Alt+w')
  await observer.seesText('You no longer follow OP 2.')
  await observer.press('Control+k')
  await observer.page.getByRole('option', { name: 'Follow OP 2' }).click()
  await observer.page.getByRole('button', { name: 'Stop following OP 2' }).waitFor()
  await observer.page.goto(`/drafts/${draft}/changes`)
  await observer.page.getByRole('button', { name: 'Stop following OP 2' }).first().waitFor()
})

test('a table opened at a paragraph comes up as the server sent it', async () => {
  const draft = await browsers().newDraft()
  const [chair] = await browsers().join(draft, 'Chair')
  const paragraph = await chair.caretBefore('good practices')
  // A fault while the page wakes up would be in the console.
  await chair.page.goto('/notices')
  await chair.page.goto(`/drafts/${draft}#${encodeURIComponent(paragraph)}`)
  await chair.page.locator('.rolling[contenteditable]').waitFor()
  await chair.page.locator(`p[id="${paragraph}"][data-focus]`).waitFor()
  await chair.page.getByRole('button', { name: 'Decisions on OP 2' }).waitFor()
})
