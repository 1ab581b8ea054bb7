import { describe, expect, test } from 'vitest'
import { faults } from '../browser/accessibility.ts'
import { withBrowsers } from '../browser/browsers.ts'
import { issue } from '../browser/secretariat.ts'
import { allRead, type Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

/** A chair with Mexico and Canada at a fresh draft in which Mexico has proposed something. */
async function atTable() {
  const participants = await browsers().join(await browsers().newDraft(), 'Chair', 'Mexico', 'Canada')
  const [chair, mexico, canada] = participants
  await mexico.replace('widen', 'open')
  await canada.typeAfter('good practices', ' and lessons')
  await allRead(...participants)
  return { chair, mexico, canada, participants }
}

const one = 'To urge member states to'
const two = 'To invite member states'

type At = Awaited<ReturnType<typeof atTable>>

/** What the chair decides, what it is told, and what everyone then reads. */
const decisions: [name: string, decide: (at: At) => Promise<unknown>, said: string, reads: string[]][] = [
  [
    'accepts a proposal',
    ({ chair }) => chair.card('Mexico, OP 1').getByRole('button', { name: 'Accept' }).click(),
    'Mexico accepted',
    ['To urge member states to open regular pathways for migration.'],
  ],
  [
    'does not retain a proposal, with a reason',
    async ({ chair }) => {
      await chair.card('Canada, OP 2').getByRole('button', { name: 'Not retained' }).click()
      await chair.page.getByLabel('Reason').fill('Said in OP 1 already')
      await chair.click('Do not retain')
    },
    'Canada not retained',
    ['To invite member states to share their experience and their good practices.'],
  ],
  [
    'takes a proposal into the text in brackets, with its name',
    async ({ chair }) => {
      await chair.card('Canada, OP 2').getByRole('button', { name: 'Bracket…' }).click()
      await chair.page.getByRole('menuitem', { name: 'Bracket for Canada' }).click()
    },
    'Canada taken into the text in brackets',
    ['To invite member states to share their experience and their good practices [CANADA: and lessons].'],
  ],
  [
    'brackets a passage',
    async ({ chair }) => {
      await chair.selectWords('orderly and humane')
      await chair.toolbar('Bracket…')
      await chair.click('Bracket the words')
    },
    'bracketed',
    ['RECALLING the commitment of member states to [orderly and humane] migration;'],
  ],
  [
    'splits a paragraph',
    async ({ chair }) => {
      await chair.caretAfter('RECOGNIZING what migrants give')
      await chair.choose('Split where the caret stands')
    },
    'split in two',
    ['RECOGNIZING what migrants give', ' to the communities that host them; and'],
  ],
  [
    'joins a paragraph with the one before',
    ({ chair }) => chair.decide('RECOGNIZING what', 'Join with the one before'),
    'joined to the paragraph before it',
    [
      'RECALLING the commitment of member states to orderly and humane migration; RECOGNIZING what migrants give to the communities that host them; and',
    ],
  ],
  [
    'adds a paragraph',
    async ({ chair }) => {
      await chair.decide('To request the General', 'Add a paragraph after…')
      await chair.page.getByLabel('Text', { exact: true }).fill('To thank the host of the meeting.')
      await chair.click('Add the paragraph')
    },
    'Paragraph added',
    ['To thank the host of the meeting.'],
  ],
]

describe('the chair', () => {
  test.each(decisions)('%s, and everyone sees it at once', async (_, decide, said, reads) => {
    const at = await atTable()
    await decide(at)
    await at.chair.seesText(new RegExp(said))
    for (const paragraph of reads)
      for (const participant of at.participants) await participant.reads(paragraph)
    await allRead(...at.participants)
  })

  test('takes a bracket out and its words stay', async () => {
    const { chair, participants } = await atTable()
    await chair.selectWords('orderly and humane')
    await chair.toolbar('Bracket…')
    await chair.page.getByRole('checkbox', { name: 'Jamaica' }).check()
    await chair.click('Bracket the words')
    await chair.reads('RECALLING the commitment of member states to [JAMAICA: orderly and humane] migration;')
    await chair.caretAfter('orderly')
    await chair.toolbar('Take the bracket out')
    await chair.reads('RECALLING the commitment of member states to orderly and humane migration;')
    await allRead(...participants)
  })

  test('undoes the last decision, and the proposal stands again with its name', async () => {
    const { chair, participants } = await atTable()
    const before = await allRead(...participants)
    await chair.card('Mexico, OP 1').getByRole('button', { name: 'Accept' }).click()
    await chair.reads('To urge member states to open regular pathways for migration.')
    await chair.page.getByRole('button', { name: 'Undo' }).first().click()
    for (const participant of participants) await expect.poll(() => participant.text()).toEqual(before)
  })

  test('moves and removes paragraphs, and a caret goes with its paragraph', async () => {
    const { chair, mexico, participants } = await atTable()
    await mexico.caretAfter('share their')
    await chair.decide(two, 'Move up')
    await chair.seesText('moved')
    const order = async (participant: Participant) =>
      (await participant.text()).filter((each) => each.startsWith('To')).map((each) => each.slice(0, 9))
    for (const participant of participants)
      await expect.poll(() => order(participant)).toEqual(['To invite', 'To urge m', 'To reques'])
    await mexico.type(' own')
    await chair.sees('share their{+MEX: own+} experience')
    await chair.decide('To request the General', 'Remove…')
    await chair.click('Remove the paragraph')
    for (const participant of participants)
      await expect.poll(() => order(participant)).toEqual(['To invite', 'To urge m'])
  })

  test('agrees a paragraph: what is pending on it is named and declined; reopening needs a reason', async () => {
    const { chair, mexico, participants } = await atTable()
    await chair.decide(one, 'Agree…')
    await chair.seesText('declined in the same decision')
    await chair.page.getByRole('button', { name: /^Agree and decline/ }).click()
    for (const participant of participants) {
      await participant.reads('To urge member states to widen regular pathways for migration.')
      await participant.seesText(/^Agreed, /)
    }
    await mexico.caretAfter('To urge')
    await mexico.type('x')
    await mexico.seesText('OP 1 is agreed and closed. Only the Chair can reopen it.')
    await mexico.reads('To urge member states to widen regular pathways for migration.')
    await chair.decide(one, 'Reopen…')
    await chair.click('Reopen')
    await chair.seesText('Write the reason: it stands in the record.')
    await chair.page.getByLabel('Reason').fill('New instructions')
    await chair.click('Reopen')
    await chair.seesText('OP 1: open')
    await mexico.typeAfter('To urge', ' all')
    await chair.reads('To urge{+MEX: all+} member states to widen regular pathways for migration.')
  })

  test('restores a paragraph as it was issued, and what is proposed on words that stay goes on', async () => {
    const draft = await browsers().newDraft()
    await issue(await browsers().signIn('Secretariat'), draft, /^CIDI\/CAM\/doc\.\S+$/)
    const [chair, mexico] = await browsers().join(draft, 'Chair', 'Mexico')
    await chair.page.getByLabel('becomes part of the text').check()
    await chair.replace('widen', 'limit')
    await mexico.typeAfter('regular pathways', ' everywhere')
    await mexico.reads('To urge member states to limit regular pathways{+MEX: everywhere+} for migration.')
    await chair.decide('To urge', 'Restore as first issued…')
    const dialog = chair.page.getByRole('dialog', { name: 'Restore OP 1 as first issued' })
    await expect
      .poll(() => dialog.locator('.compared-paragraph').innerHTML())
      .toMatch(/<del[^>]*>limit<.*<ins[^>]*>widen</)
    expect(await faults(chair)).toEqual([])
    await dialog.getByRole('button', { name: 'Restore the paragraph' }).click()
    await chair.seesText('OP 1 restored as first issued')
    await mexico.reads('To urge member states to widen regular pathways{+MEX: everywhere+} for migration.')
    await allRead(chair, mexico)

    await chair.decide('To urge', 'Restore as first issued…')
    await chair.seesText('The paragraph reads like this already.')
    expect(await chair.button('Restore the paragraph').isDisabled()).toBe(true)
  })

  test('agrees ad referendum, and the date stands at the end', async () => {
    const { chair, canada } = await atTable()
    await chair.decide('To request the General', 'Agree ad referendum…')
    await chair.page.getByLabel('Date of the meeting').fill('2024-04-12')
    await chair.click('Agree')
    await canada.seesText('Agreed ad referendum, 04/12/24')
  })

  test('types words that are part of the text at once, or a proposal like any other', async () => {
    const { chair, mexico, participants } = await atTable()
    await chair.typeAfter('To request', ' kindly')
    await mexico.reads('To request{+CHAIR: kindly+} the General Secretariat to report on these paragraphs.')
    await chair.page.getByLabel('becomes part of the text').check()
    await mexico.reads('To request kindly the General Secretariat to report on these paragraphs.')
    await chair.typeAfter('on these', ' agreed')
    await mexico.reads('To request kindly the General Secretariat to report on these agreed paragraphs.')
    await allRead(...participants)
  })
})
