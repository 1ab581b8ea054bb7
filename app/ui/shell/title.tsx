import { isRouteErrorResponse, useMatches, useRouteError } from '@remix-run/react'
import type { useLoaderData } from '@remix-run/react'
import type { Messages } from '#app/messages/en.ts'
import { sayStatus } from '#app/messages/status.ts'
import { useMessages } from '../kit/messages-context.tsx'

type Say = (m: Messages, found: never) => string
type Handle = { title?: Say }

/** The `handle` of a page: its title, in the language of the request, from what its loader found. */
export const titled = <Loader = unknown,>(
  title: (m: Messages, found: ReturnType<typeof useLoaderData<Loader>>) => string,
): { title: Say } => ({ title: title as Say })

/** The title in the browser's tab: of the page, or of what went wrong instead of it. */
export function Title() {
  const m = useMessages()
  const error: unknown = useRouteError()
  const { handle, data } = useMatches().at(-1) ?? {}
  const { title } = (handle ?? {}) as Handle
  const page = error
    ? sayStatus(m, isRouteErrorResponse(error) ? error.status : null)[0]
    : title?.(m, data as never)
  return <title>{page === undefined ? m.product.name : m.product.title(page)}</title>
}
