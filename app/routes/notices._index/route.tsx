import { Form, Link, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import { z } from 'zod'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { LAST_MOMENT } from '#app/domain/basics/whole-number.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { Banner, EmptyState } from '#app/ui/kit/banner.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Badge } from '#app/ui/kit/chip.tsx'
import { Page } from '#app/ui/shell/page.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readMailChoice } from '#app/usecases/record/mail-settings.ts'
import { readAll, readNotices } from '#app/usecases/record/notices.ts'

const page = z.object({ until: queryField.whole({ min: 1, max: LAST_MOMENT }) })

export const handle = titled((m) => m.notices.title)

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language, messages: m } = context
  const { until } = readQuery(request, page)
  const [{ told, older }, delegations, mail] = await Promise.all([
    readNotices(ports, actor, { until }),
    ports.delegations.all(),
    readMailChoice(ports, actor),
  ])
  const names = new Map(delegations.map(({ code, name }) => [code, name[language]]))
  const nameOf = ({ delegation, role }: (typeof told)[number]['by']) =>
    delegation === null
      ? m.roles[role]
      : delegation === CHAIR
        ? m.words.chair
        : (names.get(delegation) ?? delegation)
  return {
    fault: mail.fault,
    isOlder: until !== undefined,
    older,
    notices: told.map(({ kind, draft, number, at, what, by, paragraphs, labels, ...told }) => ({
      ...told,
      key: `${draft} ${number}`,
      kind,
      at,
      what,
      who: nameOf(by),
      labels,
      to: `/drafts/${draft}${paragraphs[0] ? `#${paragraphs[0]}` : ''}`,
    })),
  }
}

/** Everything is read. */
export async function action({ context, request }: ActionFunctionArgs) {
  await readAll(context.ports, actorOf(requireUser(context, request)))
  return redirect('/notices')
}

export default function Notices() {
  const { notices, older, isOlder, fault } = useLoaderData<typeof loader>()
  const { notices: say, mails, record, when } = useMessages()
  const hasNew = notices.some(({ isRead }) => !isRead)
  return (
    <Page
      title={say.title}
      lead={say.lead}
      action={
        hasNew && (
          <Form method="post">
            <CsrfField />
            <Button type="submit">{say.readAll}</Button>
          </Form>
        )
      }
    >
      {fault && <Banner tone="warn">{mails.fault(fault.said, fault.at)}</Banner>}
      {notices.length === 0 ? (
        <div className="panel">
          <EmptyState title={say.empty}>{say.emptyText}</EmptyState>
        </div>
      ) : (
        <ul className="notices panel">
          {notices.map(({ key, kind, at, what, who, labels, to, symbol, draftTitle, isRead }) => (
            <li key={key} data-unread={!isRead || undefined}>
              <Link to={to}>
                <span className="notice-line">
                  {!isRead && <span className="unseen">{say.unread}: </span>}
                  <b>{who}</b> {record.whats[what] ?? what}
                  {labels.length > 0 && <> · {labels.join(', ')}</>}
                </span>
                <Badge tone={kind === 'followed' ? 'quiet' : 'accent'}>{say.why[kind]}</Badge>
                <span className="notice-where quiet">
                  {draftTitle}, {symbol} · <time dateTime={when.machine(at)}>{when.moment(at)}</time>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {(older !== null || isOlder) && (
        <nav className="notice-pages" aria-label={say.pages}>
          {isOlder && <Link to="/notices">{say.latest}</Link>}
          {older !== null && <Link to={`/notices?until=${older}`}>{say.older}</Link>}
        </nav>
      )}
    </Page>
  )
}
