import type { LoaderFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readPaper } from '#app/usecases/papers/read-paper.ts'
import { versionIn } from '../drafts.$draft.revisions.$revision._index/version-in.ts'
import { paperDownload, paperFileIn } from './paper-file.ts'

/** A revision, or the text as it stands (`now`), as a file. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const version = versionIn(params.revision)
  const file = paperFileIn(params.file)
  if (version === null || file === null) throw new Response(null, { status: 404 })
  const { view, format } = file
  const paper = granted(await readPaper(context.ports, actor, params.draft ?? '', { version, view }))
  return paperDownload(context.ports, paper, format)
}
