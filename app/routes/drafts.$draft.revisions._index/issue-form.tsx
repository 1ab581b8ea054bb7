import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { Form, useNavigation } from '@remix-run/react'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { Checkbox, TextField } from '#app/ui/kit/field.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { issuing } from './issuing.ts'

/** Freezes the text as it stands; says so before. */
export function IssueForm({
  next,
  today,
  cancel,
  answer,
}: {
  next: { number: number; symbol: string }
  /** ISO date */
  today: string
  /** Where to go instead, or null where there is nothing else. */
  cancel: string | null
  /** What was wrong the last time. */
  answer: SubmissionResult<string[]> | undefined
}) {
  const m = useMessages()
  const { revisions: say, words } = m
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm({
    lastResult: answer,
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: issuing(m) }),
    defaultValue: { symbol: next.symbol, date: today },
  })
  return (
    <section className="panel">
      <h2>{say.issueTitle(next.number)}</h2>
      <Form method="post" className="form" {...getFormProps(form)}>
        <CsrfField />
        {form.errors?.map((error) => (
          <Banner key={error} tone="warn">
            {error}
          </Banner>
        ))}
        <p>{say.issueText}</p>
        <div className="form-pair">
          <TextField
            label={say.symbolPreview}
            hint={say.symbolHint}
            id={fields.symbol.id}
            name={fields.symbol.name}
            defaultValue={fields.symbol.initialValue}
            error={fields.symbol.errors?.[0]}
            spellCheck={false}
          />
          <TextField
            label={say.date}
            id={fields.date.id}
            name={fields.date.name}
            defaultValue={fields.date.initialValue}
            error={fields.date.errors?.[0]}
            type="date"
          />
        </div>
        <Checkbox name="renumber" label={say.renumber} hint={say.renumberHint} />
        <div className="row">
          <Button tone="primary" size="large" type="submit" busy={busy}>
            {busy ? words.working : say.confirm}
          </Button>
          {cancel && (
            <LinkButton tone="ghost" size="large" to={cancel}>
              {words.cancel}
            </LinkButton>
          )}
        </div>
      </Form>
    </section>
  )
}
