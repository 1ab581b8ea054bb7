import { Link } from '@remix-run/react'
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Banner } from '../kit/banner.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/cx.ts'
import { RollingSheet } from '../sheet/sheet.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { searchOf, type Going, type ShownMoment, type Stretch } from './moment.ts'
import { Seated } from './seated.tsx'
import { TimeSlider } from './slider.tsx'
import { useMoments, type Moments } from './use-moments.ts'

type Props = {
  draft: string
  first: ShownMoment
  activity: readonly Stretch[]
  last: number
  revisions: readonly { number: number; symbol: string }[]
  mayCompare: boolean
  seesRecord: boolean
}

/** The text at a moment, and the ways from one moment to another. */
export function TimeMachine(props: Props) {
  const { draft, first, activity, last, seesRecord } = props
  const moments = useMoments(draft, first)
  const { shown } = moments
  const { time: say } = useMessages()
  const moment = useMomentSaid()(shown)
  const step = stepsFrom(shown, last)
  const onKey = (event: { key: string; shiftKey: boolean }) => {
    const to = step(event.key, event.shiftKey)
    if (to) moments.go(to)
    return to !== undefined
  }
  useStepKeys(onKey)
  return (
    <div className="stack time">
      <section className="panel time-controls no-print" aria-label={say.slider}>
        <TimeSlider
          activity={activity}
          update={shown.update}
          said={moment}
          onStretch={(update) => moments.go({ update })}
          onKey={onKey}
        />
        <Steps moments={moments} moment={moment} />
        <p className="quiet time-hint">{say.keys}</p>
      </section>
      {moments.hasFailed && <Banner tone="warn">{say.failed}</Banner>}
      <div className="time-columns">
        <div className={cx('sheet-wrap', moments.isLoading && 'waiting')}>
          {shown.text.paragraphs.length === 0 ? (
            <p className="panel quiet">{say.nothingYet}</p>
          ) : (
            <RollingSheet text={shown.text} labels={shown.labels} label={say.text(moment)} />
          )}
        </div>
        <aside className="stack no-print">
          {props.mayCompare && <CompareWith {...props} shown={shown} />}
          <Deeds shown={shown} go={moments.go} draft={draft} seesRecord={seesRecord} />
          <Seated seated={shown.seated} />
          <Acted shown={shown} />
        </aside>
      </div>
    </div>
  )
}

function useMomentSaid() {
  const { time: say, when } = useMessages()
  return ({ at, update }: Pick<ShownMoment, 'at' | 'update'>) =>
    update === 0 ? say.beforeFirst : when.moment(at)
}

/** Where a key leads from a moment; null where there is nothing that way, undefined for a key that is none. */
const stepsFrom =
  ({ change, decision }: ShownMoment, last: number) =>
  (key: string, isFar: boolean): Going | null | undefined => {
    const toUpdate = (update: number | null) => (update === null ? null : { update })
    const toTime = (at: number | null) => (at === null ? null : { at })
    if (key === 'ArrowLeft') return isFar ? toTime(decision.previous) : toUpdate(change.previous ?? 0)
    if (key === 'ArrowRight') return isFar ? toTime(decision.next) : toUpdate(change.next)
    if (key === 'Home') return { update: 0 }
    if (key === 'End') return { update: last }
    return undefined
  }

/** Arrow keys work anywhere on the page but where something else is done with them. */
function useStepKeys(onKey: (event: KeyboardEvent) => boolean) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement | null
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      if (at?.closest('input, select, textarea, [contenteditable], [role="menu"]')) return
      if (onKey(event)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}

