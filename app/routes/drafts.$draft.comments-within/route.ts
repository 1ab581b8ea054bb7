import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readJson } from '#app/http/json.ts'
import { readCommentsWithin, sayWithin } from '#app/usecases/table/comments-within.ts'
import { saidWithinSchema } from './schema.ts'

/** The comments within the reader's own delegation, for its members only. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const read = await readCommentsWithin(context.ports, actor, params.draft ?? '')
  if (read.ok) return Response.json({ ok: true, ...read.value })
  return Response.json({ ok: false, refusal: read.refusal }, { status: statusOf(read.refusal) })
}

/** Says something within one's delegation: JSON comes in, `{ ok }` or `{ refusal }` goes out. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const given = await readJson(request, saidWithinSchema)
  const said = await sayWithin(context.ports, actor, params.draft ?? '', given)
  if (said.ok) return Response.json({ ok: true })
  return Response.json({ ok: false, refusal: said.refusal }, { status: statusOf(said.refusal) })
}
