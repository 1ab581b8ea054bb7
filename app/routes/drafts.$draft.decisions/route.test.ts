import type { ActionFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import type { Actor } from '#app/domain/basics/actor.ts'
import { aHeader, chair, MemoryRooms, secretariat } from '#tests/builders/memory-rooms.ts'
import { action } from './route.ts'

const issue = { kind: 'issue-revision', symbol: 'CIDI/CAM/doc.8/24', date: '2024-04-09', renumber: false }
const transmit = { kind: 'transmit', revision: 0, to: 'CIDI', symbol: 'CIDI/doc.9/24', date: '2024-04-09' }
const fill = { kind: 'fill', paragraphs: [] }

/** Posts a decision, and says how it was answered and how many revisions there are then. */
async function post(by: Actor, decision: object, isProven: boolean) {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'F: RESOLVES:', 'OP: To urge all States')
  const request = new Request('http://localhost/drafts/d1/decisions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(decision),
  })
  const user = { ...by, id: by.user, email: 'a@example.org', demo: false }
  const context = { ports: table.ports, user, isProven }
  const args = { request, context, params: { draft: 'd1' } } as unknown as ActionFunctionArgs
  const answer = await action(args)
  const said = (await answer.json()) as { proof?: string }
  const revisions = (await table.ports.revisions.of('d1')).length
  return [answer.status, said.proof ?? null, revisions]
}

test.each<[string, Actor, object, boolean, unknown[]]>([
  ['issues for whoever gave the password lately', secretariat, issue, true, [200, null, 1]],
  ['asks for it before it issues', secretariat, issue, false, [403, 'needed', 0]],
  ['asks for it before it transmits', secretariat, transmit, false, [403, 'needed', 0]],
  ['issues nothing for a chair', chair, issue, true, [403, null, 0]],
  ['asks for no password where a decision can be undone', secretariat, fill, false, [422, null, 0]],
])('the door for decisions %s', async (_, by, decision, isProven, answered) =>
  expect(await post(by, decision, isProven)).toEqual(answered),
)
