import { Form, useNavigation } from '@remix-run/react'
import { useRef, useState } from 'react'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { Dialog } from '../kit/overlay/dialog.tsx'
import { CsrfField } from '../shell/viewer.tsx'
import { useMessages } from '../kit/messages-context.tsx'

export type HandingErrors = { form: readonly string[]; symbol: string | null; date: string | null }

/** The new symbol and the date, and a last question before the text goes on and can change no more. */
export function HandingForm({
  errors,
  consequence,
  symbol,
  symbolStem,
  today,
}: {
  errors: HandingErrors
  consequence: string
  symbol: string
  symbolStem: string
  /** ISO date */
  today: string
}) {
  const { transmission: say, words } = useMessages()
  const form = useRef<HTMLFormElement>(null)
  const [asking, setAsking] = useState<string | null>(null)
  const busy = useNavigation().state === 'submitting'
  return (
    <Form
      ref={form}
      method="post"
      className="form"
      onSubmit={(event) => {
        if (asking !== null) return setAsking(null)
        event.preventDefault()
        const written = new FormData(event.currentTarget).get('symbol')
        setAsking(typeof written === 'string' ? written : '')
      }}
    >
      <CsrfField />
      {errors.form.map((error) => (
        <Banner key={error} tone="warn">
          {error}
        </Banner>
      ))}
      <p>{consequence}</p>
      <div className="form-pair">
        <TextField
          label={say.symbol}
          hint={say.symbolHint(symbolStem)}
          name="symbol"
          defaultValue={symbol}
          error={errors.symbol}
          required
          maxLength={80}
          spellCheck={false}
        />
        <TextField
          label={say.date}
          name="date"
          type="date"
          defaultValue={today}
          error={errors.date}
          required
        />
      </div>
      <div className="row">
        <Button tone="primary" size="large" type="submit" busy={busy}>
          {busy ? words.working : say.submit}
        </Button>
      </div>
      <Dialog open={asking !== null} onClose={() => setAsking(null)} title={say.confirmTitle(asking ?? '')}>
        <p className="consequence">{consequence}</p>
        <footer>
          <Button onClick={() => setAsking(null)}>{words.cancel}</Button>
          <Button tone="primary" onClick={() => form.current?.requestSubmit()}>
            {say.submit}
          </Button>
        </footer>
      </Dialog>
    </Form>
  )
}
