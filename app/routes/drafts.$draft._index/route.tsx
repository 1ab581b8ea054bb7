import { useLoaderData, useLocation, useRevalidator } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useCallback, useState } from 'react'
import type { Decision } from '#app/domain/decision.ts'
import type { View } from '#app/domain/rolling.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { Table } from '#app/ui/table/table.tsx'
import { useCsrf } from '#app/ui/viewer.tsx'
import { readDraft } from '#app/usecases/read-draft.ts'
import { lastRevision } from '#app/usecases/read-text.ts'
import { postDecision } from './post-decision.ts'

const m = messagesIn('en')

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: m.product.title(data ? `${data.draft.title}, ${data.draft.symbol}` : m.errors.notFound) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { ports } = context
  const { header, text, labels } = granted(await readDraft(ports, actorOf(user), params.draft ?? ''))
  const [revision, delegations] = await Promise.all([lastRevision(ports, header.id), ports.delegations.all()])
  return {
    draft: header,
    text,
    labels,
    revision: revision?.number ?? null,
    delegations: delegations.map(({ code, iso2, name }) => ({ code, iso2, name: name.en })),
    me: { name: user.name, role: user.role, delegation: user.delegation },
    today: new Date(ports.clock.now()).toISOString().slice(0, 10),
  }
}

export default function TablePage() {
  const given = useLoaderData<typeof loader>()
  const { draft, me } = given
  const { hash } = useLocation()
  const { revalidate } = useRevalidator()
  const csrf = useCsrf()
  const [view, setView] = useState<View>({ kind: 'rolling' })
  const [chosen, setChosen] = useState<string | null>(null)
  const onDecide = useCallback(
    async (decision: Decision) => {
      const answer = await postDecision(draft.id, csrf, decision)
      if (answer.ok) revalidate()
      return answer
    },
    [draft.id, csrf, revalidate],
  )
  return (
    <Table
      {...given}
      view={view}
      connection={draft.phase === 'transmitted' ? 'frozen' : 'connecting'}
      people={[{ key: 'me', ...me, me: true }]}
      unsent={[]}
      focus={chosen ?? (hash ? decodeURIComponent(hash.slice(1)) : null)}
      selection={null}
      editor={null}
      onDecide={onDecide}
      onWithdraw={null}
      onSupport={null}
      onView={setView}
      onFocusParagraph={setChosen}
      onDiscardUnsent={() => {}}
    />
  )
}
