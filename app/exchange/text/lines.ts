/** One line of the source, without the white space around it. */
export type Line = {
  /** As an editor counts, from 1. */
  number: number
  /** Of the first character of `text`, from 1. */
  column: number
  text: string
  /** Width of the white space before it; a tab goes to the next multiple of 8. */
  indent: number
  /** A form feed stands before it. */
  pageStart: boolean
}

export const isBlank = (line: Line): boolean => line.text === ''

/** Cuts at line ends of every system, and at form feeds and the Unicode separators too. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  text.split(/\r\n|\r|\n/).forEach((physical, index) => {
    let from = 0
    let pageStart = false
    for (const part of physical.split(/([\f\v\u2028\u2029])/)) {
      if (!/^[\f\v\u2028\u2029]$/.test(part)) lines.push(lineOf(part, index + 1, from, pageStart))
      pageStart = part === '\f'
      from += part.length
    }
  })
  return lines
}

function lineOf(part: string, number: number, from: number, pageStart: boolean): Line {
  const text = part.trim()
  const before = text ? part.length - part.trimStart().length : 0
  return { number, column: from + before + 1, text, indent: widthOf(part.slice(0, before)), pageStart }
}

function widthOf(blanks: string): number {
  let width = 0
  for (const char of blanks) width = char === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1
  return width
}

/**
 * Where lines of running text were wrapped, in columns: the length that nine of ten continued lines reach
 * at most. Infinity when paragraphs stand on one line each.
 */
export function wrapWidth(lines: readonly Line[]): number {
  const ends = lines
    .filter((line, at) => !isBlank(line) && lines[at + 1]?.text)
    .map((line) => line.indent + line.text.length)
    .sort((a, b) => a - b)
  const width = ends[Math.floor(ends.length * 0.9)]
  return width === undefined || width > 170 ? Infinity : Math.max(width, 40)
}
