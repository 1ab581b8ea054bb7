import { Form, useActionData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readFields } from '#app/http/form.ts'
import { requireUser } from '#app/http/guards.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ProofFields, type ProofAnswer } from '#app/ui/shared/proof.tsx'
import { Page } from '#app/ui/shell/page.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { safeReturn } from '../sign-in/safe-return.ts'

const given = z.object({ password: z.string().max(1000).default(''), stay: z.literal('yes').optional() })
const coming = z.object({ return: queryField.text })

export const handle = titled((m) => m.proof.title)

export function loader({ context, request }: LoaderFunctionArgs) {
  requireUser(context, request)
  return null
}

/** Takes the password again: for a dialog, which stays where it is, or for the page, which leads back. */
export async function action({ context, request }: ActionFunctionArgs) {
  const user = requireUser(context, request)
  const { password, stay } = await readFields(request, given)
  const no = (problem: Extract<ProofAnswer, { proven: false }>['problem'], status: number) =>
    data<ProofAnswer>({ proven: false, problem }, status)
  if (password === '' && !user.demo) return no('needed', 422)
  const outcome = await context.prove(password)
  if (outcome === 'too-many') return no(outcome, 429)
  if (outcome === 'wrong') return no(outcome, 422)
  if (stay) return data<ProofAnswer>({ proven: true })
  throw redirect(safeReturn(readQuery(request, coming).return))
}

export default function Confirm() {
  const { proof: say } = useMessages()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Page title={say.title}>
      <section className="panel">
        <Form method="post" className="form">
          <ProofFields problem={answer && !answer.proven ? answer.problem : null} busy={busy} />
        </Form>
      </section>
    </Page>
  )
}
