import { useEffect, useState } from 'react'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { Connection, ConnectionFigures, ServerConnection } from '#app/live/types.ts'

/** ms of a round trip from which the connection is slow. */
const SLOW = 1_000
/** States in which it is tried again and again. */
const RETRIED: readonly Connection[] = ['reconnecting', 'offline', 'busy', 'crowded']
/** ms that are a moment. */
const MOMENT = 5_000

/** What is known about the connection: is it there, how fast, what waits, when words were last stored. */
export function ConnectionPanel({
  state,
  server,
  figures,
}: {
  state: Connection
  server: ServerConnection
  figures: ConnectionFigures
}) {
  const m = useMessages()
  const now = useNow(server)
  useEffect(() => server.watch(), [server])
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
            <dt>{m.connectionPanel.words}</dt>
            <dd data-figure="unsaved">{hasUnsaved ? waiting(m, figures) : m.connectionPanel.none}</dd>
            <dt>{m.connectionPanel.saved}</dt>
            <dd data-figure="saved">{lastSave(m, figures, now)}</dd>
          </>
        )}
        <dt>{m.connectionPanel.trip}</dt>
        <dd data-figure="latency">
          {latency === null || !isConnected ? m.connectionPanel.unmeasured : trip(m, latency)}
        </dd>
        <dt>{isConnected ? m.connectionPanel.since : m.connectionPanel.away}</dt>
        <dd data-figure="since">
          <time dateTime={m.when.machine(since)}>
            {m.connectionPanel.sinceTime(
              lasts < MOMENT ? m.connectionPanel.moment : m.when.span(lasts),
              m.when.time(since),
            )}
          </time>
        </dd>
      </dl>
      {RETRIED.includes(state) && (
        <div className="retry">
          <span>
            {triesAt === null || triesAt - now < 1_000
              ? m.connectionPanel.tries
              : m.connectionPanel.triesIn(Math.round((triesAt - now) / 1_000))}
          </span>
          <Button size="small" onClick={() => server.retry()}>
            {m.connectionPanel.retry}
          </Button>
        </div>
      )}
      {writes && <p className="kept">{keeps ? m.connectionPanel.keeps : m.connectionPanel.keepsNothing}</p>}
    </>
  )
}

type Messages = ReturnType<typeof useMessages>

const waiting = ({ connectionPanel: say }: Messages, { unsavedWords }: ConnectionFigures) =>
  unsavedWords > 0 ? say.count(unsavedWords) : say.change

const trip = ({ connectionPanel: say }: Messages, latency: number) =>
  latency < SLOW ? say.milliseconds(latency) : say.seconds(latency)

function lastSave({ connectionPanel: say, when }: Messages, { savedAt }: ConnectionFigures, now: number) {
  if (savedAt === null) return say.never
  return (
    <time dateTime={when.machine(savedAt)}>
      {now - savedAt < MOMENT ? say.justNow : when.ago(now - savedAt)}
    </time>
  )
}

/** The server's time, once a second. */
function useNow(server: ServerConnection): number {
  const [now, setNow] = useState(() => server.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(server.now()), 1_000)
    return () => clearInterval(timer)
  }, [server])
  return now
}
