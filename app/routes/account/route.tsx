import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { actorOf } from '#app/http/context.ts'
import { readFields } from '#app/http/form.ts'
import { requireUser } from '#app/http/guards.ts'
import { noticeKinds } from '#app/domain/record/notice.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { Checkbox } from '#app/ui/kit/field.tsx'
import { Page } from '#app/ui/shell/page.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { chooseMail, readMailChoice } from '#app/usecases/record/mail-settings.ts'

const choices = z.object({
  intent: z.enum(['mail', 'here', 'everywhere']).default('here'),
  on: z.array(z.enum(noticeKinds)).default([]),
})

export const handle = titled((m) => m.account.title)

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { language } = context
  const user = requireUser(context, request)
  const { name, email, role, delegation, demo } = user
  const mail = await readMailChoice(context.ports, actorOf(user))
  const delegations = delegation ? await context.ports.delegations.all() : []
  const seat = delegations.find(({ code }) => code === delegation)?.name[language] ?? delegation
  return { name, email, role, delegation, seat, demo, mail }
}

/** Chooses mail, or signs out: both ways end the live connections too, within a second. */
export async function action({ context, request }: ActionFunctionArgs) {
  const user = requireUser(context, request)
  const { ports, session } = context
  const { intent, on } = await readFields(request, choices)
  if (intent === 'mail') {
    await chooseMail(ports, actorOf(user), on)
    return data({ saved: true })
  }
  if (intent === 'everywhere') {
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
        <Mail />
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

function Mail() {
  const { mail, demo } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { mails: say, notices } = useMessages()
  return (
    <section className="panel">
      <h2>{say.title}</h2>
      {mail.on === null ? (
        <p className="quiet">{demo ? say.demo : say.none}</p>
      ) : (
        <Form method="post" className="form">
          <CsrfField />
          {mail.fault && <Banner tone="warn">{say.fault(mail.fault.said, mail.fault.at)}</Banner>}
          <p className="quiet">{say.lead}</p>
          {noticeKinds.map((kind) => (
            <Checkbox
              key={kind}
              name="on"
              value={kind}
              label={notices.kinds[kind]}
              defaultChecked={mail.on?.includes(kind)}
            />
          ))}
          <div className="row">
            <Button type="submit" name="intent" value="mail">
              {say.save}
            </Button>
            {answer && <span role="status">{say.saved}</span>}
          </div>
        </Form>
      )}
    </section>
  )
}
