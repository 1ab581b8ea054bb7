import { createContext, useContext } from 'react'
import type { AboutAsked } from '#app/domain/floor/comment.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { NamesHere } from '../shared/names.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import type { SaidIndex } from './statements-index.ts'
import type { Seat } from '#app/live/types.ts'

/** Everything that speaking about the text needs, from anywhere on the table. */
export type Speaking = {
  floor: Floor
  said: SaidIndex
  me: Seat
  names: NamesHere
  /** Nothing can be said any more. */
  frozen: boolean
  makeStatement: MakeStatement
  /** ms since epoch by the server's clock, as well as it is known. */
  now: () => number
  /** Asks for a comment; null for those who only read. */
  onComment: ((about: AboutAsked) => void) | null
}

const Context = createContext<Speaking | null>(null)
export const SpeakingProvider = Context.Provider

/** Null in a working copy, where nobody is spoken to. */
export const useSpeaking = (): Speaking | null => useContext(Context)
