import type { PageRefusal, Refusal } from '#app/domain/refusal.ts'
import type { Result } from '#app/domain/basics/result.ts'

const missing: readonly string[] = [
  'no-such-draft',
  'no-such-revision',
  'no-such-transmission',
  'no-such-organ',
] satisfies PageRefusal['kind'][]

/** HTTP status of a refusal: 403 not for this role, 404 not there, 422 for everything a person can put right. */
export const statusOf = ({ kind }: Refusal): 403 | 404 | 422 =>
  kind === 'not-allowed' ? 403 : missing.includes(kind) ? 404 : 422

/** What a loader asked for; when it was refused, throws the response that the page's error boundary shows. */
export function granted<T>(result: Result<T, PageRefusal>): T {
  if (result.ok) return result.value
  throw new Response(null, { status: statusOf(result.refusal) })
}
