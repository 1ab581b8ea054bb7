import type { Line } from './lines.ts'

const REFERENCE =
  /(?:^|\s)(?:paragraphs?|articles?|sections?|annex(?:es)?|chapters?|resolutions?|párrafos?|artículos?|artigos?|parágrafos?|paragraphes?|and|or|to|of|in|y|e|et|ou|de|del|du|da|no|nos?\.)$/i

/** The text ends where a sentence, a clause of a list or a bracket may end. */
export const endsClause = (text: string): boolean =>
  /(?:[.;:,!?…}\])]|[.;:,]\s(?:and|or|y|o|et|ou|e))["”’»)\]}]*(?:\d{1,2}\/?)?$/.test(text)

/** The text ends in words that want a number after them: "… referred to in paragraph". */
export const wantsNumber = (text: string): boolean => REFERENCE.test(text)

/** The next line's first word would have had room on this line, so that the line was ended on purpose. */
export const endsEarly = (line: Line, next: Line, width: number): boolean =>
  line.indent + line.text.length + 1 + firstWord(next.text).length <= width - 2

const firstWord = (text: string): string => /^\S+/.exec(text)?.[0] ?? ''

const opensSentence = (text: string): boolean => /^["“'(«\s]*\p{Lu}/u.test(text) || text.startsWith('[')

export type Ending = {
  /** The last line of the paragraph so far, and all of its text. */
  line: Line
  text: string
  next: Line
  /** See `wrapWidth`. */
  width: number
  /** Brackets opened and not closed since the paragraph began. */
  depth: number
}

/** Whether an unmarked line begins a paragraph of its own, rather than going on with the one before it. */
export function endsParagraph({ line, text, next, width, depth }: Ending): boolean {
  const opens = opensSentence(next.text)
  if (width === Infinity) return opens || endsClause(text)
  if (!opens) return false
  // First line set in, after lines that were not.
  if (next.indent > line.indent + 2 && /[.;:,]["”)\]\s]*(?:\d{1,2}\/?)?$/.test(text)) return true
  if (/;["”)\]]*$/.test(text)) return true
  if (/[.,;:]\s?\]+$/.test(text) && depth <= 0) return true
  return endsEarly(line, next, width * 0.8) || (endsEarly(line, next, width) && endsClause(text))
}

/** What stands between two lines of one paragraph: nothing after a hyphen or a slash within a word. */
export function jointOf(text: string, next: string): '' | ' ' {
  if (text === '' || text.endsWith('\u00AD')) return ''
  if (/\p{L}[-\u2010]$/u.test(text) && /^\p{L}/u.test(next)) return ''
  if (/\p{L}\/$/u.test(text) && /^\p{L}/u.test(next)) return ''
  return ' '
}

/** Opened less closed brackets. */
export function depthOf(text: string): number {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === OPEN) depth++
    else if (char === CLOSE) depth--
  }
  return depth
}

const OPEN = 0x5b
const CLOSE = 0x5d
