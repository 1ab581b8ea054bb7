import { Form, Link, useSubmit } from '@remix-run/react'
import type { RecordFilter } from '#app/domain/record/filter.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { Choice, TextField } from '#app/ui/kit/field.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { recordRoles } from './filter-in.ts'

export type Choices = {
  delegations: readonly { code: string; name: string }[]
  whats: readonly string[]
  paragraphs: readonly { id: string; label: string }[]
}

/** Who, what, where, when: each choice takes effect at once; words when one leaves the field. */
export function Filter({ filter, choices }: { filter: RecordFilter; choices: Choices }) {
  const { record: say, roles, words } = useMessages()
  const submit = useSubmit()
  const all = ['', words.all] as const
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Form
      key={JSON.stringify(filter)}
      className="panel record-filter no-print"
      role="search"
      aria-label={say.filter}
      onSubmit={(event) => {
        event.preventDefault()
        submit(filled(event.currentTarget), { preventScrollReset: true })
      }}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement)
          submit(filled(event.currentTarget), { preventScrollReset: true })
      }}
    >
      <Choice
        label={say.delegation}
        name="delegation"
        defaultValue={filter.delegation ?? ''}
        options={[all, ...choices.delegations.map(({ code, name }) => [code, name] as const)]}
      />
      <Choice
        label={say.role}
        name="role"
        defaultValue={filter.role ?? ''}
        options={[all, ...recordRoles.map((role) => [role, roles[role]] as const)]}
      />
      <Choice
        label={say.what}
        name="what"
        defaultValue={filter.what ?? ''}
        options={[all, ...choices.whats.map((what) => [what, say.whats[what] ?? what] as const)]}
      />
      <Choice
        label={say.where}
        name="paragraph"
        defaultValue={filter.paragraph ?? ''}
        options={[all, ...choices.paragraphs.map(({ id, label }) => [id, label] as const)]}
      />
      <TextField
        label={say.day}
        name="day"
        type="date"
        defaultValue={filter.day ?? ''}
        onChange={(event) => {
          const { form, value } = event.currentTarget
          if (form && (value === '' || /^\d{4}/.test(value)))
            submit(filled(form), { preventScrollReset: true })
        }}
      />
      <TextField
        label={say.words}
        name="words"
        type="search"
        maxLength={200}
        defaultValue={filter.words ?? ''}
      />
      <div className="row">
        <Button type="submit">{say.find}</Button>
        {isFiltered && (
          <Link to="." preventScrollReset>
            {say.clear}
          </Link>
        )}
      </div>
    </Form>
  )
}

/** What is filled in: an address should not carry empty fields. */
function filled(form: HTMLFormElement): FormData {
  const data = new FormData(form)
  for (const [name, value] of [...data]) if (value === '') data.delete(name)
  return data
}
