import { useEffect, useRef, useState } from 'react'
import type { LiveDocument } from './live-document.ts'
import { DraftVisit, type VisitNeeds } from './draft-visit.ts'
import { useTray, type TrayOfWords } from './use-tray.ts'
import type { Connection } from './types.ts'

export type SessionNeeds = Pick<
  VisitNeeds,
  'draft' | 'user' | 'behalf' | 'me' | 'labelOf' | 'onTransmitted'
> & {
  writes: boolean
}

export type OpenSession = { session: LiveDocument | null; connection: Connection; tray: TrayOfWords }

/** The document and its line, from coming to leaving, and the tray for what the room did not take. */
export function useSession(needs: SessionNeeds): OpenSession {
  const { draft, user, behalf } = needs
  const [session, setSession] = useState<LiveDocument | null>(null)
  const [connection, setConnection] = useState<Connection>('connecting')
  const tray = useTray(draft, user)
  const latest = useRef({ ...needs, keep: tray.keep })
  latest.current = { ...needs, keep: tray.keep }

  useEffect(() => {
    const succession = new DraftVisit({
      draft,
      user,
      behalf,
      me: latest.current.me,
      labelOf: (paragraph) => latest.current.labelOf(paragraph),
      onSession: setSession,
      onState: setConnection,
      onUnsent: (words) => words.length > 0 && latest.current.keep(words),
      onTransmitted: () => latest.current.onTransmitted(),
    })
    succession.start(latest.current.writes)
    return () => succession.end()
  }, [draft, user, behalf])
  useLeaveWarning(session)
  return { session, connection, tray }
}

/** A warning on leaving with words that are not stored. */
function useLeaveWarning(session: LiveDocument | null) {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (session?.connection.hasUnsaved) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [session])
}
