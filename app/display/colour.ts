import { CHAIR } from '#app/domain/basics/actor.ts'
import { publicCode } from '#app/domain/floor/working-copy.ts'
import type { DelegationCode } from '#app/domain/basics/actor.ts'

/** One of the twelve delegation colours of tokens.css; 0 is the chair's, which is ink. */
export type DelegationColour = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12

/** Colour → the states that have it, so that no colour has more than three of the thirty-five. */
const states: readonly (readonly [DelegationColour, readonly DelegationCode[]])[] = [
  [1, ['CRI', 'SUR', 'HTI']],
  [2, ['CAN', 'PER', 'GRD']],
  [3, ['ECU', 'TTO', 'NIC']],
  [4, ['JAM', 'URY', 'HND']],
  [5, ['GTM', 'BRB', 'VEN']],
  [6, ['BRA', 'DMA', 'DOM']],
  [7, ['ARG', 'LCA', 'SLV']],
  [8, ['CHL', 'BHS', 'CUB']],
  [9, ['USA', 'PRY', 'VCT']],
  [10, ['PAN', 'GUY', 'KNA']],
  [11, ['MEX', 'BOL', 'ATG']],
  [12, ['COL', 'BLZ']],
]
const colours = new Map(states.flatMap(([colour, codes]) => codes.map((code) => [code, colour] as const)))

/** A colour for life: by table for the member states, by the letters of the code for anyone else. */
export function delegationColour(given: DelegationCode): DelegationColour {
  const code = publicCode(given)
  if (code === CHAIR) return 0
  const known = colours.get(code)
  if (known) return known
  let sum = 0
  for (const letter of code) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return ((sum % 12) + 1) as DelegationColour
}
