import type { Connection } from '#app/live/types.ts'
import type { AckTracker } from '../unsent/ack-tracker.ts'
import type { Loss } from './reconnect.ts'

/** ms in which a lost connection may come back before anybody is told that they are offline. */
export const GRACE = 3_000
/** ms that words may be under way before the connection is called slow, and ms of a round trip from which it is. */
const SLOW = 1_500
const SLOW_TRIP = 1_000

/** What there is to know when the state of a connection is to be said. */
export type ConnectionFacts = {
  /** This page may write, as far as the room has said. */
  writes: boolean
  isTransmitted: boolean
  isOpen: boolean
  isSynced: boolean
  acks: Pick<AckTracker, 'isSaved' | 'maySend' | 'oldest'>
  /** ms of a round trip; null until one was measured. */
  latency: number | null
  /** How it was lost last; null when it never was. */
  loss: Loss | null
  /** By the same clock as `now`; null while it works. */
  lostAt: number | null
  hasNetwork: boolean
  /** What was said last. */
  before: Connection
  now: number
}

/** The state of a connection in a word. */
export function connectionState(facts: ConnectionFacts): Connection {
  return facts.isOpen ? whileOpen(facts) : whileLost(facts)
}

function whileOpen(facts: ConnectionFacts): Connection {
  const { acks, isSynced, now } = facts
  const coming = facts.loss === null ? 'connecting' : 'reconnecting'
  if (!facts.writes) return !isSynced ? coming : facts.isTransmitted ? 'frozen' : 'reading'
  if (isSynced && acks.isSaved) return 'saved'
  if (!acks.maySend || acks.oldest === null) return coming
  return isSlow(facts, now - acks.oldest) ? 'slow' : 'saving'
}

/** Once it is called slow it is so until all is stored: the word must not flicker while somebody types. */
function isSlow({ before, latency }: ConnectionFacts, underway: number): boolean {
  const isLong = (latency ?? 0) > SLOW_TRIP
  return before === 'slow' || underway > (isLong ? SLOW / 4 : SLOW)
}

function whileLost({ loss, lostAt, hasNetwork, now }: ConnectionFacts): Connection {
  if (loss === null) return 'connecting'
  if (loss === 'busy' || loss === 'crowded') return loss
  return hasNetwork && now - (lostAt ?? 0) < GRACE ? 'reconnecting' : 'offline'
}
