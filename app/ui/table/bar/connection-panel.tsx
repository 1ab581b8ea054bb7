import { useEffect, useState } from 'react'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { Connection, ConnectionFigures, ServerConnection } from '#app/live/types.ts'

/** ms of a round trip from which a line is slow. */
const SLOW = 1_000
/** States in which the line is tried again and again. */
const RETRIED: readonly Connection[] = ['reconnecting', 'offline', 'busy', 'crowded']
/** ms that are a moment. */
const MOMENT = 5_000

/** What is known about the line: is it there, how fast, what waits, when words were last stored. */
export function ConnectionPanel({
  state,
  line,
  figures,
}: {
  state: Connection
  line: ServerConnection
  figures: ConnectionFigures
}) {
  const m = useMessages()
  const now = useNow(line)
  useEffect(() => line.watch(), [line])
  const { isConnected, since, triesAt, keeps, hasUnsaved, latency } = figures
  const writes = state !== 'reading' && state !== 'frozen'
  const lasts = now - since
  return (
    <>
      <h2>{m.connection[state].word}</h2>
      <p>{m.connection[state].hint}</p>
      <dl>
        {writes && (
          <>
            <dt>{m.line.words}</dt>
            <dd data-figure="unsaved">{hasUnsaved ? waiting(m, figures) : m.line.none}</dd>
            <dt>{m.line.saved}</dt>
            <dd data-figure="saved">{lastSave(m, figures, now)}</dd>
          </>
        )}
        <dt>{m.line.trip}</dt>
        <dd data-figure="latency">
          {latency === null || !isConnected ? m.line.unmeasured : trip(m, latency)}
        </dd>
        <dt>{isConnected ? m.line.since : m.line.away}</dt>
        <dd data-figure="since">
          <time dateTime={m.when.machine(since)}>
            {m.line.sinceTime(lasts < MOMENT ? m.line.moment : m.when.span(lasts), m.when.time(since))}
          </time>
        </dd>
      </dl>
      {RETRIED.includes(state) && (
        <div className="retry">
          <span>
            {triesAt === null || triesAt - now < 1_000
              ? m.line.tries
              : m.line.triesIn(Math.round((triesAt - now) / 1_000))}
          </span>
          <Button size="small" onClick={() => line.retry()}>
            {m.line.retry}
          </Button>
        </div>
      )}
      {writes && <p className="kept">{keeps ? m.line.keeps : m.line.keepsNothing}</p>}
    </>
  )
}

type Messages = ReturnType<typeof useMessages>

const waiting = ({ line }: Messages, { unsavedWords }: ConnectionFigures) =>
  unsavedWords > 0 ? line.count(unsavedWords) : line.change

const trip = ({ line }: Messages, latency: number) =>
  latency < SLOW ? line.milliseconds(latency) : line.seconds(latency)

function lastSave({ line, when }: Messages, { savedAt }: ConnectionFigures, now: number) {
  if (savedAt === null) return line.never
  return (
    <time dateTime={when.machine(savedAt)}>
      {now - savedAt < MOMENT ? line.justNow : when.ago(now - savedAt)}
    </time>
  )
}

/** The server's time, once a second. */
function useNow(line: ServerConnection): number {
  const [now, setNow] = useState(() => line.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(line.now()), 1_000)
    return () => clearInterval(timer)
  }, [line])
  return now
}
