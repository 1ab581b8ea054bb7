import { Form, Link, useFetcher, useLoaderData, useSubmit } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Bell, BellRing } from 'lucide-react'
import { z } from 'zod'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { storedOf } from '#app/domain/record/read.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { readFields } from '#app/http/form.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { Banner, EmptyState } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { Choice } from '#app/ui/kit/field.tsx'
import { CsrfField, useCsrf } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { follow } from '#app/usecases/table/follow.ts'
import { noteSeen, readChanges, type Since } from '#app/usecases/record/read-changes.ts'
import { sayDetail } from '../drafts.$draft.record._index/detail.ts'

const DAY = 86_400_000
const days = [1, 7, 30]

const period = z.object({ since: queryField.text })
const choices = z.object({
  intent: z.enum(['seen', 'follow', 'unfollow']),
  paragraph: z.string().max(100).optional(),
})

export const handle = titled<typeof loader>((m, found) => m.product.page(m.changes.title, found.draft.title))

/** The last visit, so many days, or everything; the last visit for what is none of these. */
function sinceIn(asked: string | undefined, now: number): Since {
  if (asked === 'all') return 0
  const count = days.find((each) => String(each) === asked)
  return count === undefined ? 'visit' : now - count * DAY
}

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language, messages: m } = context
  const { since: asked } = readQuery(request, period)
  const since = sinceIn(asked, ports.clock.now())
  const found = granted(await readChanges(ports, actor, params.draft ?? '', since))
  const { header, visit, changed, shown, total, paragraphs, follows, seesRecord } = found
  const labels = Object.fromEntries(paragraphs.map(({ id, label }) => [id, label]))
  const names = new Map((await ports.delegations.all()).map(({ code, name }) => [code, name[language]]))
  const nameOf = (code: string) => (code === CHAIR ? m.words.chair : (names.get(code) ?? code))
  return {
    draft: header,
    asked: since === 'visit' ? 'visit' : (asked ?? 'visit'),
    visit,
    shown,
    total,
    paragraphs,
    follows,
    seesRecord,
    changed: changed.map(({ paragraph, label, counts, entries, total }) => ({
      paragraph,
      label: paragraph === null ? null : (labels[paragraph] ?? label),
      isGone: paragraph !== null && !paragraphs.some(({ id }) => id === paragraph),
      counts,
      earlier: total - entries.length,
      entries: entries.map((entry) => ({
        number: entry.number,
        at: entry.at,
        who: entry.by.delegation ? nameOf(entry.by.delegation) : m.roles[entry.by.role],
        what: storedOf(entry).what,
        detail: seesRecord ? sayDetail(entry, labels, nameOf, m) : '',
      })),
    })),
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const draft = params.draft ?? ''
  const { intent, paragraph } = await readFields(request, choices)
  if (intent === 'seen') granted(await noteSeen(context.ports, actor, draft))
  else if (paragraph !== undefined)
    granted(await follow(context.ports, actor, { draft, paragraph, follows: intent === 'follow' }))
  return redirect(`/drafts/${draft}/changes`)
}

export default function ChangesPage() {
  const { draft, changed, visit, asked, shown, total } = useLoaderData<typeof loader>()
  const { changes: say } = useMessages()
  return (
    <DraftPage
      draft={draft}
      title={say.title}
      lead={say.lead}
      action={<LinkButton to={`/drafts/${draft.id}`}>{say.toTable}</LinkButton>}
    >
      <div className="stack">
        <Controls />
        {asked === 'visit' && (visit !== null || changed.length === 0) && (
          <p role="status">{visit === null ? say.first : say.since(visit)}</p>
        )}
        {shown < total && <Banner>{say.tooMany(shown, total)}</Banner>}
        {changed.length === 0 ? (
          <div className="panel">
            <EmptyState title={say.nothing}>{say.nothingText}</EmptyState>
          </div>
        ) : (
          <Digest />
        )}
        <Following />
      </div>
    </DraftPage>
  )
}

