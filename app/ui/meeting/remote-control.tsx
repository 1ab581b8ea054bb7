import { Link } from '@remix-run/react'
import {
  ChevronLeft,
  ChevronRight,
  Minus,
  MonitorOff,
  MonitorUp,
  Plus,
  TableProperties,
  UsersRound,
  WholeWord,
} from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { isNegotiated, type ParagraphId } from '#app/domain/basics/paragraph.ts'
import { screenViews, stepFrom, zoomLimits, type Screen } from '#app/domain/meeting/screen.ts'
import { summarize, type ParagraphSummary } from '#app/domain/text/summary.ts'
import { cx } from '../kit/cx.ts'
import { StatusDot } from '../kit/status.tsx'
import type { MakeStatement } from '../shared/use-statement.ts'
import { useMessages } from '../kit/messages-context.tsx'
import type { RoomProps } from './room-screen.tsx'
import { SpeakingClock } from './speaking-time.tsx'

export type RemoteProps = RoomProps & { draft: string; makeStatement: MakeStatement }

/** Steers the screen of the room from a phone: everything that is used all the time lies under a thumb. */
export function RemoteControl(props: RemoteProps) {
  const { title, text, labels, floor, makeStatement } = props
  const { remote } = useMessages()
  const paragraphs = useMemo(
    () => summarize(text, labels).paragraphs.filter(({ kind }) => isNegotiated(kind)),
    [text, labels],
  )
  const show = (paragraph: ParagraphId | null) => void makeStatement({ kind: 'set-focus', paragraph })
  const change = (change: Partial<Screen>) => void makeStatement({ kind: 'set-screen', change })
  const shown = paragraphs.find(({ id }) => id === floor.focus) ?? null
  const step = (by: number) => {
    const to = stepFrom(
      paragraphs.map(({ id }) => id),
      floor.focus,
      by,
    )
    if (to !== null && to !== floor.focus) show(to)
  }
  return (
    <div className="remote">
      <RemoteHead {...{ ...props, shown }} />
      <main id="main" className="remote-list" tabIndex={-1} aria-label={remote.jump}>
        <h1 className="unseen">{remote.lead(title)}</h1>
        <Paragraphs {...{ paragraphs, focus: floor.focus, show }} />
      </main>
      <footer className="remote-controls">
        <Sight screen={floor.screen} change={change} />
        <div className="remote-steps">
          <button type="button" onClick={() => step(-1)}>
            <ChevronLeft size={28} aria-hidden /> {remote.previous}
          </button>
          <button type="button" className="next" onClick={() => step(1)}>
            {remote.next} <ChevronRight size={28} aria-hidden />
          </button>
        </div>
      </footer>
    </div>
  )
}

function RemoteHead({
  draft,
  floor,
  nameOf,
  now,
  shown,
  makeStatement,
}: RemoteProps & { shown: ParagraphSummary | null }) {
  const m = useMessages()
  const { speakers, screen } = floor
  const [next] = speakers.waiting
  return (
    <header className="remote-head">
      <div>
        <p className="remote-shown" aria-live="polite">
          <span>{screen.blank ? m.remote.blank : m.remote.shown}</span>
          <b>{shown ? shown.label || m.table.draftNumberless : m.remote.nothing}</b>
        </p>
        <nav>
          <Link to={`/drafts/${draft}`} aria-label={m.remote.toTable} title={m.remote.toTable}>
            <TableProperties size={20} />
          </Link>
          <a
            href={`/drafts/${draft}/room`}
            target="_blank"
            rel="noreferrer"
            aria-label={m.remote.toRoom}
            title={m.remote.toRoom}
          >
            <MonitorUp size={20} />
          </a>
        </nav>
      </div>
      {(speakers.speaking ?? next) && (
        <div className="remote-speakers">
          <p>
            {speakers.speaking && m.room.speaking(nameOf(speakers.speaking.delegation))}{' '}
            <SpeakingClock speakers={speakers} now={now} />
          </p>
          {next && (
            <button
              type="button"
              onClick={() => void makeStatement({ kind: 'give-floor', delegation: next.delegation })}
            >
              {m.meeting.speakers.giveNext(nameOf(next.delegation))}
            </button>
          )}
        </div>
      )}
    </header>
  )
}

function Paragraphs({
  paragraphs,
  focus,
  show,
}: {
  paragraphs: readonly ParagraphSummary[]
  focus: ParagraphId | null
  show: (paragraph: ParagraphId) => void
}) {
  const m = useMessages()
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [focus])
  return (
    <ol>
      {paragraphs.map(({ id, label, excerpt, status, brackets, strays, proposals }) => (
        <li key={id}>
          <button
            type="button"
            ref={id === focus ? current : undefined}
            aria-current={id === focus || undefined}
            onClick={() => show(id)}
          >
            <StatusDot status={status} bracketed={brackets + strays > 0} />
            <b>{label || '·'}</b>
            <span>{excerpt}</span>
            <small>
              {[
                brackets + strays > 0 && m.counts.brackets(brackets + strays),
                proposals > 0 && m.counts.proposals(proposals),
              ]
                .filter(Boolean)
                .join(' · ') || m.statuses[status]}
            </small>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** View, size, and what else stands on the screen. */
function Sight({ screen, change }: { screen: Screen; change: (change: Partial<Screen>) => void }) {
  const { remote, room } = useMessages()
  const toggle = (name: 'blank' | 'whole' | 'speakers') => ({
    'aria-pressed': screen[name],
    onClick: () => change({ [name]: !screen[name] }),
    className: cx(screen[name] && 'on'),
  })
  return (
    <>
      <div className="remote-views" role="group" aria-label={remote.view}>
        {screenViews.map((view) => (
          <button
            key={view}
            type="button"
            aria-pressed={screen.view === view}
            className={cx(screen.view === view && 'on')}
            onClick={() => change({ view })}
          >
            {room.views[view]}
          </button>
        ))}
      </div>
      <div className="remote-sight" role="group" aria-label={remote.size}>
        <button
          type="button"
          aria-label={remote.smaller}
          disabled={screen.zoom <= zoomLimits.least}
          onClick={() => change({ zoom: screen.zoom - 1 })}
        >
          <Minus size={22} />
        </button>
        <button
          type="button"
          aria-label={remote.bigger}
          disabled={screen.zoom >= zoomLimits.most}
          onClick={() => change({ zoom: screen.zoom + 1 })}
        >
          <Plus size={22} />
        </button>
        <button type="button" aria-label={remote.whole} title={remote.whole} {...toggle('whole')}>
          <WholeWord size={22} />
        </button>
        <button type="button" aria-label={remote.speakers} title={remote.speakers} {...toggle('speakers')}>
          <UsersRound size={22} />
        </button>
        <button type="button" aria-label={remote.blank} title={remote.blank} {...toggle('blank')}>
          <MonitorOff size={22} />
        </button>
      </div>
    </>
  )
}
