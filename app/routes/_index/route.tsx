import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { Plus } from 'lucide-react'
import { may } from '#app/domain/policy.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { LinkButton } from '#app/ui/kit/button.tsx'
import { Badge } from '#app/ui/kit/chip.tsx'
import { Page } from '#app/ui/shell/page.tsx'
import { ProgressBar } from '#app/ui/kit/progress.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { listDrafts, readDraft } from '#app/usecases/draft/read-draft.ts'
import { lastRevision } from '#app/usecases/draft/read-text.ts'

export const handle = titled((m) => m.drafts.title)

/** So many drafts show how far they are; older ones only where they stand. */
const counted = 24

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language } = context
  const listed = granted(await listDrafts(ports, actor))
  const drafts = await Promise.all(
    listed.map(async ({ header, organ }, at) => {
      const [page, revision] = await Promise.all([
        at < counted ? readDraft(ports, actor, header.id) : null,
        lastRevision(ports, header.id),
      ])
      const summary = page?.ok ? page.value.summary : null
      return {
        ...header,
        organName: organ?.name[language] ?? header.organ,
        revision: revision?.number ?? null,
        progress: summary && {
          agreed: summary.byStatus.agreed,
          adReferendum: summary.byStatus['ad-referendum'],
          total: Object.values(summary.byStatus).reduce((sum, n) => sum + n, 0),
          brackets: summary.brackets,
          proposals: summary.proposals,
        },
      }
    }),
  )
  return { drafts, mayCreate: may(actor, 'create-draft') }
}

export default function Drafts() {
  const { drafts, mayCreate } = useLoaderData<typeof loader>()
  const { drafts: say } = useMessages()
  const create = mayCreate && (
    <LinkButton tone="primary" to="/drafts/new">
      <Plus size={15} /> {say.create}
    </LinkButton>
  )
  return (
    <Page title={say.title} lead={say.lead} action={drafts.length > 0 && create}>
      {drafts.length === 0 ? (
        <div className="panel">
          <EmptyState title={say.empty} action={create}>
            {mayCreate ? say.emptyText : say.emptyForOthers}
          </EmptyState>
        </div>
      ) : (
        <ul className="draft-list">
          {drafts.map((draft) => (
            <li key={draft.id}>
              <DraftRow draft={draft} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

type Draft = ReturnType<typeof useLoaderData<typeof loader>>['drafts'][number]

function DraftRow({ draft }: { draft: Draft }) {
  const { drafts: say, languages, table, when } = useMessages()
  const { id, title, symbol, organName, revision, phase, date, originalLanguage, progress } = draft
  return (
    <Link to={`/drafts/${id}`} className="draft-row" prefetch="intent">
      <span className="draft-what">
        <b>{title}</b>
        <span className="quiet">{organName}</span>
        <span className="quiet">
          {table.issued(symbol, revision)} · {when.day(date)} · {say.original(languages[originalLanguage])}
        </span>
      </span>
      <span className="draft-how">
        <Badge tone={phase === 'transmitted' ? 'good' : 'quiet'}>{say.phase[phase]}</Badge>
        {progress && <ProgressBar {...progress} />}
      </span>
    </Link>
  )
}
