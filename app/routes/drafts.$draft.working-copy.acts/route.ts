import type { ActionFunctionArgs } from '@remix-run/node'
import { statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { keepFallback, tableProposals } from '#app/usecases/working-copy.ts'
import { workingCopyAct } from './schema.ts'

/** What is done with the copy comes as JSON, as decisions do. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const parsed = workingCopyAct.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return Response.json({ ok: false, refusal: null }, { status: 400 })
  const [{ ports }, draft, act] = [context, params.draft ?? '', parsed.data]
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
