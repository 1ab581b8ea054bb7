import { Popover } from 'radix-ui'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import type { Connection, ConnectionFigures, ServerConnection } from '#app/live/types.ts'

/** States in which the word alone does not tell how much waits. */
const COUNTED: readonly Connection[] = ['slow', 'offline', 'busy', 'crowded', 'ended']
/** The state of the connection, in a word at the top, with the figures behind it. */
export function ConnectionSign({ state, server }: { state: Connection; server: ServerConnection | null }) {
  const m = useMessages()
  const figures = useFigures(server)
  const { word, hint } = m.connection[state]
  const counted = figures?.hasUnsaved && COUNTED.includes(state)
  const sign = (
    <span className="connection" data-state={state}>
      <span>{word}</span>
      {counted && <span className="unsaved">{m.connectionPanel.unsaved(figures.unsavedWords)}</span>}
    </span>
  )
  return (
    <>
      <Announcement state={state} unsaved={figures?.unsavedWords ?? 0} />
      {server && figures ? (
        <Popover.Root>
          <Popover.Trigger
            className="connection-open"
            title={hint}
            aria-label={`${word}. ${m.connectionPanel.open}`}
          >
            {sign}
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              className="connection-panel"
              align="end"
              sideOffset={8}
              collisionPadding={8}
              aria-label={m.connectionPanel.title}
            >
              <ConnectionPanel {...{ state, server, figures }} />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      ) : (
        <span title={hint}>{sign}</span>
      )}
    </>
  )
}

function useFigures(server: ServerConnection | null): ConnectionFigures | null {
  const subscribe = useCallback((run: () => void) => server?.subscribe(run) ?? (() => undefined), [server])
  return useSyncExternalStore(
    subscribe,
    () => server?.figures() ?? null,
    () => null,
  )
}

/**
 * Tells those who listen that the connection is slow, and when all is well again. What needs more than waiting is said by
 * the banners; what comes and goes with every word is not said at all.
 */
function Announcement({ state, unsaved }: { state: Connection; unsaved: number }) {
  const { connectionPanel: say } = useMessages()
  const [said, setSaid] = useState('')
  const troubled = useRef(false)
  const words = useRef(unsaved)
  words.current = unsaved
  useEffect(() => {
    const isWell = state === 'saved' || state === 'reading' || state === 'frozen'
    if (state === 'slow') setSaid(say.slow(words.current))
    else if (isWell && troubled.current) setSaid(state === 'saved' ? say.again : say.againReading)
    else if (COUNTED.includes(state)) setSaid('')
    troubled.current = COUNTED.includes(state) || (troubled.current && !isWell)
  }, [state, say])
  return (
    <span className="unseen" role="status">
      {said}
    </span>
  )
}
