import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { compareParagraph } from '#app/usecases/papers/revisions.ts'

const asked = z.object({ revision: queryField.whole({ min: 0, max: 9_999 }) })

/** `?revision=2`: what would change in a paragraph if it read as in a revision, as JSON; null if it is not in it. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const { revision = 0 } = readQuery(request, asked)
  const { draft = '', paragraph = '' } = params
  return Response.json(granted(await compareParagraph(context.ports, actor, draft, { paragraph, revision })))
}
