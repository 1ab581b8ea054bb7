import { useState } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { BridgingText } from '#app/domain/floor/bridging.ts'
import { compareWords } from '#app/domain/basics/compare-words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { ComparedWords } from '../shared/compared-words.tsx'
import { Checkbox, TextArea } from '../kit/field.tsx'
import type { NamesHere } from '../shared/names.ts'
import { useMessages } from '../kit/messages-context.tsx'

export type BridgingActions = {
  keep(text: string): Promise<boolean>
  /** Keeps the text and sends it. */
  send(text: string, to: readonly DelegationCode[]): Promise<boolean>
  put(text: string, as: 'proposal' | 'text'): Promise<boolean>
  giveUp(): Promise<boolean>
}

/** The chair's own words for the paragraph: kept in private, sent for views, put to the room. */
export function BridgingPanel({
  current,
  before,
  base,
  computed,
  proposers,
  names,
  acts,
}: {
  /** The one that is at work for this paragraph. */
  current: BridgingText | null
  /** The one that was sent last, where another round is being written. */
  before: BridgingText | null
  base: string
  /** What the choices come to, to start from. */
  computed: string
  proposers: readonly DelegationCode[]
  names: NamesHere
  acts: BridgingActions
}) {
  const m = useMessages()
  const say = m.bridging
  const [draft, setDraft] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [isAgain, setAgain] = useState(false)
  const wasSent = current !== null && current.sentAt !== null
  const isSent = wasSent && !isAgain
  const text = isSent ? current.text : (draft ?? current?.text ?? '')
  const told = wasSent ? current : before
  const run = (work: () => Promise<boolean>) => {
    setBusy(true)
    void work().then((done) => {
      setBusy(false)
      if (!done) return
      setDraft(null)
      setAgain(false)
    })
  }
  return (
    <section className="panel bridging" aria-labelledby="bridging-title">
      <h2 id="bridging-title">{say.title}</h2>
      {told && <Sent {...{ base, names }} current={told} />}
      {isSent ? (
        <Button onClick={() => setAgain(true)}>{say.again}</Button>
      ) : (
        <>
          <p className="quiet">{told ? say.againHint : say.hint}</p>
          <TextArea
            label={say.text}
            rows={5}
            value={text}
            maxLength={100_000}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <div className="row">
            <Button size="small" disabled={computed === ''} onClick={() => setDraft(computed)}>
              {say.start}
            </Button>
            <Button
              size="small"
              busy={busy}
              disabled={draft === null || text.trim() === ''}
              onClick={() => run(() => acts.keep(text))}
            >
              {say.keep}
            </Button>
          </div>
          {text.trim() !== '' && <Difference before={base} after={text} />}
          <SendForm
            {...{ proposers, names, busy }}
            isEmpty={text.trim() === ''}
            onSend={(to) => run(() => acts.send(text, to))}
          />
        </>
      )}
      <div className="row bridging-foot">
        <Button
          disabled={text.trim() === ''}
          busy={busy}
          onClick={() => run(() => acts.put(text, 'proposal'))}
        >
          {say.propose}
        </Button>
        <Button disabled={text.trim() === ''} busy={busy} onClick={() => run(() => acts.put(text, 'text'))}>
          {say.apply}
        </Button>
        {told && (
          <Button tone="ghost" busy={busy} onClick={() => run(() => acts.giveUp())}>
            {say.giveUp}
          </Button>
        )}
      </div>
    </section>
  )
}

function SendForm({
  proposers,
  names,
  busy,
  isEmpty,
  onSend,
}: {
  proposers: readonly DelegationCode[]
  names: NamesHere
  busy: boolean
  isEmpty: boolean
  onSend: (to: readonly DelegationCode[]) => void
}) {
  const { bridging: say } = useMessages()
  if (proposers.length === 0) return null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSend(new FormData(event.currentTarget).getAll('to').map(String))
      }}
    >
      <fieldset className="choices">
        <legend className="legend">{say.to}</legend>
        <div className="choice-grid">
          {proposers.map((code) => (
            <Checkbox key={code} name="to" value={code} label={names.delegation(code)} defaultChecked />
          ))}
        </div>
      </fieldset>
      <Button type="submit" busy={busy} disabled={isEmpty}>
        {say.send}
      </Button>
    </form>
  )
}

function Sent({ current, base, names }: { current: BridgingText; base: string; names: NamesHere }) {
  const m = useMessages()
  const say = m.bridging
  const to = current.views.map(({ delegation }) => names.delegation(delegation))
  return (
    <>
      <p className="quiet">{say.sentAt(to, m.when.moment(current.sentAt ?? current.at))}</p>
      <Difference before={base} after={current.text} />
      <h3>{say.views}</h3>
      <ul className="bridging-views">
        {current.views.map(({ delegation, stance, note }) => (
          <li key={delegation} data-stance={stance ?? undefined}>
            <Chip code={delegation} name={names.delegation(delegation)} />{' '}
            <b>{stance ? say.stances[stance] : say.waiting}</b>
            {note && <p>{note}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A text beside the one that stands, word by word. */
export function Difference({ before, after }: { before: string; after: string }) {
  const { bridging: say } = useMessages()
  return (
    <p className="consolidated-text difference" aria-label={say.difference} role="group">
      <ComparedWords pieces={compareWords(before, after.replace(/\s+/g, ' ').trim())} />
    </p>
  )
}
