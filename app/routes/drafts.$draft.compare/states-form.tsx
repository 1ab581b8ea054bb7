import { Form, useSubmit } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '#app/ui/kit/button.tsx'
import { Choice } from '#app/ui/kit/field.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { State } from '#app/usecases/draft/read-text.ts'
import { useStates } from './states.ts'

type Given = {
  from: State | null
  to: State
  versions: Parameters<typeof useStates>[0]
  moments: Parameters<typeof useStates>[1]
  /** What the button says, where there are no scripts. */
  submit: string
  children?: ReactNode
}

/** Asks between which two states of a draft, and what else stands in it; a choice is answered at once. */
export function StatesForm({ from, to, versions, moments, submit: said, children }: Given) {
  const { compare: say } = useMessages()
  const submit = useSubmit()
  const options = useStates(versions, moments)
  return (
    <Form
      className="panel compare-controls no-print"
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
    >
      <Choice label={say.from} name="from" options={options} defaultValue={String(from)} />
      <Choice label={say.to} name="to" options={options} defaultValue={String(to)} />
      {children}
      <noscript>
        <Button type="submit">{said}</Button>
      </noscript>
    </Form>
  )
}
