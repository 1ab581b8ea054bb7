import { createHmac } from 'node:crypto'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { storedOf } from '#app/domain/record/read.ts'
import type { Random } from '../random.ts'
import type { Account } from './accounts.ts'
import type { Client } from './client.ts'

/** One decision as it was asked for over HTTP. `unknown`: the answer never came, so it may have been made or not. */
export type PostedDecision = { draft: string; decision: Decision; outcome: 'done' | 'refused' | 'unknown' }

/** ms without an answer after which the chair's browser gives up. */
const PATIENCE = 60_000

/** The chair: decides on what is proposed, over HTTP, as the pages do. Never asks again for what was not answered. */
export class Chair {
  readonly posted: PostedDecision[] = []
  private deciding = false
  private round: Promise<void> = Promise.resolve()

  constructor(
    private readonly address: () => string,
    private readonly chair: Account,
    private readonly secret: string,
    private readonly random: Random,
  ) {}

  /** Decides on one table after the other, with about `pace` ms between. */
  start(tables: readonly Client[], pace: number): void {
    this.deciding = true
    this.round = (async () => {
      while (this.deciding) {
        await new Promise((resolve) => setTimeout(resolve, pace * (0.5 + this.random.next())))
        const table = this.random.pick(tables)
        const decision = this.deciding && this.choose(table)
        if (decision) await this.decide(table.draft, decision)
      }
    })()
  }

  async pause(): Promise<void> {
    this.deciding = false
    await this.round
  }

  async decide(draft: string, decision: Decision): Promise<PostedDecision> {
    const posting: PostedDecision = { draft, decision, outcome: 'unknown' }
    this.posted.push(posting)
    try {
      const answer = await this.ask(`${this.address()}/drafts/${draft}/decisions`, decision)
      if (answer.status < 500)
        posting.outcome = ((await answer.json()) as { ok: boolean }).ok ? 'done' : 'refused'
    } catch {
      // The server is away; whether it had decided, the record tells.
    }
    return posting
  }

  /** Arranges something in the meeting, at one of the servers. Throws when it was refused. */
  async state(draft: string, said: Statement, address = this.address()): Promise<void> {
    const answer = await this.ask(`${address}/drafts/${draft}/statements`, said)
    if (!answer.ok) throw new Error(`${said.kind}: ${answer.status} ${await answer.text()}`)
  }

  private ask(address: string, body: unknown): Promise<Response> {
    return fetch(address, {
      method: 'POST',
      headers: {
        cookie: this.chair.cookie,
        'content-type': 'application/json',
        'x-csrf-token': createHmac('sha256', this.secret)
          .update(`session:${this.chair.session}`)
          .digest('base64url'),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    })
  }

  private choose(table: Client): Decision | null {
    const proposals = [...table.layers.entries.values()].filter(({ kind }) => kind !== 'support')
    if (proposals.length < 3) return null
    const proposal = this.random.pick(proposals).attribution.id
    const dice = this.random.next()
    if (dice < 0.7) return { kind: 'accept', proposals: [proposal] }
    if (dice < 0.85) return { kind: 'decline', proposals: [proposal], reason: `reason ${this.posted.length}` }
    return { kind: 'bracket-proposal', proposals: [proposal], attributed: true }
  }
}

/** What ties a decision to its entry: nothing is decided twice, so kind and proposals are enough. */
const sign = (what: string, { proposals, reason }: { proposals?: unknown; reason?: unknown }): string =>
  JSON.stringify([what, proposals ?? null, reason ?? null])

/** Faults of a record beside what was asked for and answered. */
export function recordFaults(
  draft: string,
  posted: readonly PostedDecision[],
  record: readonly RecordEntry[],
): string[] {
  const made = new Map<string, number>()
  const kinds = new Set(['accept', 'decline', 'bracket-proposal', 'fill'])
  for (const { what, detail } of record.map(storedOf))
    if (kinds.has(what)) made.set(sign(what, detail), (made.get(sign(what, detail)) ?? 0) + 1)
  const asked = new Map<string, PostedDecision['outcome'][]>()
  for (const posting of posted.filter((each) => each.draft === draft && kinds.has(each.decision.kind))) {
    const signed = sign(posting.decision.kind, posting.decision as { proposals?: unknown; reason?: unknown })
    asked.set(signed, [...(asked.get(signed) ?? []), posting.outcome])
  }
  return [...new Set([...made.keys(), ...asked.keys()])].flatMap((signed) => {
    const outcomes = asked.get(signed) ?? []
    const [done, unknown] = ['done', 'unknown'].map((word) => outcomes.filter((each) => each === word).length)
    const count = made.get(signed) ?? 0
    if (count < done!) return [`lost: the decision ${signed} was made and is not in the record`]
    if (count > done! + unknown!)
      return [`doubled: the decision ${signed} stands ${count} times in the record`]
    return []
  })
}
