/** How a delegation stands to a proposal or a paragraph. The room's own words: see the list of positions in use. */
export const stances = [
  'supports',
  'opposes',
  'reserves',
  'flexible',
  'needs-clarification',
  'awaits-instructions',
] as const

export type Stance = (typeof stances)[number]
