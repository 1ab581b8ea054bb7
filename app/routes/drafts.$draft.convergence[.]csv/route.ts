import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/domain/file-name.ts'
import { convergenceTables, writeConvergenceCsv } from '#app/exchange/convergence-file.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { download, types } from '#app/http/download.ts'
import { requireUser } from '#app/http/guards.ts'
import { readConvergence } from '#app/usecases/read-convergence.ts'

/** The figures behind one of the plots, as a table. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const asked = new URL(request.url).searchParams.get('table')
  const table = convergenceTables.find((each) => each === asked) ?? 'time'
  const found = granted(await readConvergence(context.ports, actor, params.draft ?? ''))
  const name = fileNameOf({ symbol: `${found.header.symbol} ${table}`, view: 'rolling' }, 'csv')
  return download(writeConvergenceCsv(table, found), name, types.csv)
}
