import type { LateWords } from '#app/document/model/late-words.ts'
import type { ServerTime } from './server-time.ts'
import type { Connection, Unsent } from '#app/live/types.ts'

export type ConnectionCallbacks = {
  onState(state: Connection): void
  onLate(words: readonly LateWords[]): void
  /** The room does not take what this document holds: it is to be dropped, its words go to the tray. */
  onDropped(reason: Unsent['reason']): void
  /** Once a connection: the document holds all that the room has. */
  onSynced(): void
}

export type ConnectionOptions = {
  url: string
  draft: string
  user: string
  writes: boolean
  /** The delegation that the secretariat types for; null for everybody who types for themselves. */
  behalf: string | null
  /** Comes a little later: the connection before this one has just been refused. */
  hesitates: boolean
  time: ServerTime
  callbacks: ConnectionCallbacks
}
