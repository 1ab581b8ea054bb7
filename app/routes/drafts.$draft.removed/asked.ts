import { z } from 'zod'
import { queryField, readQuery } from '#app/http/query.ts'
import type { State } from '#app/usecases/draft/read-text.ts'
import { stateIn } from '../drafts.$draft.revisions.$revision._index/version-in.ts'

const { text } = queryField
const wanted = z.object({ from: text, to: text })

/** Between which states an address asks; from the last revision, or from before the first word, until now. */
export function askedIn(
  request: Request,
  revisions: readonly { number: number }[],
): { from: State; to: State } {
  const { from, to } = readQuery(request, wanted)
  return { from: stateIn(from) ?? revisions.at(-1)?.number ?? '@0', to: stateIn(to) ?? 'now' }
}
