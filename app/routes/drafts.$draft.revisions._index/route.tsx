import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { may } from '#app/domain/policy.ts'
import { plotOf } from '#app/domain/text/summary.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { readForm } from '#app/http/form.ts'
import { proofNeeded, requireUser } from '#app/http/guards.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { LinkButton } from '#app/ui/kit/button.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { Plot } from '#app/ui/kit/plot.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ProofDialog, submissionIn } from '#app/ui/shared/proof.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { permit } from '#app/usecases/permit.ts'
import { readDraft } from '#app/usecases/draft/read-draft.ts'
import { issueRevision, listRevisions } from '#app/usecases/papers/revisions.ts'
import { IssueForm } from './issue-form.tsx'
import { issuing } from './issuing.ts'

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(m.revisions.title, found.draft.title),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
  const id = params.draft ?? ''
  const { header, revisions, next } = granted(await listRevisions(ports, actor, id))
  const { summary, text } = granted(await readDraft(ports, actor, id))
  const mayIssue = may(actor, 'issue-revision') && header.phase === 'negotiation'
  return {
    draft: header,
    revisions: [...revisions].reverse(),
    next,
    plot: plotOf(revisions, summary),
    mayIssue: mayIssue && text.paragraphs.length > 0,
    mayCompare: may(actor, 'compare'),
    today: new Date(ports.clock.now()).toISOString().slice(0, 10),
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { messages: m } = context
  const actor = actorOf(requireUser(context, request))
  const draft = params.draft ?? ''
  granted(permit(actor, 'issue-revision'))
  const submission = await readForm(request, issuing(m))
  if (submission.status !== 'success') return data(submission.reply(), 422)
  const unproven = proofNeeded(context)
  if (unproven) return unproven
  const issued = await issueRevision(context.ports, actor, draft, submission.value)
  if (issued.ok) return redirect(`/drafts/${draft}/revisions/${issued.value.number}`)
  const { refusal } = issued
  const said = [m.refusal(refusal, { paragraph: () => '', proposer: () => '' })]
  const isSymbol = refusal.kind === 'symbol-taken' || refusal.kind === 'symbol-needed'
  return data(submission.reply(isSymbol ? { fieldErrors: { symbol: said } } : { formErrors: said }), 422)
}

export default function Revisions() {
  const { draft, revisions, plot, next, mayIssue, today } = useLoaderData<typeof loader>()
  const { revisions: say } = useMessages()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()
  const issueHere = mayIssue && (search.has('issue') || revisions.length === 0)
  const marks = plot.map(({ revision, brackets }) => ({
    label: revision === null ? say.plotNow : say.short(revision),
    value: brackets,
  }))
  return (
    <DraftPage
      draft={draft}
      title={say.title}
      lead={say.lead}
      action={
        mayIssue &&
        !issueHere && (
          <LinkButton tone="primary" to="?issue">
            {say.issue}
          </LinkButton>
        )
      }
    >
      <ProofDialog answer={answer} />
      <div className="stack">
        {issueHere && (
          <IssueForm
            next={next}
            today={today}
            cancel={revisions.length > 0 ? '.' : null}
            answer={submissionIn(answer)}
          />
        )}
        {revisions.length === 0 ? (
          <div className="panel">
            <EmptyState title={say.empty}>{mayIssue ? say.emptyText : say.emptyForOthers}</EmptyState>
          </div>
        ) : (
          <>
            {marks.length > 1 && (
              <section className="panel">
                <h2>{say.plot}</h2>
                <Plot marks={marks} title={say.plot} />
              </section>
            )}
            <RevisionList />
          </>
        )}
      </div>
    </DraftPage>
  )
}

function RevisionList() {
  const { draft, revisions, mayCompare } = useLoaderData<typeof loader>()
  const { revisions: say, when } = useMessages()
  return (
    <section className="panel">
      <div className="table-scroll">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{say.symbol}</th>
              <th scope="col">{say.date}</th>
              <th scope="col" className="figure">
                {say.brackets}
              </th>
              <th scope="col" className="figure">
                {say.openParagraphs}
              </th>
              <th scope="col" className="figure">
                {say.proposals}
              </th>
              <th scope="col">
                <span className="unseen">{say.compareWithNow}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {revisions.map((revision) => (
              <tr key={revision.number}>
                <td>
                  <Link to={`/drafts/${draft.id}/revisions/${revision.number}`} prefetch="intent">
                    <b>{revision.symbol}</b>
                  </Link>
                  <br />
                  <small className="quiet">
                    {say.issuedBy(revision.issuedByName ?? say.gone, when.moment(revision.issuedAt))}
                  </small>
                </td>
                <td>{when.day(revision.date)}</td>
                <td className="figure">{revision.brackets}</td>
                <td className="figure">{revision.openParagraphs}</td>
                <td className="figure">{revision.proposals}</td>
                <td className="figure">
                  {mayCompare && (
                    <Link to={`/drafts/${draft.id}/compare?from=${revision.number}&to=now`}>
                      {say.compareWithNow}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
