import { getFormProps, useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { fieldsIn } from '#app/http/form.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import type { Messages } from '#app/messages/en.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Badge } from '#app/ui/kit/chip.tsx'
import { cx } from '#app/ui/kit/cx.ts'
import { TextField } from '#app/ui/kit/field.tsx'
import { Wordmark } from '#app/ui/shell/page.tsx'
import { Face } from '#app/ui/shared/presence.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { signIn, signInAsDemo } from '#app/usecases/people/sign-in.ts'
import { safeReturn } from './safe-return.ts'

const credentials = (m: Messages) =>
  z.object({
    email: z.email({ error: ({ input }) => (input ? m.signIn.emailMalformed : m.signIn.emailNeeded) }),
    password: z.string({ error: m.signIn.passwordNeeded }).max(1000, m.newDraft.tooLong(1000)),
  })

/** Both forms of the page: the one with a password, and the accounts of a demo. */
const doorForm = z.object({
  ...{ email: z.string(), password: z.string() },
  ...{ demo: z.string(), place: z.string() },
})
const coming = z.object({ return: queryField.text })

export const handle = titled((m) => m.signIn.title)

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { ports, user, language, messages: m } = context
  if (user) throw redirect(safeReturn(readQuery(request, coming).return))
  if (!ports.settings.demo) return { accounts: [] }
  const [accounts, delegations] = await Promise.all([ports.users.demoAccounts(), ports.delegations.all()])
  const states = new Map(delegations.map((state) => [state.code, state]))
  return {
    accounts: accounts.map(({ id, name, role, delegation }) => {
      const state = delegation ? states.get(delegation) : undefined
      return { id, name, role, delegation, iso2: state?.iso2, seat: state?.name[language] ?? m.roles[role] }
    }),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { ports, messages: m } = context
  const form = await fieldsIn(request, doorForm)
  const to = safeReturn(readQuery(request, coming).return, form.get('place'))
  const demo = form.get('demo')
  if (typeof demo === 'string') {
    const known = await signInAsDemo(ports, demo)
    if (!known.ok) return data({ problem: 'demo-gone' as const, result: null }, 422)
    return redirect(to, { headers: { 'Set-Cookie': await context.signIn(known.value) } })
  }
  const submission = parseWithZod(form, { schema: credentials(m) })
  if (submission.status !== 'success')
    return data({ problem: null, result: submission.reply({ hideFields: ['password'] }) }, 422)
  const { email, password } = submission.value
  const result = submission.reply({ hideFields: ['password'] })
  if (!(await context.maySignIn(email))) return data({ problem: 'too-many' as const, result }, 429)
  const known = await signIn(ports, { email, password })
  if (!known.ok) {
    await context.signInFailed(email)
    return data({ problem: 'wrong' as const, result }, 422)
  }
  return redirect(to, { headers: { 'Set-Cookie': await context.signIn(known.value) } })
}

export default function SignIn() {
  const { accounts } = useLoaderData<typeof loader>()
  const { signIn: say, product } = useMessages()
  const [search] = useSearchParams()
  return (
    <main id="main" className={cx('page door', accounts.length === 0 && 'single')} tabIndex={-1}>
      <section>
        <Wordmark />
        <h1>{say.title}</h1>
        <p className="lead">{product.purpose}</p>
        {search.has('return') && search.has('ended') && (
          <div className="after-lead">
            <Banner>{say.again}</Banner>
          </div>
        )}
        <CredentialsForm />
      </section>
      {accounts.length > 0 && <DemoDoor accounts={accounts} />}
    </main>
  )
}

function CredentialsForm() {
  const m = useMessages()
  const { signIn: say, words } = m
  const answer = useActionData<typeof action>()
  const busy = useNavigation().formData?.has('email') ?? false
  const [form, fields] = useForm({
    lastResult: answer?.result,
    constraint: undefined,
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: credentials(m) }),
  })
  const said = answer?.problem === 'wrong' ? say.wrong : answer?.problem === 'too-many' ? say.tooMany : null
  return (
    <Form method="post" className="form" {...getFormProps(form)}>
      <CsrfField />
      <PlaceField />
      {said && <Banner tone="warn">{said}</Banner>}
      <TextField
        label={say.email}
        id={fields.email.id}
        name={fields.email.name}
        defaultValue={fields.email.initialValue}
        error={fields.email.errors?.[0]}
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
      />
      <TextField
        label={say.password}
        id={fields.password.id}
        name={fields.password.name}
        error={fields.password.errors?.[0]}
        type="password"
        autoComplete="current-password"
      />
      <Button tone="primary" size="large" type="submit" busy={busy}>
        {busy ? words.working : say.submit}
      </Button>
    </Form>
  )
}

/** The paragraph that a link led to, which browsers keep through redirects and tell no server. */
function PlaceField() {
  const [place, setPlace] = useState('')
  useEffect(() => setPlace(window.location.hash), [])
  return <input type="hidden" name="place" value={place} />
}

type Account = ReturnType<typeof useLoaderData<typeof loader>>['accounts'][number]

/** Clearly apart from the real door: dashed, badged, one click. */
function DemoDoor({ accounts }: { accounts: readonly Account[] }) {
  const { signIn: say, demo } = useMessages()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <section className="panel demo-door" aria-labelledby="demo-door">
      <h2 id="demo-door">
        {say.demo.title} <Badge tone="accent">{demo.badge}</Badge>
      </h2>
      <p>{say.demo.lead}</p>
      {answer?.problem === 'demo-gone' && <Banner tone="warn">{say.demo.gone}</Banner>}
      <Form method="post" className="accounts">
        <CsrfField />
        <PlaceField />
        {accounts.map((account) => (
          <button
            key={account.id}
            type="submit"
            name="demo"
            value={account.id}
            className="account"
            disabled={busy}
            aria-label={`${say.demo.as(account.name)}, ${account.seat}`}
          >
            <Face of={account} iso2={account.iso2} />
            <b>{account.seat}</b>
            <small>{account.name}</small>
          </button>
        ))}
      </Form>
    </section>
  )
}
