/**
 * What no text may hold, wherever it comes from: characters that are not words. Controls; marks that turn the
 * direction of what follows them, up to the end of the line and in everybody's words; the second half of a pair;
 * code points that Unicode keeps from being characters; tags and signs that show nothing. What joins letters (U+200C,
 * U+200D), single marks of direction (U+200E, U+200F) and words written from right to left are words.
 *
 * Source: Unicode Standard 23.7 and 23.8, UAX #9 on explicit directional formatting, UTR #36 on what cannot be seen.
 */
const NEVER =
  '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u2028\\u202A-\\u202E\\u2066-\\u206F\\uFEFF\\uFFF9-\\uFFFC' +
  '\\u{E0000}-\\u{E007F}\\p{Noncharacter_Code_Point}\\p{Surrogate}'
/** Ends of lines and of paragraphs, and tabs: meant in a comment or in a form, not within the words of a text. */
const LAYOUT = '\\t\\n\\r\\u2029'

const notInLines = new RegExp(`[${NEVER}]`, 'gu')
const notInWords = new RegExp(`[${NEVER}${LAYOUT}]`, 'gu')

/** Whether a text of several lines, as people write it into a form, holds characters only. */
export const isLines = (text: string): boolean => text.search(notInLines) === -1

/** Whether the words of a paragraph hold characters only. */
export const isWords = (text: string): boolean => text.search(notInWords) === -1

/** The text without what is not a character; what `by` answers for it stands in its place. */
export const onlyLines = (text: string, by: (stray: string, offset: number) => string = () => ''): string =>
  text.replace(notInLines, by)

/** How many of the code points are none that words may hold. `allowed`: characters that mean something here. */
export function countStray(text: string, allowed = ''): number {
  let count = 0
  for (const [stray] of text.matchAll(notInWords)) if (!allowed.includes(stray)) count++
  return count
}
