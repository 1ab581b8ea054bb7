import { Form, Link, useFetcher, useLoaderData, useSubmit } from '@remix-run/react'
import { useEffect } from 'react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { isClosed, isNegotiated } from '#app/domain/basics/paragraph.ts'
import { themesOf } from '#app/domain/basics/theme.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { Banner, EmptyState } from '#app/ui/kit/banner.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { delegationColour } from '#app/display/colour.ts'
import { Convergence, CsvLink } from '#app/ui/time/convergence.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { ReadingsPanel } from '#app/ui/meeting/readings-panel.tsx'
import { Choice } from '#app/ui/kit/field.tsx'
import { Plot } from '#app/ui/kit/plot.tsx'
import { StatusDot } from '#app/ui/kit/status.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readDashboard } from '#app/usecases/draft/dashboard.ts'
import type { loader as convergenceOf } from '../drafts.$draft.convergence/route.ts'

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(m.dashboard.title, found.draft.title),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language, messages: m } = context
  const { header, summary, plot, missing, readings, labels } = granted(
    await readDashboard(ports, actor, params.draft ?? ''),
  )
  const delegations = await ports.delegations.all()
  const nameOf = (code: string) =>
    code === CHAIR ? m.words.chair : (delegations.find((each) => each.code === code)?.name[language] ?? code)
  const left = summary.paragraphs.filter(
    ({ kind, status, brackets, strays, proposals }) =>
      (isNegotiated(kind) && status !== 'agreed') || brackets + strays + proposals > 0,
  )
  const asked = askedIn(request)
  const touched = new Set(
    missing.flatMap((point) =>
      point.kind === 'proposal' && point.delegation === asked.delegation ? [point.paragraph] : [],
    ),
  )
  const { themes, themeOf } = themesOf(summary.paragraphs)
  const isAsked = ({ id, status }: (typeof left)[number]) =>
    (asked.delegation === '' || touched.has(id)) &&
    (asked.status === '' || status === asked.status) &&
    (asked.theme === '' || (themeOf.get(id) ?? NO_THEME) === asked.theme)
  return {
    draft: header,
    readings,
    labels,
    plot,
    asked,
    left: left.filter(isAsked),
    themes: themes.map(({ heading, words }) => [heading, words] as const),
    statuses: [...new Set(left.map(({ status }) => status))],
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

/** Asks for what stands before the first heading. */
const NO_THEME = 'none'

const filter = z.object({
  delegation: queryField.text,
  status: queryField.text,
  theme: queryField.text,
})

/** Which of what is left: with proposals of a delegation, of a status, under a heading; empty for all. */
function askedIn(request: Request) {
  const { delegation = '', status = '', theme = '' } = readQuery(request, filter)
  return { delegation, status, theme }
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
                  <div className="panel-head">
                    <h2>{revisions.plot}</h2>
                    <CsvLink draft={draft.id} table="revisions" title={revisions.plot} />
                  </div>
                  <Plot marks={marks} title={revisions.plot} />
                </section>
              )}
            </div>
          </div>
          <History />
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
  const { draft, left, asked } = useLoaderData<typeof loader>()
  const { dashboard: say, convergence, counts, statuses } = useMessages()
  const isFiltered = Object.values(asked).some((value) => value !== '')
  return (
    <section className="panel">
      <h2>{say.worklist}</h2>
      <WorklistFilter />
      {left.length === 0 && <p className="quiet">{isFiltered ? convergence.noneFits : say.worklistEmpty}</p>}
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

function WorklistFilter() {
  const { asked, byDelegation, statuses: there, themes } = useLoaderData<typeof loader>()
  const { convergence: say, words, statuses } = useMessages()
  const submit = useSubmit()
  return (
    <Form
      className="worklist-filter no-print"
      role="search"
      aria-label={say.filter}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
    >
      <Choice
        label={say.delegation}
        name="delegation"
        defaultValue={asked.delegation}
        options={[
          ['', words.all],
          ...byDelegation.map(({ delegation, name }) => [delegation, name] as const),
        ]}
      />
      <Choice
        label={say.status}
        name="status"
        defaultValue={asked.status}
        options={[['', say.anyStatus], ...there.map((status) => [status, statuses[status]] as const)]}
      />
      {themes.length > 0 && (
        <Choice
          label={say.theme}
          name="theme"
          defaultValue={asked.theme}
          options={[['', say.anyTheme], [NO_THEME, say.noTheme], ...themes]}
        />
      )}
    </Form>
  )
}

/** How the text has come together: read from its whole history, so it comes after the page. */
function History() {
  const { draft } = useLoaderData<typeof loader>()
  const { convergence: say } = useMessages()
  const { data, state, load } = useFetcher<typeof convergenceOf>()
  useEffect(() => load(`/drafts/${draft.id}/convergence`), [load, draft.id])
  return (
    <section aria-label={say.title} aria-busy={state !== 'idle'}>
      <h2 className="unseen">{say.title}</h2>
      {data ? <Convergence draft={draft.id} {...data} /> : <Banner>{say.loading}</Banner>}
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
