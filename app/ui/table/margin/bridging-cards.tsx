import { useEffect, useState } from 'react'
import { bridgingStances, BRIDGING_NOTE_LIMIT, type BridgingText } from '#app/domain/floor/bridging.ts'
import { baseText } from '#app/domain/text/preview.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { Difference } from '#app/ui/consolidation/bridging-panel.tsx'
import { TextArea } from '#app/ui/kit/field.tsx'
import { useToast } from '#app/ui/kit/overlay/toast.tsx'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { useSharedTable, useTableNow } from '#app/ui/context/table-context.tsx'

/** What the chair has sent to one's own delegation for its view. The room says that something was sent, not what. */
export function BridgingCards() {
  const table = useSharedTable()
  const { me, draft, text } = useTableNow()
  const sent = table?.floor.bridging.filter(({ to }) => to.includes(me.delegation ?? '')) ?? []
  const since = Math.max(0, ...sent.map(({ at }) => at))
  const [texts, setTexts] = useState<readonly BridgingText[]>([])
  const [readings, setReadings] = useState(0)
  const asks = me.role === 'delegate' && since > 0
  useEffect(() => {
    if (!asks) return
    const stop = new AbortController()
    void fetch(`/drafts/${draft.id}/bridging`, { signal: stop.signal })
      .then((response) => (response.ok ? (response.json() as Promise<{ texts: BridgingText[] }>) : null))
      .then((found) => found && setTexts(found.texts))
      .catch(() => undefined)
    return () => stop.abort()
    // The base text changes when the chair has put its text to the room: then it is no longer here.
  }, [asks, draft.id, since, readings, text])
  if (!asks) return null
  return texts.map((text) => (
    <BridgingCard key={text.id} given={text} onAnswered={() => setReadings((n) => n + 1)} />
  ))
}

function BridgingCard({ given, onAnswered }: { given: BridgingText; onAnswered: () => void }) {
  const { m, names, text, draft } = useTableNow()
  const say = m.bridging
  const csrf = useCsrf()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const paragraph = text.paragraphs.find(({ id }) => id === given.paragraph)
  const own = given.views[0]
  const send = async (form: FormData) => {
    setBusy(true)
    const body = { kind: 'answer', id: given.id, stance: form.get('stance'), note: form.get('note') ?? '' }
    const isDone = await fetch(`/drafts/${draft.id}/bridging`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify(body),
    }).then(
      (response) => response.ok,
      () => false,
    )
    setBusy(false)
    toast(isDone ? { text: say.answered } : { text: m.errors.offlineText, tone: 'warn' })
    onAnswered()
  }
  return (
    <section className="bridging-card" aria-label={say.card(names.paragraph(given.paragraph))}>
      <h2>{say.card(names.paragraph(given.paragraph))}</h2>
      <p className="quiet">{say.cardText}</p>
      <Difference before={paragraph ? baseText(paragraph) : ''} after={given.text} />
      {own?.stance && <p>{say.yours(say.answers[own.stance])}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send(new FormData(event.currentTarget))
        }}
      >
        <fieldset className="ticks">
          <legend className="unseen">{say.answer}</legend>
          {bridgingStances.map((stance) => (
            <label key={stance} className="tick">
              <input
                type="radio"
                name="stance"
                value={stance}
                defaultChecked={(own?.stance ?? 'accepts') === stance}
              />
              <span>{say.answers[stance]}</span>
            </label>
          ))}
        </fieldset>
        <TextArea
          label={say.note}
          name="note"
          rows={2}
          optional
          maxLength={BRIDGING_NOTE_LIMIT}
          defaultValue={own?.note}
        />
        <Button type="submit" size="small" busy={busy}>
          {say.answer}
        </Button>
      </form>
    </section>
  )
}
