import { useCallback, useEffect, useRef, useState } from 'react'
import { searchOf, type Going, type ShownMoment } from './moment.ts'

/** Moments kept in the browser to go back to. */
const KEPT = 60

export type Moments = {
  shown: ShownMoment
  isLoading: boolean
  hasFailed: boolean
  go(to: Going): void
}

/**
 * Goes from moment to moment of a draft. While one is loading only the latest wish counts, so that dragging asks for
 * no more than can be answered.
 */
export function useMoments(draft: string, first: ShownMoment): Moments {
  const [shown, setShown] = useState(first)
  const [isLoading, setLoading] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const kept = useRef(new Map<string, ShownMoment>())
  const wish = useRef<Going | null>(null)
  const busy = useRef(false)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  useEffect(() => setShown(first), [first])

  const go = useCallback(
    (to: Going) => {
      wish.current = to
      if (busy.current) return
      busy.current = true
      void follow(draft, kept.current, wish, (moment, loading) => {
        if (gone.current) return
        if (moment) setShown(moment)
        setFailed(moment === null && !loading)
        setLoading(loading)
      }).finally(() => {
        busy.current = false
      })
    },
    [draft],
  )
  return { shown, isLoading, hasFailed, go }
}

type Wish = { current: Going | null }

/** Answers wishes until there is none; a moment of null says that it is on its way, or could not be loaded. */
async function follow(
  draft: string,
  kept: Map<string, ShownMoment>,
  wish: Wish,
  show: (moment: ShownMoment | null, loading: boolean) => void,
): Promise<void> {
  while (wish.current) {
    const search = searchOf(wish.current)
    wish.current = null
    const known = kept.get(search)
    if (!known) show(null, true)
    const moment = known ?? (await load(draft, search))
    if (moment) keep(kept, search, moment)
    show(moment, false)
  }
}

async function load(draft: string, search: string): Promise<ShownMoment | null> {
  try {
    const answer = await fetch(`/drafts/${draft}/time/moment${search}`, {
      headers: { Accept: 'application/json' },
    })
    const isJson = answer.headers.get('content-type')?.includes('json')
    return answer.ok && isJson ? ((await answer.json()) as ShownMoment) : null
  } catch {
    return null
  }
}

function keep(kept: Map<string, ShownMoment>, search: string, moment: ShownMoment) {
  kept.delete(search)
  kept.set(search, moment)
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break
    kept.delete(oldest)
  }
}
