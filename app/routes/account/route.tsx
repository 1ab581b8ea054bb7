import { Form, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { requireUser } from '#app/http/guards.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { Banner } from '#app/ui/banner.tsx'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { Page } from '#app/ui/page.tsx'
import { CsrfField } from '#app/ui/viewer.tsx'
import { useMessages } from '#app/ui/words.tsx'

const m = messagesIn('en')

export const meta: MetaFunction = () => [{ title: m.product.title(m.account.title) }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { name, email, role, delegation, demo } = requireUser(context, request)
  const delegations = delegation ? await context.ports.delegations.all() : []
  const seat = delegations.find(({ code }) => code === delegation)?.name.en ?? delegation
  return { name, email, role, delegation, seat, demo }
}

/** Both ways end the live connections too, within a second. */
export async function action({ context, request }: ActionFunctionArgs) {
  const user = requireUser(context, request)
  const { ports, session } = context
  if ((await request.formData()).get('intent') === 'everywhere') {
    await ports.sessions.revokeAllOf(user.id)
    ports.rooms.dismiss({ user: user.id })
  } else if (session) ports.rooms.dismiss({ session })
  return redirect('/sign-in', { headers: { 'Set-Cookie': await context.signOut() } })
}

export default function Account() {
  const { name, email, role, delegation, seat, demo } = useLoaderData<typeof loader>()
  const { account: say, roles } = useMessages()
  return (
    <Page title={say.title}>
      <div className="stack">
        {demo && <Banner>{say.demo}</Banner>}
        <section className="panel">
          <dl className="facts">
            <dt>{say.you}</dt>
            <dd>{name}</dd>
            <dt>{say.email}</dt>
            <dd>{email}</dd>
            <dt>{say.role}</dt>
            <dd>{roles[role]}</dd>
            {delegation && (
              <>
                <dt>{say.delegation}</dt>
                <dd>
                  <Chip code={delegation} name={seat ?? delegation} />
                </dd>
              </>
            )}
          </dl>
        </section>
        <section className="panel">
          <Form method="post" className="form">
            <CsrfField />
            <div className="act-with-hint">
              <p>{say.signOutHint}</p>
              <Button type="submit" name="intent" value="here" tone="primary">
                {say.signOut}
              </Button>
            </div>
            <div className="act-with-hint">
              <p>{say.signOutEverywhereHint}</p>
              <Button type="submit" name="intent" value="everywhere">
                {say.signOutEverywhere}
              </Button>
            </div>
          </Form>
        </section>
      </div>
    </Page>
  )
}
