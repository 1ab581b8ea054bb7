import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import type { Actor } from '#app/domain/basics/actor.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readPaper } from '#app/usecases/papers/read-paper.ts'
import { readSignedHead } from '#app/usecases/record/read-heads.ts'
import { versionIn } from '../drafts.$draft.revisions.$revision._index/version-in.ts'
import { headDownload, headFileIn, type HeadFile } from './head-file.ts'
import { paperDownload, paperFileIn } from './paper-file.ts'

/** A revision, or the text as it stands (`now`), as a file; of a revision the signed head of the record too. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const version = versionIn(params.revision)
  const draft = params.draft ?? ''
  const headFile = headFileIn(params.file)
  if (typeof version === 'number' && headFile) return headOf(context, actor, { draft, version, headFile })
  const file = paperFileIn(params.file)
  if (version === null || file === null) throw new Response(null, { status: 404 })
  const { view, format } = file
  const paper = granted(await readPaper(context.ports, actor, draft, { version, view }))
  return paperDownload(context.ports, paper, format)
}

async function headOf(
  { ports }: AppLoadContext,
  actor: Actor,
  { draft, version, headFile }: { draft: string; version: number; headFile: HeadFile },
): Promise<Response> {
  const signed = granted(await readSignedHead(ports, actor, draft, version))
  if (signed === null) throw new Response(null, { status: 404 })
  return headDownload(headFile, signed)
}