function Controls() {
  const { asked, changed } = useLoaderData<typeof loader>()
  const { changes: say } = useMessages()
  const submit = useSubmit()
  return (
    <div className="panel change-controls no-print">
      <Form onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
        <Choice
          label={say.from}
          name="since"
          defaultValue={asked}
          options={[
            ['visit', say.sinceVisit],
            ...days.map((count) => [String(count), say.sinceDays(count)] as const),
            ['all', say.sinceBeginning],
          ]}
        />
      </Form>
      {changed.length > 0 && (
        <Form method="post">
          <CsrfField />
          <Button type="submit" name="intent" value="seen">
            {say.known}
          </Button>
        </Form>
      )}
    </div>
  )
}

function Digest() {
  const { draft, changed, seesRecord } = useLoaderData<typeof loader>()
  const { changes: say, record, when } = useMessages()
  return (
    <ul className="digest">
      {changed.map(({ paragraph, label, isGone, counts, entries, earlier }) => (
        <li key={paragraph ?? ''} className="panel">
          <div className="digest-head">
            <h2>
              {paragraph === null ? (
                say.elsewhere
              ) : isGone ? (
                <>
                  {label ?? '–'} <span className="quiet">({say.gone})</span>
                </>
              ) : (
                <Link to={`/drafts/${draft.id}#${paragraph}`}>{label}</Link>
              )}
            </h2>
            <p className="quiet">
              {[
                counts.proposed > 0 && say.proposed(counts.proposed),
                counts.withdrawn > 0 && say.withdrawn(counts.withdrawn),
                counts.decided > 0 && say.decided(counts.decided),
                counts.said > 0 && say.said(counts.said),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {paragraph !== null && !isGone && label && <FollowButton paragraph={paragraph} label={label} />}
          </div>
          <ol>
            {entries.map(({ number, at, who, what, detail }) => (
              <li key={number}>
                <p>
                  <b>{who}</b> {record.whats[what] ?? what}{' '}
                  <time className="quiet" dateTime={when.machine(at)}>
                    {when.moment(at)}
                  </time>
                </p>
                {detail && <p className="record-detail">{detail}</p>}
              </li>
            ))}
          </ol>
          {earlier > 0 && (
            <p className="quiet">
              {seesRecord ? (
                <Link
                  to={`/drafts/${draft.id}/record${paragraph ? `?paragraph=${encodeURIComponent(paragraph)}` : ''}`}
                >
                  {say.earlier(earlier)}
                </Link>
              ) : (
                say.earlier(earlier)
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function FollowButton({ paragraph, label }: { paragraph: string; label: string }) {
  const { follows } = useLoaderData<typeof loader>()
  const { changes: say } = useMessages()
  const csrf = useCsrf()
  const { Form: FollowForm, formData } = useFetcher()
  const asked = formData?.get('intent')
  const isFollowed = asked ? asked === 'follow' : follows.includes(paragraph)
  const said = isFollowed ? say.unfollow(label) : say.follow(label)
  return (
    <FollowForm method="post" className="no-print">
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="paragraph" value={paragraph} />
      <Button
        type="submit"
        size="small"
        name="intent"
        value={isFollowed ? 'unfollow' : 'follow'}
        aria-pressed={isFollowed}
        aria-label={said}
        title={said}
      >
        {isFollowed ? <BellRing size={14} /> : <Bell size={14} />}
        {isFollowed ? say.following : say.notFollowing}
      </Button>
    </FollowForm>
  )
}

/** Every paragraph that can be followed, also those in which nothing happened. */
function Following() {
  const { paragraphs, follows } = useLoaderData<typeof loader>()
  const { changes: say } = useMessages()
  if (paragraphs.length === 0) return null
  return (
    <details className="panel following no-print" open={follows.length > 0}>
      <summary>{say.paragraphs}</summary>
      <p className="quiet">{say.paragraphsText}</p>
      <ul>
        {paragraphs.map(({ id, label }) => (
          <li key={id}>
            <b>{label}</b>
            <FollowButton paragraph={id} label={label} />
          </li>
        ))}
      </ul>
    </details>
  )
}
