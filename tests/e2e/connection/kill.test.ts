import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freePort, postgresPrograms, startPostgres } from '#tests/servers/postgres.ts'
import { start } from '#tests/servers/product.ts'
import { signInAs, Browsers, launch } from '../browser/browsers.ts'
import { plain } from '../browser/participant.ts'

const hasPostgres = postgresPrograms() !== null

type Store = { settings: Record<string, string>; remove(): Promise<void> }

const stores: [name: string, isMissing: boolean, make: (folder: string) => Promise<Store>][] = [
  ['the embedded database', false, async (folder) => ({ settings: { DATA_DIR: folder }, async remove() {} })],
  [
    'PostgreSQL',
    !hasPostgres,
    async (folder) => {
      const postgres = await startPostgres()
      const settings = { DATA_DIR: folder, DATABASE_URL: await postgres.database(), DEMO: '1' }
      return { settings, remove: () => postgres.stop() }
    },
  ],
]

/** Words that tell which of them are there. */
const words = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ` w${from + at}`).join('')

describe.each(stores)('a server killed while someone types, on %s', (_, isMissing, make) => {
  test.skipIf(isMissing)(
    'has every word that was shown as saved, and the page comes back by itself',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'killed-'))
      const store = await make(folder)
      const browser = await launch()
      const settings = { ...store.settings, PORT: String(await freePort()) }
      let product = await start(settings)
      try {
        const browsers = new Browsers(product.address, browser)
        const mexico = await browsers.signedOut('Mexico')
        // A server that is killed, or just coming back, answers nothing else either.
        mexico.allow(/WebSocket connection|ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE|503 \(Service/)
        await mexico.page.goto('/sign-in?return=/drafts/demo')
        await signInAs(mexico, 'Mexico')
        await mexico.openDraft('demo')
        await mexico.caretAfter('no State can govern migration')
        for (let round = 0; round < 2; round++) {
          const typed = words(round * 10, round * 10 + 10)
          await mexico.type(typed)
          await mexico.sees(typed)
          await mexico.stored()
          await mexico.type(' and')
          await product.stop('SIGKILL')
          await mexico.seesText('You are offline')
          product = await start(settings)
          await mexico.stored()
          await mexico.sees(typed)
        }
        const reader = await (await browsers.signIn('Canada')).openDraft('demo')
        const paragraph = plain(await reader.paragraph('no State can govern'))
        expect(paragraph).toContain(`migration${words(0, 10)} and${words(10, 20)} and on its own`)
        expect(await reader.text()).toEqual(await mexico.text())
        expect(await browsers.closeAll(), 'complaints in the console').toEqual([])
      } finally {
        await browser.close()
        await product.stop()
        await store.remove()
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )
})
