import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/domain/file-name.ts'
import { writeRecordJson } from '#app/exchange/record-file.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { download, types } from '#app/http/download.ts'
import { requireUser } from '#app/http/guards.ts'
import { readRecord } from '#app/usecases/read-record.ts'

/** The whole record, with its hashes, so that anybody can check the chain. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const { header, entries } = granted(await readRecord(context.ports, actor, params.draft ?? ''))
  const name = fileNameOf({ symbol: `${header.symbol} record`, view: 'rolling' }, 'json')
  return download(writeRecordJson(entries), name, types.json)
}
