import type { ActionFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { noteVisit } from '#app/usecases/record/read-changes.ts'

/** A table that is open tells now and then that somebody looks at it. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  granted(await noteVisit(context.ports, actor, params.draft ?? ''))
  return new Response(null, { status: 204 })
}
