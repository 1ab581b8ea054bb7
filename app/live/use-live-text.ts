import { useEffect, useState } from 'react'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { useSession } from './use-session.ts'
import type { Connection, Seat } from './types.ts'

/** ms of rest before the page follows. */
const REST = 80

/** The text and what is said about it, as they live, for a page that writes no words. */
export function useLiveText(given: {
  draft: string
  user: string
  me: Seat
  /** As the server sent them, until the room has spoken. */
  initial: RollingText
  initialFloor: Floor
  onTransmitted(): void
}): { text: RollingText; floor: Floor; connection: Connection } {
  const { draft, user, me, onTransmitted } = given
  const [text, setText] = useState(given.initial)
  const [floor, setFloor] = useState(given.initialFloor)
  const needs = { draft, user, me, behalf: null, writes: false, labelOf: () => null, onTransmitted }
  const { session, connection } = useSession(needs)
  useEffect(() => {
    if (!session) return
    let timer: ReturnType<typeof setTimeout> | null = null
    const follow = () => {
      timer ??= setTimeout(() => {
        timer = null
        if (!session.isReady) return
        setText(session.layers.rolling())
        setFloor(session.floor())
      }, REST)
    }
    const stops = [session.layers.onChange(follow), session.onFloor(follow)]
    return () => {
      for (const stop of stops) stop()
      if (timer !== null) clearTimeout(timer)
    }
  }, [session])
  return { text, floor, connection }
}
