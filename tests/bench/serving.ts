import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpClient, isBuilt, start } from '#tests/servers/product.ts'
import { seedDatabase } from './load/servers/seed.ts'

/** The built product with its demo, in a process and a folder of its own. */
export type Serving = { address: string; stop(): Promise<void> }

/**
 * Starts the product; it must have been built (`npm run build`). `drafts`: states of further drafts by their ids,
 * put into the database before it starts.
 */
export async function serve(drafts: Readonly<Record<string, Uint8Array>> = {}): Promise<Serving> {
  if (!isBuilt) throw new Error('The product is not built: npm run build')
  const folder = await mkdtemp(join(tmpdir(), 'corchete-bench-'))
  if (Object.keys(drafts).length > 0)
    await seedDatabase({ settings: { DATA_DIR: folder }, delegates: 0, drafts })
  const product = await start({ DATA_DIR: folder, DEMO: '1' })
  return {
    address: product.address,
    async stop() {
      await product.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Takes a seat with one click, as the demo's sign-in page offers it. */
export async function signIn(address: string, account: string): Promise<HttpClient> {
  const client = new HttpClient(address)
  const answer = await client.post('/sign-in', { demo: account })
  if (answer.status !== 302) throw new Error(`${account} cannot sign in: ${answer.status}`)
  return client
}

/** A new draft, filled with a text through the pages for it, as the secretariat would. Answers its id. */
export async function importDraft(address: string, title: string, source: string): Promise<string> {
  const secretariat = await signIn(address, 'demo-secretariat')
  const made = await secretariat.post('/drafts/new', {
    organ: 'CAM',
    title,
    symbol: 'CIDI/CAM/doc.99/24',
    date: '2024-04-09',
    originalLanguage: 'en',
  })
  const draft = /^\/drafts\/([\w-]+)\/import$/.exec(made.headers.get('location') ?? '')?.[1]
  if (!draft) throw new Error(`no draft: ${made.status}`)
  const filled = await secretariat.post(`/drafts/${draft}/import`, { intent: 'fill', text: source })
  if (filled.status !== 302) throw new Error(`the text was not taken: ${filled.status}`)
  return draft
}
