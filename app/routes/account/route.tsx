import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { deviceIn } from '#app/display/device.ts'
import { actorOf, type RequestContext } from '#app/http/context.ts'
import { readFields } from '#app/http/form.ts'
import { proofNeeded, requireUser } from '#app/http/guards.ts'
import { noticeKinds } from '#app/domain/record/notice.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Badge, Chip } from '#app/ui/kit/chip.tsx'
import { Checkbox } from '#app/ui/kit/field.tsx'
import { Page } from '#app/ui/shell/page.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ProofDialog, submissionIn } from '#app/ui/shared/proof.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { endSessions, ownSessions } from '#app/usecases/people/sessions.ts'
import { chooseMail, readMailChoice } from '#app/usecases/record/mail-settings.ts'

const choices = z.object({
  intent: z.enum(['mail', 'here', 'everywhere', 'others']).default('here'),
  /** A session to be ended. */
  end: z.string().max(100).optional(),
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
  const sessions = await ownSessions(context.ports, user.id, context.session)
  return { name, email, role, delegation, seat, demo, mail, sessions }
}

/** Chooses mail, ends sessions, or signs out: these end the live connections too, within a second. */
export async function action({ context, request }: ActionFunctionArgs) {
  const user = requireUser(context, request)
  const { ports, session } = context
  const { intent, on, end } = await readFields(request, choices)
  if (end === undefined && intent === 'here') return signedOut(context)
  const unproven = proofNeeded(context)
  if (unproven) return unproven
  if (end !== undefined || intent === 'others') {
    const isMeant = (id: string) => (end === undefined ? id !== session : id === end)
    if ((await endSessions(ports, user.id, isMeant)) > 0) await context.noteEnded('session-ended')
    return data({ saved: 'ended' as const })
  }
  if (intent === 'mail') {
    await chooseMail(ports, actorOf(user), on)
    return data({ saved: 'mail' as const })
  }
  await ports.sessions.revokeAllOf(user.id)
  await context.noteEnded('sessions-ended')
  return signedOut(context)
}

const signedOut = async (context: RequestContext) =>
  redirect('/sign-in', { headers: { 'Set-Cookie': await context.signOut() } })

export default function Account() {
  const { name, email, role, delegation, seat, demo } = useLoaderData<typeof loader>()
  const { account: say, roles } = useMessages()
  return (
    <Page title={say.title}>
      <ProofDialog answer={useActionData<typeof action>()} />
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
        <Sessions />
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

const savedIn = (answer: ReturnType<typeof useActionData<typeof action>>) => submissionIn(answer)?.saved

function Sessions() {
  const { sessions } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { account: say, when } = useMessages()
  return (
    <section className="panel">
      <h2>{say.sessions}</h2>
      <p className="quiet">{say.sessionsLead}</p>
      <Form method="post">
        <CsrfField />
        <ul className="own-sessions">
          {sessions.map(({ id, device, createdAt, usedAt, isThis }) => {
            const { browser, system } = deviceIn(device)
            const [name, since] = [say.device(browser, system), when.moment(createdAt)]
            return (
              <li key={id}>
                <b>{name}</b>
                <small className="quiet">
                  {say.since(since)}, {say.used(when.moment(usedAt))}
                </small>
                {isThis ? (
                  <Badge>{say.thisDevice}</Badge>
                ) : (
                  <Button type="submit" name="end" value={id} aria-label={say.endOf(name, since)}>
                    {say.endSession}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
        <div className="row">
          {sessions.length > 1 && (
            <Button type="submit" name="intent" value="others">
              {say.endOthers}
            </Button>
          )}
          {savedIn(answer) === 'ended' && <span role="status">{say.ended}</span>}
        </div>
      </Form>
    </section>
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
            {savedIn(answer) === 'mail' && <span role="status">{say.saved}</span>}
          </div>
        </Form>
      )}
    </section>
  )
}
