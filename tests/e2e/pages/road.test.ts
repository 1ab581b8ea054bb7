import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyChain } from '#app/domain/record/chain.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { validateWord } from '#tests/exchange/validate-word.ts'
import { readWord, seen, settle } from '#tests/exchange/word-file.ts'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead, type Participant } from '../browser/participant.ts'
import { agree, transmit, issue } from '../browser/secretariat.ts'

const browsers = withBrowsers()

const IMPORTED = `COMMITTEE ON MIGRATION ISSUES                 OEA/Ser.W

DRAFT PARAGRAPHS ON RETURN

THE GENERAL ASSEMBLY,

MINDFUL of those who return to their countries and of [those who][the families that] receive them,

RESOLVES:

1. To help those who return to find work [within twelve months.

2. To ask the General Secretariat for a study. (AGREED AD REFERENDUM, 04/09/24)
`

const schemas = pathToFileURL(join(import.meta.dirname, '../../../../shared/schemas/ooxml/'))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What a link gives: the bytes that the browser would keep. */
async function download(participant: Participant, address: string): Promise<Uint8Array> {
  const answer = await participant.page.request.get(address)
  expect(answer.status(), address).toBe(200)
  return new Uint8Array(await answer.body())
}

async function createAndImport(secretariat: Participant): Promise<string> {
  const { page } = secretariat
  await page.goto('/')
  await page.getByRole('link', { name: 'New draft' }).click()
  await page.getByLabel('Organ').selectOption({ label: 'Committee on Migration Issues' })
  await page.getByLabel('Title').fill('Draft paragraphs on return')
  await page.getByLabel('Original language').selectOption({ label: 'English' })
  await secretariat.click('Create the draft')
  await page.waitForURL('**/import')
  await page.getByLabel('Paste the text').fill(IMPORTED)
  await secretariat.click('Read the text')
  await secretariat.seesText('No character was lost')
  await secretariat.seesText('This bracket is never closed.')
  await secretariat.seesText(/^Line \d+, character \d+$/)
  await secretariat.click('Fill the draft')
  await page.waitForURL((url) => /^\/drafts\/[^/]+$/.test(url.pathname))
  return page.url().split('/').at(-1)!
}

