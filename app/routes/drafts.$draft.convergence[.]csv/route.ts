import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { fileNameOf } from '#app/domain/basics/file-name.ts'
import { convergenceTables, writeConvergenceCsv } from '#app/exchange/convergence-file.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { download, types } from '#app/http/download.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { readConvergence } from '#app/usecases/record/read-convergence.ts'

const wanted = z.object({ table: queryField.oneOf(convergenceTables) })

/** The figures behind one of the plots, as a table. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const { table = 'time' } = readQuery(request, wanted)
  const found = granted(await readConvergence(context.ports, actor, params.draft ?? ''))
  const name = fileNameOf({ symbol: `${found.header.symbol} ${table}`, view: 'rolling' }, 'csv')
  return download(writeConvergenceCsv(table, found, found.header.originalLanguage), name, types.csv)
}
