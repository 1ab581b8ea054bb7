import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { may } from '#app/domain/policy.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { TimeMachine } from '#app/ui/time/time-machine.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readMoment, readTimeline } from '#app/usecases/record/read-moment.ts'
import { askedIn, showMoment } from './show-moment.ts'

export const handle = titled<typeof loader>((m, found) => m.product.page(m.time.title, found.draft.title))

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, messages: m } = context
  const id = params.draft ?? ''
  const { header, span, activity } = granted(await readTimeline(ports, actor, id))
  if (!span) return { draft: header, past: null }
  const asked = askedIn(request, span.last.update)
  const moment = granted(await readMoment(ports, actor, id, asked))
  const [first, revisions] = await Promise.all([showMoment(ports, moment, m), ports.revisions.of(id)])
  return {
    draft: header,
    past: {
      first,
      activity,
      last: span.last.update,
      revisions: revisions.map(({ number, symbol }) => ({ number, symbol })),
      mayCompare: may(actor, 'compare'),
      seesRecord: may(actor, 'see-record'),
    },
  }
}

export default function TimePage() {
  const { draft, past } = useLoaderData<typeof loader>()
  const { time: say } = useMessages()
  return (
    <DraftPage draft={draft} title={say.title} lead={say.lead} wide>
      {past === null ? (
        <div className="panel">
          <EmptyState title={say.empty}>{say.emptyText}</EmptyState>
        </div>
      ) : (
        <TimeMachine draft={draft.id} {...past} />
      )}
    </DraftPage>
  )
}