describe('a text from its import to the General Assembly', () => {
  test(
    'goes the whole road, and every step stands in a record that is whole',
    { timeout: 240_000 },
    async () => {
      const secretariat = await browsers().signIn('Secretariat')
      const draft = await createAndImport(secretariat)
      const [chair, mexico, canada, brazil] = await browsers().join(
        draft,
        'Chair',
        'Mexico',
        'Canada',
        'Brazil',
      )

      // Proposed, amended, struck by two.
      await mexico.replace('find work', 'hold decent work')
      await canada.typeAfter('decent', ' and safe')
      await Promise.all([mexico.strike('help those'), canada.strike('To help')])
      await brazil.typeAfter('MINDFUL of', ' all')
      const rolling = await allRead(chair, mexico, canada, brazil)
      expect(rolling.join('\n')).toContain('{-MEX:find work-}{+MEX:hold decent{+CAN: and safe+} work+}')

      // Issued, and the paper says what the screen says.
      await issue(secretariat, draft, /^CIDI\/CAM\/doc\.\S+$/)
      const first = readWord(await download(secretariat, `/drafts/${draft}/revisions/0/rolling.docx`))
      const operative = first.body.map(seen).find((paragraph) => paragraph.includes('decent')) ?? ''
      expect(operative).toContain('{-Mexico:find work-}')
      expect(operative).toContain('{+Mexico:hold decent+}')
      expect(operative).toContain('{+Canada: and safe+}')
      expect(settle(first.body, 'reject').join('\n')).toContain(
        'To help those who return to find work [within',
      )
      const clean = readWord(await download(secretariat, `/drafts/${draft}/revisions/0/clean.docx`))
      expect(clean.body.map(seen).join('\n')).toContain('hold decent and safe work')
      if (existsSync(schemas))
        for (const { parts } of [first, clean]) expect(await validateWord(schemas, parts)).toEqual([])

      // Consolidated, issued again, compared.
      const card = chair.page.getByRole('region', { name: 'Mexico, OP 1' }).filter({ hasText: 'decent' })
      await card.getByRole('button', { name: 'Accept' }).click()
      await chair.sees(' hold decent{+CAN: and safe+} work [within')
      await chair.caretAfter('[those')
      await chair.toolbar('Take the bracket out')
      await chair.caretAfter('[the fam')
      await chair.toolbar('Take the bracket out')
      await chair.sees('those whothe families that receive them,')
      await issue(secretariat, draft, /rev\. 1$/)
      await issue(secretariat, draft, /rev\. 2$/)
      await secretariat.page.goto(`/drafts/${draft}/compare?from=0&to=1`)
      const came = () => secretariat.page.locator('.compare ins').allInnerTexts()
      await expect.poll(async () => (await came()).join()).toContain('decent')
      await secretariat.page.goto(`/drafts/${draft}/compare?from=1&to=2`)
      await secretariat.seesText('The base text is the same in both.')

      // Not ready: each point leads to its paragraph.
      await secretariat.page.goto(`/drafts/${draft}/transmit`)
      await secretariat.seesText('Not ready yet')
      await secretariat.seesText('Bracket without a partner: [')
      await secretariat.seesText('Open proposal of Canada')
      await secretariat.seesText('Agreed ad referendum only')
      const link = secretariat.page.locator('.points a[href*="#"]', { hasText: 'OP 1' })
      const paragraph = decodeURIComponent((await link.getAttribute('href'))!.split('#')[1]!)
      await link.click()
      await secretariat.page.waitForURL(`**/drafts/${draft}#*`)
      expect(await secretariat.page.locator(`p[id="${paragraph}"]`).innerText()).toContain('decent')

      // Everything agreed.
      await chair.page.getByLabel('becomes part of the text').check()
      await chair.selectWords('[within')
      await chair.type('within')
      await chair.sees('work within twelve months.')
      await agree(chair, 'MINDFUL of')
      await agree(chair, 'To help those')
      await agree(chair, 'To ask the General')
      await secretariat.page.goto(`/drafts/${draft}/transmit`)
      await secretariat.seesText('The text has changed since revision 2: issue a new one')
      await issue(secretariat, draft, /rev\. 3$/)

      // Handed over twice; the origin sees it.
      await secretariat.page.goto(`/drafts/${draft}/transmit`)
      await secretariat.seesText('Ready to transmit')
      await transmit(secretariat, `CIDI/doc.${process.pid}/24`)
      await secretariat.page.waitForURL('**/road')
      await secretariat.page.getByRole('link', { name: `CIDI/doc.${process.pid}/24` }).click()
      await secretariat.page.getByText('Transmit onward').click()
      await transmit(secretariat, `AG/doc.${process.pid}/24`)
      await secretariat.seesText('This is the last organ on its road.')
      await mexico.page.goto(`/drafts/${draft}/road`)
      await mexico.seesText(`AG/doc.${process.pid}/24`)
      await mexico.seesText('The text is here now')

      // It cannot change any more.
      const before = await chair.text()
      chair.allow(/status of 422/)
      const refused = await chair.postDecision(draft, { kind: 'remove-paragraph', paragraph })
      expect(refused).toMatchObject({ ok: false, refusal: { kind: 'draft-transmitted' } })
      await canada.page.goto(`/drafts/${draft}`)
      await canada.seesText('This text has been transmitted and cannot change any more.')
      await expect
        .poll(() => canada.page.locator('.rolling').getAttribute('contenteditable'))
        .not.toBe('true')
      // A status note stands a space apart from the words.
      const reading = async () => (await canada.text()).map((each) => each.trimEnd())
      await expect.poll(reading).toEqual(before.map((each) => each.trimEnd()))

      // The record is whole and has every step.
      const record = JSON.parse(
        new TextDecoder().decode(await download(secretariat, `/drafts/${draft}/record.json`)),
      ) as RecordEntry[]
      expect(verifyChain(record, sha256)).toMatchObject({ ok: true })
      const whats = new Set(record.map(({ what }) => what))
      for (const what of [
        'fill',
        'tabled',
        'accept',
        'unbracket',
        'set-status',
        'issue-revision',
        'transmit',
      ])
        expect(whats).toContain(what)
      await secretariat.page.goto(`/drafts/${draft}/record`)
      await secretariat.seesText(/checked just now/)
    },
  )
})
