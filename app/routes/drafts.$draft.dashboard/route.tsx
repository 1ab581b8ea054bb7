import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { CHAIR } from '#app/domain/actor.ts'
import { isClosed, isNegotiated } from '#app/domain/paragraph.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { EmptyState } from '#app/ui/banner.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { delegationColour } from '#app/ui/colour.ts'
import { DraftPage } from '#app/ui/draft-page.tsx'
import { ReadingsPanel } from '#app/ui/meeting/readings-panel.tsx'
import { Plot } from '#app/ui/plot.tsx'
import { StatusDot } from '#app/ui/status.tsx'
import { useMessages } from '#app/ui/words.tsx'
import { readDashboard } from '#app/usecases/dashboard.ts'

const m = messagesIn('en')

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: m.product.title(found ? `${m.dashboard.title}, ${found.draft.title}` : m.dashboard.title) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
  const { header, summary, plot, readings, labels } = granted(
    await readDashboard(ports, actor, params.draft ?? ''),
  )
  const delegations = await ports.delegations.all()
  const nameOf = (code: string) =>
    code === CHAIR ? m.words.chair : (delegations.find((each) => each.code === code)?.name.en ?? code)
  const left = summary.paragraphs.filter(
    ({ kind, status, brackets, strays, proposals }) =>
      (isNegotiated(kind) && status !== 'agreed') || brackets + strays + proposals > 0,
  )
  return {
    draft: header,
    readings,
    labels,
    plot,
    left,
    figures: {
      open: summary.openParagraphs,
      brackets: summary.brackets + summary.strays,
      proposals: summary.proposals,
      adReferendum: summary.byStatus['ad-referendum'],
      agreed: summary.byStatus.agreed,
    },
    byDelegation: summary.byDelegation.map((each) => ({ ...each, name: nameOf(each.delegation) })),
    isEmpty: summary.paragraphs.length === 0,
  }
}

export default function Dashboard() {
  const { draft, figures, plot, isEmpty, readings, labels } = useLoaderData<typeof loader>()
  const { dashboard: say, revisions, outline } = useMessages()
  const marks = plot.map(({ revision, brackets }) => ({
    label: revision === null ? revisions.plotNow : revisions.short(revision),
    value: brackets,
  }))
  return (
    <DraftPage draft={draft} title={say.title} lead={say.lead} wide>
      {isEmpty ? (
        <div className="panel">
          <EmptyState title={outline.noWords}>{say.emptyText}</EmptyState>
        </div>
      ) : (
        <div className="stack">
          <dl className="figures-row">
            <Figure value={figures.open} said={say.open} />
            <Figure value={figures.brackets} said={say.brackets} tone="bracket" />
            <Figure value={figures.proposals} said={say.proposals} />
            <Figure value={figures.adReferendum} said={say.adReferendum} tone="agreed" />
            <Figure value={figures.agreed} said={say.agreed} tone="agreed" />
          </dl>
          <div className="dashboard">
            <Worklist />
            <div className="stack">
              <ReadingsPanel draft={draft.id} {...{ readings, labels }} />
              <ByDelegation />
              {marks.length > 1 && (
                <section className="panel">
                  <h2>{revisions.plot}</h2>
                  <Plot marks={marks} title={revisions.plot} />
                </section>
              )}
            </div>
          </div>
        </div>
      )}
    </DraftPage>
  )
}

function Figure({ value, said, tone }: { value: number; said: string; tone?: 'bracket' | 'agreed' }) {
  return (
    <div className="big-figure" data-tone={tone}>
      <dt>{said}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Worklist() {
  const { draft, left } = useLoaderData<typeof loader>()
  const { dashboard: say, counts, statuses } = useMessages()
  return (
    <section className="panel">
      <h2>{say.worklist}</h2>
      {left.length === 0 && <p className="quiet">{say.worklistEmpty}</p>}
      <ul className="worklist">
        {left.map(({ id, label, excerpt, status, brackets, strays, proposals }) => (
          <li key={id}>
            <Link to={`/drafts/${draft.id}#${id}`}>
              <StatusDot status={status} bracketed={brackets + strays > 0} />
              <b>{label}</b>
              <span className="work-words">{excerpt}</span>
              <span className="work-left">
                {[
                  brackets > 0 && counts.brackets(brackets),
                  strays > 0 && say.strays(strays),
                  proposals > 0 && counts.proposals(proposals),
                  brackets + strays + proposals === 0 && isClosed(status) && statuses[status],
                ]
                  .filter(Boolean)
                  .join(' · ') || statuses[status]}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ByDelegation() {
  const { byDelegation } = useLoaderData<typeof loader>()
  const { dashboard: say } = useMessages()
  const most = Math.max(1, ...byDelegation.map(({ proposals }) => proposals))
  return (
    <section className="panel">
      <h2>{say.byDelegation}</h2>
      {byDelegation.length === 0 ? (
        <p className="quiet">{say.noProposals}</p>
      ) : (
        <ul className="bars">
          {byDelegation.map(({ delegation, name, proposals }) => (
            <li key={delegation} data-colour={delegationColour(delegation)}>
              <Chip code={delegation} name={name} />
              <span className="bar" aria-hidden="true">
                <i style={{ width: `${(100 * proposals) / most}%` }} />
              </span>
              <b>{proposals}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
