import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { may } from '#app/domain/policy.ts'
import { RemoteControl, type RemoteProps } from '#app/ui/meeting/remote-control.tsx'
import { ToastProvider } from '#app/ui/kit/overlay/toast.tsx'
import { useStatement } from '#app/ui/shared/use-statement.ts'
import { titled } from '#app/ui/shell/title.tsx'
import { readScreen } from '../drafts.$draft.room/read-screen.ts'
import { useScreen } from '../drafts.$draft.room/use-screen.ts'

export const handle = titled<typeof loader>((m, found) => m.product.page(m.remote.title, found.draft.title))

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
  const { live, here, onStatement } = useScreen(given)
  const makeStatement = useStatement(onStatement, here.names)
  const perform: RemoteProps['perform'] = ({ effect }) => {
    if (effect?.kind === 'state') void makeStatement(effect.statement)
  }
  return <RemoteControl {...{ here, perform }} now={live.now} />
}
