import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { may } from '#app/domain/policy.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { TimeMachine } from '#app/ui/time/time-machine.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { readMoment, readTimeline } from '#app/usecases/record/read-moment.ts'
import { askedIn, showMoment } from './show-moment.ts'

const m = messagesIn('en')

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: m.product.title(found ? `${m.time.title}, ${found.draft.title}` : m.time.title) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
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
