import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/domain/basics/file-name.ts'
import { writeAttendanceCsv } from '#app/exchange/attendance-file.ts'
import { tableWords } from '#app/exchange/table-words.ts'
import { download, types } from '#app/http/download.ts'
import { readMeeting } from '../drafts.$draft.meeting/read-meeting.ts'

/** Who attended a meeting, as a table. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const { header, list, nameOf } = await readMeeting(context, request, params.draft ?? '')
  const { symbol, originalLanguage } = header
  const { attendance } = tableWords[originalLanguage]
  const name = fileNameOf({ symbol: `${symbol} ${attendance}`, view: 'rolling' }, 'csv')
  const nameInText = (code: string) => nameOf(code, originalLanguage)
  return download(writeAttendanceCsv(list.attended, nameInText, originalLanguage), name, types.csv)
}
