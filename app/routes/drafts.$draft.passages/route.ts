import type { LoaderFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { searchAgreedLanguage } from '#app/usecases/agreed-language.ts'

/** `?q=`: agreed language like these words, as JSON. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const words = new URL(request.url).searchParams.get('q') ?? ''
  return Response.json(granted(await searchAgreedLanguage(context.ports, actor, params.draft ?? '', words)))
}
