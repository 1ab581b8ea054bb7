import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import { LiveDraft, type DraftSnapshot, type OpenOptions } from './live-draft.ts'

export type DraftNeeds = OpenOptions & {
  /** As the server sent them, until the room has spoken. */
  initial: RollingText
  initialFloor: Floor
}

/** Opens a draft for as long as the page is there; anew for another draft, person or delegation. */
export function useLiveDraft(needs: DraftNeeds): LiveDraft {
  const { draft, user, behalf, initial, initialFloor } = needs
  const [live] = useState(() => new LiveDraft({ text: initial, floor: initialFloor }))
  const latest = useRef(needs)
  latest.current = needs
  useEffect(
    () =>
      live.open({
        ...latest.current,
        draft,
        user,
        behalf,
        onTransmitted: () => latest.current.onTransmitted?.(),
      }),
    [live, draft, user, behalf],
  )
  return live
}

/** One part of it; the page is drawn again when that part changes. */
export function usePart<K extends keyof DraftSnapshot>(live: LiveDraft, part: K): DraftSnapshot[K] {
  const read = () => live.snapshot()[part]
  return useSyncExternalStore(live.subscribe, read, read)
}
