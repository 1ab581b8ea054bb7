import { Link } from '@remix-run/react'
import type { GoneFrom, GoneWords as Gone } from '#app/domain/papers/removed.ts'
import { Badge, Chip } from '../kit/chip.tsx'
import { useMessages } from '../kit/messages-context.tsx'

/** What went from a paragraph, with names. */
export type ShownGone = Omit<GoneFrom, 'words'> & {
  /** `of`: null for base text. */
  words: readonly (Omit<Gone, 'of'> & { of: { code: string; name: string } | null })[]
}

/** What went at once, with names: plain data that travels. */
export type ShownRemoval = {
  since: number
  at: number
  update: number
  decisions: readonly {
    number: number
    what: string
    who: string
    delegation: string | null
    /** Null for those who do not see the record. */
    name: string | null
    reason: string | null
  }[]
  /** Delegations that took out what they had proposed; empty where that is not so. */
  by: readonly string[]
  seated: readonly string[] | null
  gone: readonly ShownGone[]
}

/** Step by step what went, and by whom. */
export function Removals({ draft, removals }: { draft: string; removals: readonly ShownRemoval[] }) {
  return (
    <ol className="removals panel">
      {removals.map((removal) => (
        <li key={removal.update}>
          <When draft={draft} {...removal} />
          <div className="removal">
            <By {...removal} />
            <GoneWords gone={removal.gone} />
            <SeatedThen seated={removal.seated} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function When({ draft, since, at, update }: ShownRemoval & { draft: string }) {
  const { when, removed: say } = useMessages()
  return (
    <p className="removal-when">
      <Link to={`/drafts/${draft}/time?update=${update}`}>
        <time dateTime={when.machine(at)}>{since === at ? when.moment(at) : say.untilThen(at)}</time>
      </Link>
    </p>
  )
}

function By({ decisions, by }: ShownRemoval) {
  const { record, removed: say } = useMessages()
  if (decisions.length === 0)
    return by.length > 0 ? (
      <p>{say.themselves(by)}</p>
    ) : (
      <p>
        <Badge tone="warn">{say.noDecision}</Badge>
      </p>
    )
  return decisions.map(({ number, what, who, delegation, name, reason }) => (
    <p key={number}>
      {name && (
        <>
          <b>{name}</b>{' '}
        </>
      )}
      {delegation ? (
        <Chip code={delegation} name={who} />
      ) : name ? (
        <span className="quiet">{who}</span>
      ) : (
        <b>{who}</b>
      )}{' '}
      {record.whats[what] ?? what}
      {reason && <span className="removal-reason">{say.because(reason)}</span>}
    </p>
  ))
}

/** The words themselves, struck, each with whose they were. */
export function GoneWords({ gone }: { gone: readonly ShownGone[] }) {
  const { compare, removed: say, statuses } = useMessages()
  return (
    <ul className="gone">
      {gone.map(({ paragraph, label, isGone, status, words }) => (
        <li key={paragraph}>
          <span className="gone-number">{label || say.unnumbered}</span>
          {words.map((each, at) => (
            <Gone key={at} {...each} />
          ))}
          {isGone && <Badge tone="warn">{say.paragraph}</Badge>}
          {status && <Badge>{compare.status(statuses[status.from], statuses[status.to])}</Badge>}
        </li>
      ))}
    </ul>
  )
}

function Gone({ text, of, struckBy, around: [before, behind] }: ShownGone['words'][number]) {
  const { removed: say } = useMessages()
  return (
    <span className="gone-words">
      <q>
        {before}
        <del className="missing-words">{text}</del>
        {behind}
      </q>{' '}
      {of ? <Chip code={of.code} name={of.name} /> : <small>{say.baseText}</small>}
      {struckBy.length > 0 && <small>{say.struckBy(struckBy)}</small>}
    </span>
  )
}

function SeatedThen({ seated }: Pick<ShownRemoval, 'seated'>) {
  const { removed: say } = useMessages()
  if (seated === null) return <p className="removal-seated">{say.seatedUnknown}</p>
  return <p className="removal-seated">{seated.length > 0 ? say.seated(seated) : say.nobodySat}</p>
}
