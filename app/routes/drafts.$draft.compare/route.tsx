import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { Banner, EmptyState } from '#app/ui/kit/banner.tsx'
import { CompareSheet, differs } from '#app/ui/shared/compare-sheet.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { Checkbox, Choice } from '#app/ui/kit/field.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { compareRevisions, listRevisions } from '#app/usecases/papers/revisions.ts'
import { stateIn } from '../drafts.$draft.revisions.$revision._index/version-in.ts'
import { StatesForm } from './states-form.tsx'
import { momentsOf } from './states.ts'

const { text } = queryField
const wanted = z.object({ from: text, to: text, view: text, changed: text })

export const handle = titled<typeof loader>((m, found) => m.product.page(m.compare.title, found.draft.title))

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
  const id = params.draft ?? ''
  const { header, revisions } = granted(await listRevisions(ports, actor, id))
  const search = readQuery(request, wanted)
  const last = revisions.at(-1)?.number ?? null
  const before = stateIn(search.from) ?? last
  const after = stateIn(search.to) ?? 'now'
  const kind = search.view === 'clean' ? ('clean' as const) : ('base' as const)
  const versions = revisions.map(({ number, symbol }) => ({ number, symbol }))
  const asked = { before, after, kind, changedOnly: search.changed !== undefined }
  const moments = await momentsOf(ports, id, [before, after])
  if (before === null) return { draft: header, versions, moments, asked, comparison: null }
  const compared = granted(await compareRevisions(ports, actor, id, { before, after, view: { kind } }))
  const paragraphs = compared.paragraphs
  const changed = paragraphs.filter(differs)
  return {
    draft: header,
    versions,
    moments,
    asked,
    comparison: {
      shown: asked.changedOnly ? changed : paragraphs,
      changed: changed.length,
      total: paragraphs.length,
    },
  }
}

export default function Compare() {
  const { draft, comparison, asked } = useLoaderData<typeof loader>()
  const { compare: say, removed } = useMessages()
  const ends = new URLSearchParams({ from: String(asked.before), to: String(asked.after) })
  return (
    <DraftPage draft={draft} title={say.title} lead={say.lead}>
      {comparison === null ? (
        <div className="panel">
          <EmptyState title={say.needTwo}>{say.needTwoText}</EmptyState>
        </div>
      ) : (
        <div className="stack">
          <Controls />
          <p className="no-print">
            <Link to={`/drafts/${draft.id}/removed?${ends}`}>{removed.link}</Link>
          </p>
          {comparison.changed === 0 ? (
            <Banner tone="good">{say.same[asked.kind]}</Banner>
          ) : (
            <p className="quiet">{say.summary(comparison.changed, comparison.total)}</p>
          )}
          {comparison.shown.length > 0 && (
            <div className="sheet-wrap">
              <CompareSheet compared={comparison.shown} label={say.title} />
            </div>
          )}
        </div>
      )}
    </DraftPage>
  )
}

function Controls() {
  const { versions, moments, asked } = useLoaderData<typeof loader>()
  const { compare: say, table } = useMessages()
  return (
    <StatesForm from={asked.before} to={asked.after} {...{ versions, moments }} submit={say.submit}>
      <Choice
        label={say.which}
        name="view"
        options={[
          ['base', table.views.base],
          ['clean', table.views.clean],
        ]}
        defaultValue={asked.kind}
      />
      <Checkbox name="changed" value="1" label={say.changedOnly} defaultChecked={asked.changedOnly} />
    </StatesForm>
  )
}
