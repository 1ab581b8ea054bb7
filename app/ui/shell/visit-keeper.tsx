import { useEffect } from 'react'
import { useCsrf } from './viewer.tsx'

/** ms between two signs of life; well within what counts as one visit. */
const EVERY = 5 * 60_000

/**
 * Tells the server that somebody looks at a draft: when it is opened, now and then while the page is in sight, and
 * when it goes out of sight, so that nothing seen is told as new later.
 */
export function LookKeeper({ draft }: { draft: string }) {
  const csrf = useCsrf()
  useEffect(() => {
    const tell = () => {
      navigator.sendBeacon(`/drafts/${draft}/visits`, new URLSearchParams({ csrf }))
    }
    const onChange = () => {
      if (document.visibilityState === 'hidden') tell()
    }
    tell()
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') tell()
    }, EVERY)
    document.addEventListener('visibilitychange', onChange)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onChange)
      tell()
    }
  }, [draft, csrf])
  return null
}
