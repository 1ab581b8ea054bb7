import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { searchAgreedLanguage } from '#app/usecases/draft/agreed-language.ts'

const search = z.object({ q: queryField.text })

/** `?q=`: agreed language like these words, as JSON. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const { q: words = '' } = readQuery(request, search)
  return Response.json(granted(await searchAgreedLanguage(context.ports, actor, params.draft ?? '', words)))
}
