import { Link, useLocation } from '@remix-run/react'
import { Bell as BellIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useViewer } from './viewer.tsx'
import { useMessages } from '../kit/messages-context.tsx'

/** ms between two looks while the page is in sight. */
const EVERY = 60_000

/** The way to the notices, with how many are new. Asked for after the page is there: nothing waits for it. */
export function Bell() {
  const { notices: say } = useMessages()
  const viewer = useViewer()
  const { key } = useLocation()
  const unread = useUnread(viewer !== null, key)
  if (!viewer) return null
  return (
    <Link to="/notices" className="bell" aria-label={say.bell(unread)} title={say.bell(unread)}>
      <BellIcon size={17} aria-hidden="true" />
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {say.most(unread)}
        </span>
      )}
    </Link>
  )
}

function useUnread(asks: boolean, page: string): number {
  const [unread, setUnread] = useState(0)
  useEffect(() => {
    if (!asks) return
    const stop = new AbortController()
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const answer = await fetch('/notices/count', { signal: stop.signal })
        const isJson = answer.headers.get('content-type')?.includes('json')
        if (answer.ok && isJson) setUnread(((await answer.json()) as { unread: number }).unread)
      } catch {
        // Without a connection the number stays as it was.
      }
    }
    void look()
    const timer = setInterval(() => void look(), EVERY)
    return () => {
      clearInterval(timer)
      stop.abort()
    }
  }, [asks, page])
  return unread
}
