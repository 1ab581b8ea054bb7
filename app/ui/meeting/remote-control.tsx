import { Link } from '@remix-run/react'
import { useEffect, useMemo, useRef } from 'react'
import { isNegotiated } from '#app/domain/basics/paragraph.ts'
import { summarize, type ParagraphSummary } from '#app/domain/text/summary.ts'
import type { Action } from '../context/action.ts'
import { keyOf } from '../context/action-items.tsx'
import type { MeetingContext } from '../context/table-context.tsx'
import { cx } from '../kit/cx.ts'
import { StatusDot } from '../kit/status.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { screenActions } from './actions/screen.ts'
import { speakersActions } from './actions/speakers.ts'
import { SpeakingClock } from './speaking-time.tsx'

type Perform = (action: Action) => void
export type RemoteProps = { here: MeetingContext; perform: Perform; now: () => number }
type PartProps = RemoteProps & { actions: readonly Action[] }

/** Steers the screen of the room from a phone: everything that is used all the time lies under a thumb. */
export function RemoteControl(props: RemoteProps) {
  const { here, perform } = props
  const { remote } = here.m
  const actions = [...screenActions(here), ...speakersActions(here)].filter(({ places }) =>
    places.includes('remote'),
  )
  const group = (...ids: string[]) => actions.filter(({ id }) => ids.includes(id))
  return (
    <div className="remote">
      <RemoteHead {...{ ...props, actions }} />
      <main id="main" className="remote-list" tabIndex={-1} aria-label={remote.jump}>
        <h1 className="unseen">{remote.lead(here.draft.title)}</h1>
        <Paragraphs {...props} actions={group('screen.show')} />
      </main>
      <footer className="remote-controls">
        <div className="remote-views" role="group" aria-label={remote.view}>
          <Words actions={group('screen.view')} perform={perform} />
        </div>
        <div className="remote-sight" role="group" aria-label={remote.size}>
          <Icons
            actions={group(
              ...['screen.smaller', 'screen.bigger'],
              ...['screen.whole', 'screen.speakers', 'screen.blank'],
            )}
            perform={perform}
          />
        </div>
        <Steps actions={group('screen.previous', 'screen.next')} perform={perform} />
      </footer>
    </div>
  )
}

type ButtonsProps = { actions: readonly Action[]; perform: Perform }

const asButton = ({ isOn, effect }: Action) => ({
  'aria-pressed': isOn,
  className: cx(isOn && 'on'),
  disabled: effect === null,
})

const Words = ({ actions, perform }: ButtonsProps) =>
  actions.map((action) => (
    <button key={keyOf(action)} type="button" {...asButton(action)} onClick={() => perform(action)}>
      {action.short ?? action.said}
    </button>
  ))

const Icons = ({ actions, perform }: ButtonsProps) =>
  actions.map((action) => {
    const { icon: Icon, said, short = said } = action
    return (
      <button
        key={keyOf(action)}
        type="button"
        aria-label={short}
        title={short}
        {...asButton(action)}
        onClick={() => perform(action)}
      >
        {Icon && <Icon size={22} />}
      </button>
    )
  })

/** Stay where they are under the thumb, also where there is no further paragraph. */
function Steps({ actions, perform }: ButtonsProps) {
  return (
    <div className="remote-steps">
      {actions.map((action) => {
        const { id, icon: Icon, short, effect } = action
        const isNext = id === 'screen.next'
        const icon = Icon && <Icon size={28} aria-hidden />
        return (
          <button
            key={id}
            type="button"
            className={cx(isNext && 'next')}
            disabled={effect === null}
            onClick={() => perform(action)}
          >
            {!isNext && icon} {short} {isNext && icon}
          </button>
        )
      })}
    </div>
  )
}

function RemoteHead({ here, actions, perform, now }: PartProps) {
  const { m, floor, text, names } = here
  const { speakers, screen } = floor
  const isShown = text.paragraphs.some(({ id }) => id === floor.focus)
  const give = actions.filter(({ id }) => id === 'speakers.give-next')
  return (
    <header className="remote-head">
      <div>
        <p className="remote-shown" aria-live="polite">
          <span>{screen.blank ? m.remote.blank : m.remote.shown}</span>
          <b>{isShown ? names.paragraph(floor.focus!) : m.remote.nothing}</b>
        </p>
        <nav>
          {actions.map((action) => (
            <PageLink key={keyOf(action)} action={action} />
          ))}
        </nav>
      </div>
      {(speakers.speaking !== null || give.length > 0) && (
        <div className="remote-speakers">
          <p>
            {speakers.speaking && m.room.speaking(names.delegation(speakers.speaking.delegation))}{' '}
            <SpeakingClock speakers={speakers} now={now} />
          </p>
          <Words actions={give} perform={perform} />
        </div>
      )}
    </header>
  )
}

/** To another page, or to one in a window of its own; nothing for what leads nowhere. */
function PageLink({ action: { icon: Icon, said, effect } }: { action: Action }) {
  const icon = Icon && <Icon size={20} />
  if (effect?.kind === 'go')
    return (
      <Link to={effect.to} aria-label={said} title={said}>
        {icon}
      </Link>
    )
  if (effect?.kind !== 'window') return null
  return (
    <a href={effect.to} target="_blank" rel="noreferrer" aria-label={said} title={said}>
      {icon}
    </a>
  )
}

function Paragraphs({ here, actions, perform }: PartProps) {
  const { text, labels, floor } = here
  const { focus } = floor
  const current = useRef<HTMLButtonElement>(null)
  const paragraphs = useMemo(
    () => summarize(text, labels).paragraphs.filter(({ kind }) => isNegotiated(kind)),
    [text, labels],
  )
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [focus])
  return (
    <ol>
      {paragraphs.map((paragraph) => {
        const action = actions.find(({ about }) => about === paragraph.id)
        const isShown = paragraph.id === focus
        return (
          <li key={paragraph.id}>
            <button
              type="button"
              ref={isShown ? current : undefined}
              aria-current={isShown || undefined}
              disabled={!action}
              onClick={() => action && perform(action)}
            >
              <Summary paragraph={paragraph} />
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function Summary({
  paragraph: { label, excerpt, status, brackets, strays, proposals },
}: {
  paragraph: ParagraphSummary
}) {
  const m = useMessages()
  const open = brackets + strays
  const left = [open > 0 && m.counts.brackets(open), proposals > 0 && m.counts.proposals(proposals)]
  return (
    <>
      <StatusDot status={status} bracketed={open > 0} />
      <b>{label || '·'}</b>
      <span>{excerpt}</span>
      <small>{left.filter(Boolean).join(' · ') || m.statuses[status]}</small>
    </>
  )
}
