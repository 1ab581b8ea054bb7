import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { SaidWithin, Thread } from '#app/domain/floor/comment.ts'
import { may } from '#app/domain/policy.ts'
import type { InternalComments } from '#app/ui/context/discussion.ts'
import { postTo } from './post-decision.ts'
import type { Identity } from '#app/live/types.ts'

type Known = Pick<InternalComments, 'threads' | 'colleagues' | 'isKnown'>

/** ms between two looks while the page is seen. */
const EVERY = 15_000

/**
 * The comments within one's delegation, read when the page comes, after one has spoken, and now and then while the
 * page is seen: they never go over the socket, which everybody shares. Null for those who have no delegation, and in a
 * working copy, which is another place.
 */
export function useCommentsWithin(
  draft: string,
  csrf: string,
  me: Identity,
  isElsewhere: boolean,
): InternalComments | null {
  const isMember = !isElsewhere && may(me, 'comment-within')
  const address = `/drafts/${draft}/comments-within`
  const [known, setKnown] = useState<Known>({ threads: [], colleagues: [], isKnown: false })
  const [isReachable, setReachable] = useState(true)
  const text = useRef('')
  const look = useCallback(async () => {
    const read = await readFrom(address)
    setReachable(read !== null)
    if (!read || read === text.current) return
    text.current = read
    const { threads, colleagues } = JSON.parse(read) as Known & { threads: Thread[] }
    setKnown({ threads, colleagues, isKnown: true })
  }, [address])
  useEffect(() => {
    if (!isMember) return
    const lookIfSeen = () => void (document.visibilityState === 'visible' && look())
    lookIfSeen()
    const timer = setInterval(lookIfSeen, EVERY)
    document.addEventListener('visibilitychange', lookIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookIfSeen)
    }
  }, [isMember, look])
  const say = useCallback(
    async (said: SaidWithin) => {
      const answer = await postTo(address, csrf, said)
      if (answer.ok) await look()
      return answer
    },
    [address, csrf, look],
  )
  return useMemo(
    () => (isMember ? { ...known, isReachable, say } : null),
    [isMember, known, isReachable, say],
  )
}

/** What stands there, as it came; null when it could not be read. */
async function readFrom(address: string): Promise<string | null> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' }, redirect: 'error' })
    return response.ok ? await response.text() : null
  } catch {
    return null
  }
}
