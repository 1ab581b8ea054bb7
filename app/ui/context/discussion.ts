import type { About, SaidWithin, Thread, ThreadPlace } from '#app/domain/floor/comment.ts'
import type { CommentedWords } from '#app/domain/floor/commented-words.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { ChosenWords } from '#app/live/types.ts'

/** The comments within one's own delegation. */
export type InternalComments = {
  threads: readonly Thread[]
  /** Whom one can call upon. */
  colleagues: readonly { user: string; name: string }[]
  /** False until they were read once. */
  isKnown: boolean
  /** False while they could not be read; what is shown may be old. */
  isReachable: boolean
  /** `refusal` is null when the server could not be reached. */
  say(said: SaidWithin): Promise<{ ok: true } | { ok: false; refusal: Refusal | null }>
}

/** What a table needs so that people can speak about the text; a working copy has none of it. */
export type TableDiscussion = {
  chosen: ChosenWords | null
  /** Where a thread belongs now; null until the live text is there. */
  placeOf: ((about: About) => ThreadPlace) | null
  /** Marks words in the live text that are commented on. */
  onCommented(words: CommentedWords, opened: string | null): void
  /** Null for those who have no delegation. */
  within: InternalComments | null
}
