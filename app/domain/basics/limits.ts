/**
 * How much of a thing there may be. Each figure stands far above what published negotiating texts have (the longest
 * known: 54,000 words, 5,005 characters and 35 brackets in a paragraph, brackets ten deep), and low enough that what
 * is worked out of a text for every page stays a matter of milliseconds.
 */
export const limits = {
  /** Words within another delegation's words, within another's …: people amend an amendment, rarely that again. */
  insertionDepth: 40,
  /** Brackets open at once in one text: five times the deepest. Each level is indented in the list of brackets. */
  bracketDepth: 50,
  /** Signs `[` and `]` in a paragraph, or of one delegation in it: fourteen times the most. Each is drawn by itself. */
  bracketsInParagraph: 1_000,
  /** Entries of one delegation on one paragraph: every second word of the longest one, each changed by itself. */
  entriesInParagraph: 1_000,
  /** Passages that one consolidation puts in brackets: each is written in the text as it then stands. */
  passagesInConsolidation: 100,
  /** Characters of a paragraph, or of one delegation in it: twenty times the longest. */
  charactersInParagraph: 100_000,
  /** Code points that are no characters of a text. Entries that had some before this was known may keep them. */
  strayCharacters: 0,
  /** Characters that one delegation proposes at once: five times the longest text. */
  charactersOfDelegation: 2_000_000,
  /** Characters that all of them propose: what a room of fifty can need, and a process can hold. */
  charactersOfDraft: 20_000_000,
} as const

export type LimitName = keyof typeof limits
export type Amounts = Partial<Record<LimitName, number>>

/** The first limit that amounts go beyond; null when they stay within all of them. */
export const beyond = (amounts: Amounts): LimitName | null =>
  (Object.keys(limits) as LimitName[]).find((name) => (amounts[name] ?? 0) > limits[name]) ?? null

/** How many brackets a text has, and how many of them are open at once at most, those without a partner included. */
export function bracketsIn(text: string): { signs: number; depth: number } {
  let [signs, open, depth] = [0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit !== OPEN && unit !== CLOSE) continue
    signs++
    open = unit === OPEN ? open + 1 : Math.max(0, open - 1)
    depth = Math.max(depth, open)
  }
  return { signs, depth }
}

const [OPEN, CLOSE] = ['['.charCodeAt(0), ']'.charCodeAt(0)]

/** The limit that the words of one paragraph go beyond; null for one that may stand. */
export function beyondInParagraph(text: string): LimitName | null {
  const { signs, depth } = bracketsIn(text)
  return beyond({ charactersInParagraph: text.length, bracketsInParagraph: signs, bracketDepth: depth })
}
