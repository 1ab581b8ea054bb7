import type { ActionFunctionArgs } from '@remix-run/node'
import { statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readJson } from '#app/http/json.ts'
import { makeStatement } from '#app/usecases/table/make-statement.ts'
import { statementSchema } from './schema.ts'

/** The door for what is said about the text: one as JSON comes in, `{ ok }` or `{ refusal }` goes out. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const given = await readJson(request, statementSchema)
  const said = await makeStatement(context.ports, actor, params.draft ?? '', given)
  if (said.ok) return Response.json({ ok: true })
  return Response.json({ ok: false, refusal: said.refusal }, { status: statusOf(said.refusal) })
}

export function loader(): never {
  throw new Response(null, { status: 405, headers: { Allow: 'POST' } })
}
