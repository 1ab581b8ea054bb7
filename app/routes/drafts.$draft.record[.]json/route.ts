import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/domain/basics/file-name.ts'
import { writeRecordJson } from '#app/exchange/record-file.ts'
import { tableWords } from '#app/exchange/table-words.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { download, types } from '#app/http/download.ts'
import { requireUser } from '#app/http/guards.ts'
import { searchOf } from '#app/http/query.ts'
import { exportRecord } from '#app/usecases/record/read-record.ts'
import { filterIn, filterNames } from '../drafts.$draft.record._index/filter-in.ts'

/** The record with its hashes, so that anybody can check the chain: whole, or the entries that were asked for. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const filter = filterIn(searchOf(request, filterNames))
  const { header, parts } = granted(await exportRecord(context.ports, actor, params.draft ?? '', filter))
  const { record, recordPart } = tableWords[header.originalLanguage]
  const what = Object.keys(filter).length > 0 ? recordPart : record
  const name = fileNameOf({ symbol: `${header.symbol} ${what}`, view: 'rolling' }, 'json')
  return download(writeRecordJson(parts), name, types.json)
}
