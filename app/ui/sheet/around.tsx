import { createContext, useContext } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { namedPlace, type NamedPlace } from '#app/domain/text/move.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Labels } from '#app/display/labels.ts'

/** The text around what is shown, by which the place of a move is named. */
export type Around = {
  text: Pick<RollingText, 'paragraphs'>
  labels: Labels
  nameOf(code: DelegationCode): string
}

const Context = createContext<Around>({ text: { paragraphs: [] }, labels: {}, nameOf: (code) => code })
export const AroundProvider = Context.Provider
export const useAround = (): Around => useContext(Context)

/** Where a proposal would have its paragraph stand; null for every other kind. */
export function usePlaceOf(): (proposal: Pick<Proposal, 'paragraph' | 'to'>) => NamedPlace | null {
  const { text, labels } = useAround()
  return ({ paragraph, to }) => (to ? namedPlace(text, labels, paragraph, to.after) : null)
}
