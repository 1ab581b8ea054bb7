import { Link } from '@remix-run/react'
import type { Language } from '#app/domain/basics/draft.ts'
import { LinkButton } from '../kit/button.tsx'
import { Badge } from '../kit/chip.tsx'
import { useMessages } from '../kit/messages-context.tsx'

export type StationShown = {
  organ: string
  name: Readonly<Record<Language, string>>
  symbol: string
  series: string
  /** ISO date */
  date: string
  statusLine: string
  transmission: string | null
  byName: string | null
  at: number | null
  isHere: boolean
}

/** The road of a text from where it was negotiated to where it is, with what can be fetched at each step. */
export function RoadList({
  draft,
  stations,
  current = null,
  withRecord,
}: {
  draft: string
  stations: readonly StationShown[]
  /** The transmission whose page this is. */
  current?: string | null
  withRecord: boolean
}) {
  return (
    <ol className="road">
      {stations.map((station) => (
        <Station
          key={station.transmission ?? 'origin'}
          draft={draft}
          station={station}
          isCurrent={station.transmission !== null && station.transmission === current}
          withRecord={withRecord}
        />
      ))}
    </ol>
  )
}

function Station({
  draft,
  station,
  isCurrent,
  withRecord,
}: {
  draft: string
  station: StationShown
  isCurrent: boolean
  withRecord: boolean
}) {
  const { road: say, when, language } = useMessages()
  const { name, symbol, date, statusLine, transmission, byName, at, isHere } = station
  const page = transmission ? `/transmissions/${transmission}` : `/drafts/${draft}`
  return (
    <li data-here={isHere}>
      <p className="eyebrow">
        {transmission ? say.step(name[language]) : say.origin(name[language])}{' '}
        {isHere && <Badge tone="good">{say.here}</Badge>}
      </p>
      <p className="road-symbol">{isCurrent ? symbol : <Link to={page}>{symbol}</Link>}</p>
      <p className="quiet">
        {when.day(date)}
        {statusLine && ` · ${statusLine}`}
      </p>
      {at !== null && byName && <p className="quiet road-by">{say.by(byName, when.moment(at))}</p>}
      <p className="row road-files">
        {transmission && (
          <LinkButton size="small" to={`${page}/clean.docx`} download>
            {say.docx}
          </LinkButton>
        )}
        {!transmission && withRecord && (
          <>
            <LinkButton size="small" to={`/drafts/${draft}/record.json`} download>
              {say.recordJson}
            </LinkButton>
            <LinkButton size="small" to={`/drafts/${draft}/record.csv`} download>
              {say.recordCsv}
            </LinkButton>
          </>
        )}
      </p>
    </li>
  )
}
