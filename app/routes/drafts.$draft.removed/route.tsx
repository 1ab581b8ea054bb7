import { Form, Link, useLoaderData, useSubmit } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { Choice } from '#app/ui/kit/field.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { GoneWords, Removals } from '#app/ui/time/removals.tsx'
import { listRevisions } from '#app/usecases/papers/revisions.ts'
import { readRemoved } from '#app/usecases/record/read-removed.ts'
import { momentsOf, useStates } from '../drafts.$draft.compare/states.ts'
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
    moments: await momentsOf(ports, id, [...new Set(['@0' as const, asked.from, asked.to])]),
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
  const { compare, removed: say } = useMessages()
  const submit = useSubmit()
  const options = useStates(versions, moments)
  return (
    <Form
      className="panel compare-controls no-print"
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
    >
      <Choice label={compare.from} name="from" options={options} defaultValue={String(asked.from)} />
      <Choice label={compare.to} name="to" options={options} defaultValue={String(asked.to)} />
      <noscript>
        <Button type="submit">{say.submit}</Button>
      </noscript>
    </Form>
  )
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
