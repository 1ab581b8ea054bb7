import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/domain/basics/file-name.ts'
import { writeAttendanceCsv } from '#app/exchange/attendance-file.ts'
import { download, types } from '#app/http/download.ts'
import { readMeeting } from '../drafts.$draft.meeting/read-meeting.ts'

/** Who attended a meeting, as a table. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const { header, list, nameOf } = await readMeeting(context, request, params.draft ?? '')
  const name = fileNameOf({ symbol: `${header.symbol} attendance`, view: 'rolling' }, 'csv')
  return download(writeAttendanceCsv(list.attended, nameOf), name, types.csv)
}
