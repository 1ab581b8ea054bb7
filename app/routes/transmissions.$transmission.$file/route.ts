import type { LoaderFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readReceivedPaper } from '#app/usecases/papers/read-paper.ts'
import { paperDownload, paperFileIn } from '../drafts.$draft.revisions.$revision.$file/paper-file.ts'

/** The text as it was received, under its new symbol, as a file. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const file = paperFileIn(params.file)
  if (file?.view !== 'clean') throw new Response(null, { status: 404 })
  return paperDownload(
    context.ports,
    granted(await readReceivedPaper(context.ports, actor, params.transmission ?? '')),
    file.format,
  )
}
