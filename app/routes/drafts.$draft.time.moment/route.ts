import type { LoaderFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readMoment } from '#app/usecases/record/read-moment.ts'
import { askedIn, showMoment } from '../drafts.$draft.time._index/show-moment.ts'

/** One moment, for a page that goes from one to the next. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
  const asked = askedIn(request, 0)
  const moment = granted(await readMoment(ports, actor, params.draft ?? '', asked))
  return Response.json(await showMoment(ports, moment, context.messages))
}
