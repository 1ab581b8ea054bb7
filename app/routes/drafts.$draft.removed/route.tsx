import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { LinkButton } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { GoneWords, Removals } from '#app/ui/time/removals.tsx'
import { listRevisions } from '#app/usecases/papers/revisions.ts'
import { readRemoved } from '#app/usecases/record/read-removed.ts'
import { StatesForm } from '../drafts.$draft.compare/states-form.tsx'
import { momentsOf } from '../drafts.$draft.compare/states.ts'
import { askedIn } from './asked.ts'
import { showRemoved } from './show-removed.ts'

export const handle = titled<typeof loader>((m, found) => m.product.page(m.removed.title, found.draft.title))

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, messages } = context
  const id = params.draft ?? ''
  const { header, revisions } = granted(await listRevisions(ports, actor, id))
  const asked = askedIn(request, revisions)
  const found = granted(await readRemoved(ports, actor, id, asked))
  const { from, to, upTo, isLast } = found
  return {
    draft: header,
    asked,
    versions: revisions.map(({ number, symbol }) => ({ number, symbol })),
    moments: await momentsOf(ports, id, ['@0', asked.from, asked.to]),
    between: { from: from.at, to: to.at },
    onward: isLast ? null : upTo,
    ...(await showRemoved(ports, found, messages)),
  }
}

export default function Removed() {
  const { draft, asked, between, removals } = useLoaderData<typeof loader>()
  const { removed: say } = useMessages()
  const ends = new URLSearchParams({ from: String(asked.from), to: String(asked.to) })
  return (
    <DraftPage
      draft={draft}
      title={say.title}
      lead={say.lead}
      action={
        <LinkButton to={`/drafts/${draft.id}/removed.csv?${ends}`} download>
          {say.csv}
        </LinkButton>
      }
    >
      <div className="stack removed">
        <Between />
        <p className="removed-draft">
          <b>{draft.title}</b> {draft.symbol}
        </p>
        <p className="quiet">{say.between(between.from, between.to)}</p>
        {removals.length > 0 ? (
          <Removals draft={draft.id} removals={removals} />
        ) : (
          <div className="panel">
            <EmptyState title={say.empty}>{say.emptyText}</EmptyState>
          </div>
        )}
        <Account />
      </div>
    </DraftPage>
  )
}

function Between() {
  const { asked, versions, moments } = useLoaderData<typeof loader>()
  const { removed: say } = useMessages()
  return <StatesForm from={asked.from} to={asked.to} {...{ versions, moments }} submit={say.submit} />
}

/** Whether the list has all, and where it goes on. */
function Account() {
  const { draft, asked, missing, onward } = useLoaderData<typeof loader>()
  const { removed: say } = useMessages()
  const next = onward && new URLSearchParams({ from: `@${onward.update}`, to: String(asked.to) })
  return (
    <>
      {missing.length > 0 && (
        <section className="panel removed-missing" role="alert">
          <h2>{say.missing}</h2>
          <p>{say.missingText}</p>
          <GoneWords gone={missing} />
        </section>
      )}
      <p className="quiet">
        {missing.length === 0 && say.accounted} {say.typing}
      </p>
      {onward && (
        <nav className="pager no-print" aria-label={say.title}>
          <Link to={`/drafts/${draft.id}/removed?${next}`}>{say.onward(onward.at)}</Link>
        </nav>
      )}
    </>
  )
}
