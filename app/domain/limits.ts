/**
 * How much of a thing there may be. What the longest published negotiating texts have stands beside each figure: no
 * draft that people negotiate comes near, and what a page works out of a text stays within what a page can do.
 */
export const limits = {
  /** Words within another delegation's words, within another's …: people amend an amendment, rarely that again. */
  insertionDepth: { most: 40 },
} as const
