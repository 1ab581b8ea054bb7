import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import { SHOWING } from './pace.ts'
import type { Connection, Identity } from './types.ts'
import { useLiveDraft, usePart } from './use-live-draft.ts'

export type LiveReading = {
  text: RollingText
  floor: Floor
  labels: Readonly<Record<ParagraphId, string>>
  connection: Connection
  /** ms since epoch by the server's clock. */
  now(): number
}

/** The text and what is said about it, as they live, for a page on which nobody writes words. */
export function useLiveReading(given: {
  draft: string
  user: string
  me: Identity
  initial: RollingText
  initialFloor: Floor
  /** Whether others see the user among the people here. */
  isPresent: boolean
  onTransmitted?: () => void
}): LiveReading {
  const live = useLiveDraft({
    ...given,
    behalf: null,
    author: '',
    writes: false,
    settles: false,
    pace: SHOWING,
  })
  return {
    text: usePart(live, 'text'),
    floor: usePart(live, 'floor'),
    labels: usePart(live, 'labels'),
    connection: usePart(live, 'connection'),
    now: live.serverTime,
  }
}
