import type { ActionFunctionArgs } from '@remix-run/node'
import { statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readJson } from '#app/http/json.ts'
import { decide } from '#app/usecases/table/decide.ts'
import { issueRevision } from '#app/usecases/papers/revisions.ts'
import { transmit } from '#app/usecases/papers/transmit.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Ports } from '#app/usecases/ports.ts'
import { decisionSchema, type PostedDecision } from './schema.ts'

/** Nothing takes these back: as on the pages that they are made on, the password must have been given lately. */
const forGood: readonly PostedDecision['kind'][] = ['issue-revision', 'transmit']

/** The door for decisions: one as JSON comes in, `{ ok }` or `{ refusal }` goes out. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const given = await readJson(request, decisionSchema)
  if (forGood.includes(given.kind) && !context.isProven)
    return Response.json({ ok: false, refusal: null, proof: 'needed' }, { status: 403 })
  const decided = await carryOut(context.ports, actor, params.draft ?? '', given)
  if (decided.ok) return Response.json({ ok: true })
  return Response.json({ ok: false, refusal: decided.refusal }, { status: statusOf(decided.refusal) })
}

function carryOut(ports: Ports, actor: Actor, draft: string, decision: PostedDecision) {
  if (decision.kind === 'issue-revision') return issueRevision(ports, actor, draft, decision)
  if (decision.kind === 'transmit') return transmit(ports, actor, draft, decision)
  return decide(ports, actor, draft, decision)
}

export function loader(): never {
  throw new Response(null, { status: 405, headers: { Allow: 'POST' } })
}
