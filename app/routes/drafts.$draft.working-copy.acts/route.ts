import type { ActionFunctionArgs } from '@remix-run/node'
import { statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readJson } from '#app/http/json.ts'
import { keepFallback, tableProposals } from '#app/usecases/table/working-copy.ts'
import { workingCopyAct } from './schema.ts'

/** What is done with the copy comes as JSON, as decisions do. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const act = await readJson(request, workingCopyAct)
  const { ports } = context
  const draft = params.draft ?? ''
  const done =
    act.kind === 'table'
      ? await tableProposals(ports, actor, draft, act)
      : await keepFallback(ports, actor, draft, act)
  if (done.ok) return Response.json({ ok: true })
  return Response.json({ ok: false, refusal: done.refusal }, { status: statusOf(done.refusal) })
}

export function loader(): never {
  throw new Response(null, { status: 405, headers: { Allow: 'POST' } })
}
