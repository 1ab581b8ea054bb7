import { Form, useActionData, useSearchParams } from '@remix-run/react'
import type { ActionFunctionArgs, MetaFunction } from '@remix-run/node'
import { z } from 'zod'
import { readFields } from '#app/http/form.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Page } from '#app/ui/shell/page.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { endMail } from '#app/usecases/record/mail-settings.ts'

const token = z.string().max(200).optional()
const ending = z.object({ token, 'List-Unsubscribe': z.string().optional() })
const fromMail = z.object({ token: queryField.text })

export const handle = titled((m) => m.mails.unsubscribeTitle)

export const meta: MetaFunction = () => [{ name: 'referrer', content: 'no-referrer' }]

/**
 * For whoever holds the link of a mail, signed in or not. Opening the link alone changes nothing: it takes the button
 * here, or the one POST that a mail program sends by itself (RFC 8058), with the token in its address only.
 */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await readFields(request, ending)
  const isOneClick = form['List-Unsubscribe'] === 'One-Click'
  const { token } = isOneClick ? readQuery(request, fromMail) : form
  return { done: token !== undefined && (await endMail(context.ports, token)) }
}

export default function Unsubscribe() {
  const [search] = useSearchParams()
  const answer = useActionData<typeof action>()
  const { mails: say } = useMessages()
  return (
    <Page title={say.unsubscribeTitle} lead={say.unsubscribeText}>
      {answer ? (
        <Banner tone={answer.done ? 'good' : 'warn'}>{answer.done ? say.unsubscribed : say.unknown}</Banner>
      ) : (
        <Form method="post">
          <CsrfField />
          <input type="hidden" name="token" value={search.get('token') ?? ''} />
          <Button type="submit" tone="primary">
            {say.unsubscribe}
          </Button>
        </Form>
      )}
    </Page>
  )
}
