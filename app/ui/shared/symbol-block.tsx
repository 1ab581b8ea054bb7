import type { DraftHeader } from '#app/domain/basics/draft.ts'
import { useMessages } from '../kit/messages-context.tsx'

/** The head of an OAS paper: organ at the left; series, symbol, date and original at the right; then the title. */
export function SymbolBlock({
  header,
  organ,
  symbol,
  date,
}: {
  header: Pick<DraftHeader, 'title' | 'series' | 'originalLanguage' | 'statusLine'>
  /** Its name */
  organ: string
  symbol: string
  /** ISO date */
  date: string
}) {
  const { when, languages, table } = useMessages()
  return (
    <header className="symbol-block">
      <div className="symbol-lines">
        <p className="symbol-organ">{organ}</p>
        <p>
          {header.series}
          <br />
          {symbol}
          <br />
          {when.day(date)}
          <br />
          {table.original(languages[header.originalLanguage])}
        </p>
      </div>
      <h2>{header.title}</h2>
      {header.statusLine && <p className="status-line">{header.statusLine}</p>}
    </header>
  )
}
