import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { LookKeeper } from '#app/ui/shell/visit-keeper.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { followedIn } from '#app/usecases/table/follow.ts'
import { readDraft } from '#app/usecases/draft/read-draft.ts'
import { lastRevision } from '#app/usecases/draft/read-text.ts'
import { LiveTable } from './live-table.tsx'
import { useFollowing } from './use-following.ts'

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(found.draft.title, found.draft.symbol),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { ports, language } = context
  const { header, organ, text, floor, labels } = granted(
    await readDraft(ports, actorOf(user), params.draft ?? ''),
  )
  const [revision, delegations, follows] = await Promise.all([
    lastRevision(ports, header.id),
    ports.delegations.all(),
    followedIn(ports, actorOf(user), header.id),
  ])
  return {
    draft: header,
    text,
    floor,
    labels,
    zone: organ.zone,
    revision: revision?.number ?? null,
    delegations: delegations.map(({ code, iso2, name }) => ({ code, iso2, name: name[language] })),
    user: user.id,
    author: ports.authorOf(header.id, user.id),
    follows,
    me: { name: user.name, role: user.role, delegation: user.delegation },
    today: new Date(ports.clock.now()).toISOString().slice(0, 10),
  }
}

export default function TablePage() {
  const given = useLoaderData<typeof loader>()
  const following = useFollowing(given.draft.id, given.follows)
  return (
    <>
      <LookKeeper draft={given.draft.id} />
      <LiveTable given={given} room={given.draft.id} following={following} />
    </>
  )
}
