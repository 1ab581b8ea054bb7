import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { CHAIR } from '#app/domain/actor.ts'
import { labelsOf } from '#app/domain/numbering.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { Banner, EmptyState } from '#app/ui/banner.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { DraftPage } from '#app/ui/draft-page.tsx'
import { useMessages } from '#app/ui/words.tsx'
import { readRecord } from '#app/usecases/read-record.ts'
import { sayDetail } from './detail.ts'

const m = messagesIn('en')
const perPage = 50

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: m.product.title(found ? `${m.record.title}, ${found.draft.title}` : m.record.title) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
  const { header, entries, chain } = granted(await readRecord(ports, actor, params.draft ?? ''))
  const [text, delegations] = await Promise.all([ports.rooms.read(header.id), ports.delegations.all()])
  const labels = labelsOf(text.paragraphs)
  const names = new Map(delegations.map(({ code, name }) => [code, name.en]))
  const nameOf = (code: string) => (code === CHAIR ? m.words.chair : (names.get(code) ?? code))
  const total = entries.length
  const asked = Number(new URL(request.url).searchParams.get('before'))
  const before = Number.isInteger(asked) && asked > 1 ? Math.min(asked, total + 1) : total + 1
  const shown = entries.slice(Math.max(0, before - 1 - perPage), before - 1).reverse()
  return {
    draft: header,
    total,
    chain: chain.ok ? null : chain.refusal,
    first: shown.at(-1)?.number ?? 0,
    last: shown[0]?.number ?? 0,
    entries: shown.map((entry) => ({
      number: entry.number,
      at: entry.at,
      name: entry.by.name,
      role: entry.by.role,
      delegation: entry.by.delegation,
      delegationName: entry.by.delegation && nameOf(entry.by.delegation),
      what: entry.what,
      detail: sayDetail(entry, labels, nameOf, m),
      hash: entry.hash,
    })),
  }
}

export default function RecordPage() {
  const { draft, total, chain } = useLoaderData<typeof loader>()
  const { record: say, pageRefusal } = useMessages()
  return (
    <DraftPage
      draft={draft}
      title={say.title}
      lead={say.lead}
      action={
        total > 0 && (
          <div className="row">
            <LinkButton to={`/drafts/${draft.id}/record.csv`} download>
              {say.csv}
            </LinkButton>
            <LinkButton tone="primary" to={`/drafts/${draft.id}/record.json`} download>
              {say.json}
            </LinkButton>
          </div>
        )
      }
    >
      {total === 0 ? (
        <div className="panel">
          <EmptyState title={say.empty}>{say.emptyText}</EmptyState>
        </div>
      ) : (
        <div className="stack">
          {chain ? (
            <Banner tone="warn">{pageRefusal(chain)}</Banner>
          ) : (
            <Banner tone="good">{say.whole(total)}</Banner>
          )}
          <Entries />
          <Pages />
        </div>
      )}
    </DraftPage>
  )
}

function Entries() {
  const { entries } = useLoaderData<typeof loader>()
  const { record: say, roles, when } = useMessages()
  return (
    <ol className="record panel" reversed>
      {entries.map(({ number, at, name, role, delegation, delegationName, what, detail, hash }) => (
        <li key={number}>
          <span className="record-number">{number}</span>
          <div>
            <p>
              <b>{name}</b>{' '}
              {delegation && delegationName ? (
                <Chip code={delegation} name={delegationName} />
              ) : (
                <span className="quiet">{roles[role]}</span>
              )}{' '}
              {say.whats[what] ?? what}
            </p>
            {detail && <p className="record-detail">{detail}</p>}
            <p className="record-when">
              <time dateTime={when.machine(at)}>{when.moment(at)}</time>
              <code title={`${say.hash} ${hash}`}>{hash.slice(0, 12)}</code>
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Pages() {
  const { first, last, total } = useLoaderData<typeof loader>()
  const say = useMessages().record
  if (total <= perPage) return null
  return (
    <nav className="pager" aria-label={say.title}>
      {last < total ? (
        <Link to={`?before=${Math.min(total + 1, last + 1 + perPage)}`}>{say.newer}</Link>
      ) : (
        <span />
      )}
      <span className="quiet">{say.shown(first, last, total)}</span>
      {first > 1 ? <Link to={`?before=${first}`}>{say.older}</Link> : <span />}
    </nav>
  )
}
