import { getFormProps, useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useState } from 'react'
import { z } from 'zod'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { readForm } from '#app/http/form.ts'
import { requireUser } from '#app/http/guards.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { Choice, TextField } from '#app/ui/kit/field.tsx'
import type { Messages } from '#app/messages/en.ts'
import { Page } from '#app/ui/shell/page.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { createDraft, limits, organsWithSymbols } from '#app/usecases/draft/create-draft.ts'
import { permit } from '#app/usecases/permit.ts'

export const handle = titled((m) => m.newDraft.title)

const newDraftIn = (m: Messages) =>
  z.object({
    organ: z.string({ error: m.newDraft.organNeeded }),
    title: z.string({ error: m.newDraft.nameNeeded }).max(limits.title, m.newDraft.tooLong(limits.title)),
    symbol: z
      .string({ error: m.newDraft.symbolNeeded })
      .max(limits.symbol, m.newDraft.tooLong(limits.symbol)),
    date: z.iso.date({ error: m.newDraft.dateNeeded }),
    originalLanguage: z.enum(['en', 'es', 'fr', 'pt'], { error: m.newDraft.languageNeeded }),
    statusLine: z.string().max(limits.statusLine, m.newDraft.tooLong(limits.statusLine)).default(''),
  })

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { language } = context
  granted(permit(actorOf(requireUser(context, request)), 'create-draft'))
  const today = new Date(context.ports.clock.now()).toISOString().slice(0, 10)
  const organs = await organsWithSymbols(context.ports, Number(today.slice(0, 4)))
  return {
    today,
    organs: organs.map(({ code, name, nextSymbol, symbolStem }) => ({
      code,
      name: name[language],
      nextSymbol,
      symbolStem,
    })),
  }
}

/** Which field a refusal belongs to. */
const fieldOf: Partial<Record<string, keyof z.infer<ReturnType<typeof newDraftIn>>>> = {
  'title-needed': 'title',
  'symbol-needed': 'symbol',
  'symbol-taken': 'symbol',
  'date-needed': 'date',
  'no-such-organ': 'organ',
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { messages: m } = context
  const actor = actorOf(requireUser(context, request))
  granted(permit(actor, 'create-draft'))
  const submission = await readForm(request, newDraftIn(m))
  if (submission.status !== 'success') return data(submission.reply(), 422)
  const created = await createDraft(context.ports, actor, submission.value)
  if (created.ok) return redirect(`/drafts/${created.value.id}/import`)
  const { refusal } = created
  const field = refusal.kind === 'too-long' ? refusal.field : fieldOf[refusal.kind]
  const said = [m.pageRefusal(refusal)]
  return data(submission.reply(field ? { fieldErrors: { [field]: said } } : { formErrors: said }), 422)
}

export default function NewDraft() {
  const { newDraft: say } = useMessages()
  return (
    <Page title={say.title} lead={say.lead}>
      <div className="panel">
        <NewDraftForm />
      </div>
    </Page>
  )
}

function NewDraftForm() {
  const { organs, today } = useLoaderData<typeof loader>()
  const m = useMessages()
  const { newDraft: say, languages, words } = m
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>(),
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: newDraftIn(m) }),
    defaultValue: {
      organ: organs[0]?.code,
      symbol: organs[0]?.nextSymbol,
      date: today,
      originalLanguage: 'es',
    },
  })
  const [organ, setOrgan] = useState(organs[0])
  const wired = (name: keyof typeof fields) => ({
    id: fields[name].id,
    name: fields[name].name,
    defaultValue: fields[name].initialValue as string | undefined,
    error: fields[name].errors?.[0],
  })
  return (
    <Form method="post" className="form" {...getFormProps(form)}>
      <CsrfField />
      {form.errors?.map((error) => (
        <Banner key={error} tone="warn">
          {error}
        </Banner>
      ))}
      <Choice
        label={say.organ}
        hint={say.organHint}
        {...wired('organ')}
        options={organs.map(({ code, name }) => [code, name] as const)}
        onChange={(event) => {
          const chosen = organs.find(({ code }) => code === event.currentTarget.value)
          setOrgan(chosen)
          if (chosen) form.update({ name: 'symbol', value: chosen.nextSymbol })
        }}
      />
      <TextField label={say.name} hint={say.nameHint} {...wired('title')} maxLength={limits.title} />
      <div className="form-pair">
        <TextField
          key={fields.symbol.key}
          label={say.symbol}
          hint={say.symbolHint(organ?.symbolStem ?? '')}
          {...wired('symbol')}
          spellCheck={false}
        />
        <TextField label={say.date} {...wired('date')} type="date" />
      </div>
      <Choice label={say.language} {...wired('originalLanguage')} options={Object.entries(languages)} />
      <TextField label={say.statusLine} hint={say.statusLineHint} {...wired('statusLine')} optional />
      <div className="row">
        <Button tone="primary" size="large" type="submit" busy={busy}>
          {busy ? words.working : say.submit}
        </Button>
        <LinkButton tone="ghost" size="large" to="/">
          {words.cancel}
        </LinkButton>
      </div>
    </Form>
  )
}