function Steps({ moments, moment }: { moments: Moments; moment: string }) {
  const { shown, go, isLoading } = moments
  const { time: say } = useMessages()
  const { change, decision } = shown
  const to = (going: Going | null, label: string, icon: React.ReactNode) => (
    <Button
      size="small"
      aria-label={label}
      title={label}
      disabled={going === null}
      onClick={() => going && go(going)}
    >
      {icon}
    </Button>
  )
  const previous = shown.update === 0 ? null : { update: change.previous ?? 0 }
  return (
    <div className="time-steps">
      <div className="row">
        {to(
          decision.previous === null ? null : { at: decision.previous },
          say.previousDecision,
          <ChevronsLeft size={16} />,
        )}
        {to(previous, say.previousChange, <ChevronLeft size={16} />)}
      </div>
      <p aria-live="polite" className="time-now">
        <b>{moment}</b>
        {isLoading && <span className="unseen">{say.loading}</span>}
      </p>
      <div className="row">
        {to(
          change.next === null ? null : { update: change.next },
          say.nextChange,
          <ChevronRight size={16} />,
        )}
        {to(
          decision.next === null ? null : { at: decision.next },
          say.nextDecision,
          <ChevronsRight size={16} />,
        )}
      </div>
      <Link className="time-link" to={searchOf({ update: shown.update })} reloadDocument={false}>
        {say.link}
      </Link>
    </div>
  )
}

function CompareWith({ draft, revisions, shown }: Props & { shown: ShownMoment }) {
  const { time: say, removed } = useMessages()
  const said = useMomentSaid()
  const [pinned, setPinned] = useState<Pick<ShownMoment, 'at' | 'update'> | null>(null)
  const compare = (other: string, isLater: boolean) => {
    const here = `@${shown.update}`
    const [from, to] = isLater ? [here, other] : [other, here]
    return `/drafts/${draft}/compare?${new URLSearchParams({ from, to, changed: '1' })}`
  }
  return (
    <section className="panel time-compare">
      <h2>{say.compareWith}</h2>
      <ul>
        <li>
          <Link to={compare('now', true)}>{say.compareNow}</Link>
        </li>
        {revisions.map(({ number, symbol }) => (
          <li key={number}>
            <Link to={compare(String(number), false)}>{symbol}</Link>
          </li>
        ))}
        {pinned && pinned.update !== shown.update && (
          <li>
            <Link to={compare(`@${pinned.update}`, pinned.update > shown.update)}>{said(pinned)}</Link>
          </li>
        )}
      </ul>
      <p>
        <Link to={`/drafts/${draft}/removed?${new URLSearchParams({ from: `@${shown.update}`, to: 'now' })}`}>
          {removed.linkSince}
        </Link>
      </p>
      <Button size="small" onClick={() => setPinned({ at: shown.at, update: shown.update })}>
        {say.pin}
      </Button>
      {pinned && (
        <p className="quiet" role="status">
          {say.pinned(said(pinned))}
        </p>
      )}
    </section>
  )
}

function Deeds({
  shown,
  go,
  draft,
  seesRecord,
}: {
  shown: ShownMoment
  go: (to: Going) => void
  draft: string
  seesRecord: boolean
}) {
  const { time: say, record, when, navigation } = useMessages()
  return (
    <section className="panel">
      <h2>{say.deeds}</h2>
      {shown.deeds.length === 0 ? (
        <p className="quiet">{say.noDeeds}</p>
      ) : (
        <ol className="deeds">
          {shown.deeds.map(({ number, at, who, what, detail }) => (
            <li key={number} className={cx(at > shown.at && 'later')}>
              <button type="button" onClick={() => go({ at })} aria-current={at === shown.at || undefined}>
                <time dateTime={when.machine(at)}>{when.time(at)}</time> <b>{who}</b>{' '}
                {record.whats[what] ?? what}
              </button>
              {detail && <p className="record-detail">{detail}</p>}
            </li>
          ))}
        </ol>
      )}
      {seesRecord && (
        <LinkButton size="small" to={`/drafts/${draft}/record`}>
          {navigation.record}
        </LinkButton>
      )}
    </section>
  )
}

function Acted({ shown }: { shown: ShownMoment }) {
  const { time: say } = useMessages()
  if (shown.acted.length === 0) return null
  return (
    <section className="panel">
      <h2>{say.acted}</h2>
      <ul className="acted">
        {shown.acted.map(({ who, delegation, names }) => (
          <li key={who}>
            {delegation ? <Chip code={delegation} name={who} /> : <b>{who}</b>}
            {names.length > 0 && <span className="quiet">{names.join(', ')}</span>}
          </li>
        ))}
      </ul>
      <p className="quiet">{say.actedHint}</p>
    </section>
  )
}
