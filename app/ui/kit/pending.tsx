import { useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useMessages } from './messages-context.tsx'

/** Says that a page is on its way: a line at the top at once, a sentence after a second. */
export function Pending() {
  const { words } = useMessages()
  const busy = useNavigation().state !== 'idle'
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!busy) return setLong(false)
    const timer = setTimeout(() => setLong(true), 1_000)
    return () => clearTimeout(timer)
  }, [busy])
  return (
    <div className="pending" data-busy={busy || undefined} role="status">
      {busy && long && <span>{words.working}</span>}
    </div>
  )
}
