import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/domain/basics/file-name.ts'
import { writeRemovedCsv } from '#app/exchange/removed-file.ts'
import { tableWords } from '#app/exchange/table-words.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { download, types } from '#app/http/download.ts'
import { requireUser } from '#app/http/guards.ts'
import { listRevisions } from '#app/usecases/papers/revisions.ts'
import { exportRemoved } from '#app/usecases/record/read-removed.ts'
import { askedIn } from '../drafts.$draft.removed/asked.ts'

/** All that went between two moments, as a table. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
  const id = params.draft ?? ''
  const { header, revisions } = granted(await listRevisions(ports, actor, id))
  const { parts } = granted(await exportRemoved(ports, actor, id, askedIn(request, revisions)))
  const { removed } = tableWords[header.originalLanguage]
  const name = fileNameOf({ symbol: `${header.symbol} ${removed}`, view: 'rolling' }, 'csv')
  return download(writeRemovedCsv(parts, header.originalLanguage), name, types.csv)
}
