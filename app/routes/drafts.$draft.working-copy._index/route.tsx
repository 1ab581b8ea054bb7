import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useMemo } from 'react'
import { inPrivate } from '#app/domain/floor/working-copy.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import type { WorkingCopyActions } from '#app/ui/context/table-props.ts'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { lastRevision } from '#app/usecases/draft/read-text.ts'
import { readWorkingCopy } from '#app/usecases/table/working-copy.ts'
import { LiveTable } from '../drafts.$draft._index/live-table.tsx'
import { postTo } from '../drafts.$draft._index/post-decision.ts'

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(m.navigation['working-copy'], found.draft.symbol),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { ports, language } = context
  const { header, room, text, floor } = granted(
    await readWorkingCopy(ports, actorOf(user), params.draft ?? ''),
  )
  const [revision, delegations] = await Promise.all([lastRevision(ports, header.id), ports.delegations.all()])
  return {
    room,
    draft: header,
    text,
    floor,
    labels: labelsOf(text.paragraphs),
    revision: revision?.number ?? null,
    delegations: delegations.map(({ code, iso2, name }) => ({ code, iso2, name: name[language] })),
    // Nobody meets in a working copy.
    zone: 'UTC',
    user: user.id,
    author: ports.authorOf(header.id, user.id),
    me: { name: user.name, role: user.role, delegation: inPrivate(user.delegation!) },
    today: new Date(ports.clock.now()).toISOString().slice(0, 10),
  }
}

export default function WorkingCopyPage() {
  const { room, ...given } = useLoaderData<typeof loader>()
  const csrf = useCsrf()
  const address = `/drafts/${given.draft.id}/working-copy/acts`
  const copy = useMemo<Omit<WorkingCopyActions, 'fallbacks'>>(
    () => ({
      onTable: (proposals, wording) => postTo(address, csrf, { kind: 'table', proposals, wording }),
      onFallback: (proposal, text) => postTo(address, csrf, { kind: 'fallback', proposal, text }),
    }),
    [address, csrf],
  )
  return <LiveTable given={given} room={room} copy={copy} />
}
