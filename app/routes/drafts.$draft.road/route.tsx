import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { may } from '#app/domain/policy.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { LinkButton } from '#app/ui/kit/button.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { RoadList } from '#app/ui/shared/road-list.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { roadOf } from '#app/usecases/papers/road.ts'

export const handle = titled<typeof loader>((m, found) => m.product.page(m.road.title, found.draft.title))

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { header, stations } = granted(await roadOf(context.ports, actor, params.draft ?? ''))
  return {
    draft: header,
    stations,
    mayTransmit: may(actor, 'transmit'),
    maySeeRecord: may(actor, 'see-record'),
  }
}

export default function Road() {
  const { draft, stations, mayTransmit, maySeeRecord } = useLoaderData<typeof loader>()
  const { road: say, transmission } = useMessages()
  const atOrigin = stations.length === 1
  return (
    <DraftPage
      draft={draft}
      title={say.title}
      lead={say.lead}
      action={
        atOrigin &&
        mayTransmit && (
          <LinkButton tone="primary" to={`/drafts/${draft.id}/transmit`}>
            {transmission.title}
          </LinkButton>
        )
      }
    >
      <div className="stack">
        {atOrigin && <Banner>{say.emptyText}</Banner>}
        <section className="panel">
          <RoadList draft={draft.id} stations={stations} withRecord={maySeeRecord} />
        </section>
      </div>
    </DraftPage>
  )
}
