import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { may } from '#app/domain/policy.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { RemoteControl, type RemoteProps } from '#app/ui/meeting/remote-control.tsx'
import { ToastProvider } from '#app/ui/kit/overlay/toast.tsx'
import { useStatement } from '#app/ui/shared/use-statement.ts'
import { readScreen } from '../drafts.$draft.room/read-screen.ts'
import { useScreen } from '../drafts.$draft.room/use-screen.ts'

const m = messagesIn('en')

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: m.product.title(data ? `${m.remote.title}, ${data.draft.title}` : m.remote.title) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const given = await readScreen(context, request, params.draft ?? '')
  if (!may(given.me, 'set-screen')) throw new Response('not-allowed', { status: 403 })
  return given
}

export default function RemotePage() {
  return (
    <ToastProvider>
      <Remote />
    </ToastProvider>
  )
}

function Remote() {
  const given = useLoaderData<typeof loader>()
  const { live, names, nameOf, onStatement } = useScreen(given)
  const makeStatement: RemoteProps['makeStatement'] = useStatement(onStatement, names)
  return (
    <RemoteControl
      {...live}
      {...{ nameOf, makeStatement }}
      title={given.draft.title}
      draft={given.draft.id}
    />
  )
}
