import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { MOST_32 } from '#app/domain/basics/whole-number.ts'
import { storedOf } from '#app/domain/record/read.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery, searchOf } from '#app/http/query.ts'
import { Banner, EmptyState } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { byName } from '#app/messages/by-name.ts'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { checkRecord } from '#app/usecases/record/check-record.ts'
import { readRecord } from '#app/usecases/record/read-record.ts'
import { sayDetail } from './detail.ts'
import { Filter } from './filter.tsx'
import { addressOf, filterIn, filterNames } from './filter-in.ts'

const perPage = 50
const page = z.object({ before: queryField.whole({ min: 2, max: MOST_32 }) })

export const handle = titled<typeof loader>((m, found) => m.product.page(m.record.title, found.draft.title))

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language, messages: m } = context
  const filter = filterIn(searchOf(request, filterNames))
  const { before } = readQuery(request, page)
  const found = granted(
    await readRecord(ports, actor, params.draft ?? '', {
      filter,
      limit: perPage + 1,
      ...(before !== undefined && { before }),
    }),
  )
  const { header, matching, kinds, checked } = found
  const [text, delegations] = await Promise.all([ports.rooms.read(header.id), ports.delegations.all()])
  const labels = labelsOf(text.paragraphs)
  const names = new Map(delegations.map(({ code, name }) => [code, name[language]]))
  const nameOf = (code: string) => (code === CHAIR ? m.words.chair : (names.get(code) ?? code))
  const shown = found.entries.slice(0, perPage)
  return {
    draft: header,
    filter,
    matching,
    checked,
    isFirst: before === undefined,
    older: found.entries.length > perPage ? shown.at(-1)!.number : null,
    choices: {
      delegations: kinds.delegations.map((code) => ({ code, name: nameOf(code) })).sort(byName(language)),
      whats: kinds.whats,
      paragraphs: text.paragraphs.flatMap(({ id }) => (labels[id] ? [{ id, label: labels[id] }] : [])),
    },
    entries: shown.map((entry) => ({
      number: entry.number,
      at: entry.at,
      name: entry.by.name || m.someone(entry.by.role, entry.by.delegation && nameOf(entry.by.delegation)),
      role: entry.by.role,
      delegation: entry.by.delegation,
      delegationName: entry.by.delegation && nameOf(entry.by.delegation),
      what: storedOf(entry).what,
      detail: sayDetail(entry, labels, nameOf, m),
      hash: entry.hash,
    })),
  }
}

/** Checks the whole record, from its first entry on. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  return granted(await checkRecord(context.ports, actor, params.draft ?? ''))
}

export default function RecordPage() {
  const { draft, filter, matching, checked, choices } = useLoaderData<typeof loader>()
  const { record: say, removed } = useMessages()
  const search = addressOf(filter)
  return (
    <DraftPage
      draft={draft}
      title={say.title}
      lead={say.lead}
      action={
        checked.total > 0 && (
          <div className="row">
            <LinkButton to={`/drafts/${draft.id}/removed`}>{removed.link}</LinkButton>
            <LinkButton to={`/drafts/${draft.id}/record.csv${search}`} download>
              {say.csv}
            </LinkButton>
            <LinkButton tone="primary" to={`/drafts/${draft.id}/record.json${search}`} download>
              {say.json}
            </LinkButton>
          </div>
        )
      }
    >
      {checked.total === 0 ? (
        <div className="panel">
          <EmptyState title={say.empty}>{say.emptyText}</EmptyState>
        </div>
      ) : (
        <div className="stack">
          <Chain />
          <Filter filter={filter} choices={choices} />
          {search && <p role="status">{say.matching(matching, checked.total)}</p>}
          {matching > 0 && <Entries />}
          <Pages />
        </div>
      )}
    </DraftPage>
  )
}

/** How far the record is checked and when, or where it is broken. */
function Chain() {
  const { checked: now } = useLoaderData<typeof loader>()
  const asked = useActionData<typeof action>()
  const { record: say, pageRefusal } = useMessages()
  const isChecking = useNavigation().formMethod === 'POST'
  const checked = asked?.fault ? asked : now
  const whole = (
    <Form method="post" preventScrollReset>
      <CsrfField />
      <Button type="submit" size="small" busy={isChecking}>
        {isChecking ? say.checking : say.checkAll}
      </Button>
    </Form>
  )
  if (checked.fault)
    return (
      <Banner tone="warn" action={whole}>
        {pageRefusal(checked.fault)}
      </Banner>
    )
  return (
    <Banner tone="good" action={whole}>
      {say.checked(checked)}
    </Banner>
  )
}

function Entries() {
  const { entries } = useLoaderData<typeof loader>()
  const { record: say, roles, when } = useMessages()
  return (
    <ol className="record panel" reversed>
      {entries.map(({ number, at, name, role, delegation, delegationName, what, detail, hash }) => (
        <li key={number} id={`entry-${number}`}>
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
  const { entries, filter, older, isFirst, matching } = useLoaderData<typeof loader>()
  const say = useMessages().record
  if (older === null && isFirst) return null
  return (
    <nav className="pager" aria-label={say.title}>
      {isFirst ? <span /> : <Link to={addressOf(filter) || '.'}>{say.newest}</Link>}
      <span className="quiet">
        {say.shown(entries.at(-1)?.number ?? 0, entries[0]?.number ?? 0, matching)}
      </span>
      {older === null ? <span /> : <Link to={addressOf(filter, { before: String(older) })}>{say.older}</Link>}
    </nav>
  )
}
