import { expect, test } from 'vitest'
import { signInAs, withBrowsers } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'
import { agree, transmit, issue } from '../browser/secretariat.ts'

const browsers = withBrowsers()

test('with the network gone one goes on writing, is told so, and what was written is sent on return', async () => {
  const [mexico, canada] = await browsers().join(await browsers().newDraft(), 'Mexico', 'Canada')
  // A browser says so itself when it has no network.
  mexico.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  await mexico.typeAfter('to widen', ' step by')
  await mexico.context.setOffline(true)
  await mexico.type(' step')
  await mexico.seesText('You are offline. Go on writing')
  await mexico.replace('good practices', 'lessons')
  await mexico.reads(
    'To invite member states to share their experience and their {-MEX:good practices-}{+MEX:lessons+}.',
  )
  await canada.typeAfter('share their', ' own')
  await canada.stored()
  expect(await canada.paragraph('good practices')).not.toContain('lessons')
  await mexico.context.setOffline(false)
  await allRead(mexico, canada)
  await canada.reads(
    'To invite member states to share their{+CAN: own+} experience and their {-MEX:good practices-}{+MEX:lessons+}.',
  )
  await canada.reads('To urge member states to widen{+MEX: step by step+} regular pathways for migration.')
})

test('what was written without a network is there after the page was closed and opened again', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada] = await browsers().join(draft, 'Mexico', 'Canada')
  mexico.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  await mexico.context.setOffline(true)
  await mexico.typeAfter('to widen', ' in time')
  await mexico.seesText('You are offline')
  await mexico.reads('To urge member states to widen{+MEX: in time+} regular pathways for migration.')
  const page = await mexico.newTab()
  await mexico.page.close({ runBeforeUnload: false })
  await mexico.context.setOffline(false)
  mexico.switchTo(page)
  await mexico.openDraft(draft)
  await canada.reads('To urge member states to widen{+MEX: in time+} regular pathways for migration.')
})

test('a paragraph closed while someone writes in it: the words are in that person’s tray', async () => {
  const [mexico, chair] = await browsers().join(await browsers().newDraft(), 'Mexico', 'Chair')
  mexico.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  await mexico.context.setOffline(true)
  await mexico.typeAfter('To request', ' without delay')
  await mexico.seesText('You are offline')
  await chair.decide('To request the General', 'Agree…')
  await chair.click('Agree')
  await chair.seesText(/^Agreed, /)
  await mexico.context.setOffline(false)
  await mexico.seesText('Some of your words could not be taken into the text.')
  await mexico.click('Open the tray')
  await mexico.seesText('OP 3 was closed while you were writing.')
  expect((await mexico.page.locator('.tray-list blockquote').allTextContents()).join()).toContain(
    'without delay',
  )
  await mexico.press('Escape')
  await allRead(mexico, chair)
  await mexico.reads('To request the General Secretariat to report on these paragraphs.')
})

test('a session ended from elsewhere while writing: said in words, and the words are there after signing in again', async () => {
  const draft = await browsers().newDraft()
  const [jamaica, canada] = await browsers().join(draft, 'Jamaica', 'Canada')
  // Whatever the page still tells the server after the session has ended is turned away.
  jamaica.allow(/419 \(|401 \(/)
  await jamaica.typeAfter('to widen', ' at last')
  await jamaica.stored()
  const elsewhere = await jamaica.newTab()
  await elsewhere.goto('/account')
  await elsewhere.getByRole('button', { name: 'Sign out everywhere' }).click()
  await elsewhere.waitForURL('**/sign-in')
  browsers().forget('Jamaica')
  await jamaica.seesText('Your session has ended. Your words are kept on this device.')
  await jamaica.typeAfter('share their', ' long')
  await jamaica.reads(
    'To invite member states to share their{+JAM: long+} experience and their good practices.',
  )
  await jamaica.page.getByRole('link', { name: 'Sign in again' }).click()
  await jamaica.seesText('Your session has ended. Sign in again')
  await signInAs(jamaica, 'Jamaica')
  await jamaica.page.waitForURL(`**/drafts/${draft}`)
  await allRead(jamaica, canada)
  await canada.reads('To urge member states to widen{+JAM: at last+} regular pathways for migration.')
  await canada.reads(
    'To invite member states to share their{+JAM: long+} experience and their good practices.',
  )
})

test('a draft opened twice by one person is one draft', async () => {
  const draft = await browsers().newDraft()
  const [brazil, canada] = await browsers().join(draft, 'Brazil', 'Canada')
  const second = await (await browsers().signIn('Brazil')).openDraft(draft)
  await Promise.all([brazil.typeAfter('to widen', ' ways'), second.typeAfter('share their', ' own')])
  await allRead(brazil, second, canada)
  await canada.reads('To urge member states to widen{+BRA: ways+} regular pathways for migration.')
  await canada.reads(
    'To invite member states to share their{+BRA: own+} experience and their good practices.',
  )
})

const SHORT = `THE GENERAL ASSEMBLY,

RESOLVES:

1. To urge member states to widen regular pathways for migration.

2. To report on these paragraphs.
`

test('a text handed over while someone writes without a network: the words are in that person’s tray', async () => {
  const draft = await browsers().newDraft(SHORT)
  const [mexico, chair] = await browsers().join(draft, 'Mexico', 'Chair')
  const secretariat = await browsers().signIn('Secretariat')
  mexico.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  await mexico.context.setOffline(true)
  await mexico.typeAfter('to widen', ' without delay')
  await mexico.seesText('You are offline')
  await agree(chair, 'To urge member')
  await agree(chair, 'To report on')
  await issue(secretariat, draft, /^CIDI\/CAM\/doc\.\S+$/)
  await secretariat.page.goto(`/drafts/${draft}/transmit`)
  await transmit(secretariat, `CIDI/doc.${process.pid}9/24`)
  await secretariat.page.waitForURL('**/road')
  await mexico.context.setOffline(false)
  await mexico.click('Open the tray')
  await mexico.seesText('The text was transmitted while you were writing.')
  expect(await mexico.page.locator('.tray-list blockquote').allTextContents()).toEqual([' without delay'])
  await mexico.press('Escape')
  await mexico.reads('To urge member states to widen regular pathways for migration.')
})

test('what one has not sent stays one’s own when a colleague of another delegation signs in on the same device', async () => {
  const draft = await browsers().newDraft()
  const brazil = await browsers().signIn('Brazil')
  const witness = await (await browsers().signIn('Observer')).openDraft(draft)
  const { context } = brazil
  const page = await brazil.newTab()
  // The session ends here; whoever else sits as Brazil has another.
  browsers().forget('Brazil')
  await brazil.openDraft(draft)
  brazil.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  await context.setOffline(true)
  await brazil.typeAfter('to widen', ' in secret')
  await brazil.seesText('You are offline')
  await brazil.page.close({ runBeforeUnload: false })
  await context.setOffline(false)
  brazil.switchTo(page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL('**/sign-in')
  await signInAs(brazil, 'Canada')
  await brazil.openDraft(draft)
  await brazil.typeAfter('share their', ' own')
  await brazil.stored()
  await witness.reads(
    'To invite member states to share their{+CAN: own+} experience and their good practices.',
  )
  for (const participant of [brazil, witness])
    expect((await participant.text()).join()).not.toContain('in secret')
  expect(await page.getByText(/^Not sent/).count()).toBe(0)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL('**/sign-in')
  await signInAs(brazil, 'Brazil')
  await brazil.openDraft(draft)
  await witness.reads('To urge member states to widen{+BRA: in secret+} regular pathways for migration.')
})
