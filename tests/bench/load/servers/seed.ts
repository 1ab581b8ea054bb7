import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { decide } from '#app/document/decide/decide.ts'
import { Layers } from '#app/document/model/layers.ts'
import { SCHEMA_VERSION } from '#app/document/model/schema.ts'
import type { DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { NewParagraph } from '#app/domain/decisions/decision.ts'
import type { User } from '#app/usecases/ports.ts'
import { openLog } from '#server/logging.ts'
import { openStores } from '#server/open.ts'
import { readSettings } from '#server/settings.ts'

const SUBJECTS = ['migrants in transit', 'displaced persons', 'host communities', 'unaccompanied children']
const VERBS = ['To urge', 'To request', 'To invite', 'To encourage', 'To instruct']
const SESSION_LIFE = 12 * 3_600_000

const paragraph = (at: number): NewParagraph => ({
  kind: 'operative',
  level: 0,
  number: null,
  text: `${VERBS[at % VERBS.length]} member states to strengthen the protection of ${SUBJECTS[at % SUBJECTS.length]}, within the limits of available resources, and to report thereon at the next regular session.`,
  status: 'open',
  statusDate: null,
})

/** A draft of so many paragraphs as the room makes it on an import: the state that every server begins with. */
export function draftText(paragraphs: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  const layers = new Layers(doc)
  let ids = 0
  const filled = doc.transact((transaction) => {
    doc.getMap('meta').set('schema', SCHEMA_VERSION)
    const text = Array.from({ length: paragraphs }, (_, at) => paragraph(at))
    return decide(
      layers,
      transaction,
      { kind: 'fill', paragraphs: text },
      () => `p${++ids}`,
      (code) => code,
    )
  })
  if (!filled.ok) throw new Error(filled.refusal.kind)
  return Y.encodeStateAsUpdate(doc)
}

/** The delegate at place `at`, 0 and up; each has a seat of its own, several may be of one delegation. */
export type Delegate = { user: UserId; delegation: DelegationCode }

const DELEGATIONS = 'ARG BHS BOL BRA CAN CHL COL CRI DOM ECU GTM HND JAM MEX PAN PER PRY SLV TTO USA'.split(
  ' ',
)

export const delegateAt = (at: number): Delegate => ({
  user: `bench-user-${at}`,
  delegation: DELEGATIONS[at % DELEGATIONS.length]!,
})

/** The token in the cookie of the delegate at that place; the database holds its hash only. */
const tokenAt = (at: number): string => `bench-token-${at}`.padEnd(43, '-')
export const cookieAt = (at: number): string => `corchete-session=${tokenAt(at)}`

export type SeedData = {
  /** Settings of the product's database, as environment variables. */
  settings: Record<string, string>
  delegates: number
  /** Their texts, as the room stores them, by the drafts' ids. */
  drafts: Readonly<Record<string, Uint8Array>>
}

/**
 * Puts accounts, open sessions and drafts straight into the product's database, before it starts. The accounts
 * have no password that anybody could give.
 */
export async function seedDatabase({ settings, delegates, drafts }: SeedData): Promise<void> {
  const lost = (reason: Error) => {
    throw reason
  }
  const { database, stores } = await openStores(readSettings(settings), openLog('warn'), lost, {
    alone: false,
  })
  try {
    const now = Date.now()
    for (let at = 0; at < delegates; at++) {
      const { user, delegation } = delegateAt(at)
      await stores.users.add({ ...accountOf(user, delegation), passwordHash: 'none' })
      const id = createHash('sha256').update(tokenAt(at)).digest('hex')
      await stores.sessions.add({ id, user, createdAt: now, expiresAt: now + SESSION_LIFE })
    }
    for (const [at, [id, state]] of Object.entries(drafts).entries()) {
      await stores.drafts.add({ ...header(at), id })
      await database.pool.query('INSERT INTO draft_updates (draft, data) VALUES ($1, $2)', [
        id,
        Buffer.from(state),
      ])
    }
  } finally {
    await database.close()
  }
}

const accountOf = (id: UserId, delegation: DelegationCode): User => ({
  id,
  email: `${id}@example.org`,
  name: `Delegate ${id}`,
  role: 'delegate',
  delegation,
  demo: false,
})

const header = (at: number) => ({
  title: `Draft ${at}`,
  organ: 'CAM',
  symbol: `CIDI/CAM/doc.${at}/99`,
  series: 'OEA/Ser.W',
  date: '2024-03-12',
  originalLanguage: 'en' as const,
  statusLine: '',
  phase: 'negotiation' as const,
})
