import { isRecordLine } from '../paper-words.ts'
import { isBlank, type Line } from './lines.ts'

const NUMBER = /^\d{1,4}$/
const MARKED_NUMBER =
  /^(?:[-–—]\s?\d{1,4}\s?[-–—]|(?:page|página|pág\.|p\.)\s?\d{1,4}(?:\s?(?:of|de|sur|\/)\s?\d{1,4})?|\d{1,4}\s?\/\s?\d{1,4})$/i
/** Job number and bar code of United Nations papers: "25-03668 (E)", "*2503668*". */
const JOB =
  /^(?:\d{1,3}\/\d{1,3}\s{2,})?\d\d-\d{5}(?:\s?\([A-Z]\))?(?:\s{2,}\d{1,3}\/\d{1,3})?$|^\*\d{6,9}\*$/

/**
 * The lines that belong to the pages and not to the text: page numbers, heads that every page repeats, the line of the
 * record at the end.
 * `front` is what the first page says of the paper; a head that only repeats words of it is known by that.
 *
 * @returns indexes into `lines`
 */
export function findPageFurniture(lines: readonly Line[], front: string): Set<number> {
  const found = new Set<number>()
  const heads = runningHeads(lines)
  const numbers: number[] = []
  lines.forEach((line, at) => {
    if (isBlank(line)) return
    if (heads.has(line.text) || JOB.test(line.text) || isRecordLine(line.text)) found.add(at)
    else if (MARKED_NUMBER.test(line.text) && standsAlone(lines, at)) found.add(at)
    else if (NUMBER.test(line.text)) numbers.push(at)
  })
  for (const at of numbers) if (isPageNumber(lines, at, found)) found.add(at)
  for (const at of countingAlone(lines, numbers)) found.add(at)
  for (const at of headsAfterPageBreaks(lines, front, found)) found.add(at)
  return found
}

/** The same line on one page of three at least, most often beside a page number or a page break. */
function runningHeads(lines: readonly Line[]): Set<string> {
  const seen = new Map<string, { times: number; besidePage: number }>()
  lines.forEach((line, at) => {
    if (line.text.length < 4 || line.text.length > 120) return
    const entry = seen.get(line.text) ?? { times: 0, besidePage: 0 }
    entry.times++
    if (besidePage(lines, at)) entry.besidePage++
    seen.set(line.text, entry)
  })
  const pages = lines.filter((line, at) => line.pageStart || (isNumberLine(line) && standsAlone(lines, at)))
  const enough = Math.max(3, pages.length / 3)
  const heads = [...seen].filter(([, { times, besidePage }]) => times >= enough && besidePage * 2 > times)
  return new Set(heads.map(([text]) => text))
}

function besidePage(lines: readonly Line[], at: number): boolean {
  const before = neighbour(lines, at, -1)
  const after = neighbour(lines, at, 1)
  if (lines[at]?.pageStart || lines[at - 1]?.pageStart || (after !== null && lines[after]?.pageStart))
    return true
  return [before, after].some((other) => other !== null && isNumberLine(lines[other]!))
}

const isNumberLine = ({ text }: Line): boolean => NUMBER.test(text) || MARKED_NUMBER.test(text)

/** The next line with text in a direction, at most three lines away. */
function neighbour(lines: readonly Line[], at: number, step: 1 | -1): number | null {
  for (let other = at + step; Math.abs(other - at) <= 3; other += step) {
    const line = lines[other]
    if (!line) return null
    if (!isBlank(line)) return other
  }
  return null
}

const standsAlone = (lines: readonly Line[], at: number): boolean =>
  (!lines[at - 1] || isBlank(lines[at - 1]!)) && (!lines[at + 1] || isBlank(lines[at + 1]!))

const isPageNumber = (lines: readonly Line[], at: number, furniture: Set<number>): boolean =>
  standsAlone(lines, at) &&
  ([neighbour(lines, at, -1), neighbour(lines, at, 1)].some(
    (other) => other !== null && furniture.has(other),
  ) ||
    !!lines[at + 1]?.pageStart ||
    !!lines[at]?.pageStart)

/** Lone figures that count up by one from page to page, where pages have no head. */
function countingAlone(lines: readonly Line[], numbers: readonly number[]): number[] {
  const alone = numbers.filter((at) => standsAlone(lines, at))
  const counting = alone.filter((at, index) => {
    const value = Number(lines[at]?.text)
    const before = Number(lines[alone[index - 1] ?? -1]?.text)
    const after = Number(lines[alone[index + 1] ?? -1]?.text)
    return before === value - 1 || after === value + 1
  })
  const apart = counting.every((at, index) => index === 0 || at - counting[index - 1]! > 15)
  return counting.length >= 3 && apart ? counting : []
}

/** A block at the top of a page that says nothing but what the first page said already. */
function headsAfterPageBreaks(lines: readonly Line[], front: string, furniture: Set<number>): number[] {
  const known = new Set(wordsOf(front))
  if (known.size === 0) return []
  return lines.flatMap((line, at) => {
    if (!line.pageStart) return []
    const block: number[] = []
    for (let next = at; next < lines.length && block.length < 8; next++) {
      if (furniture.has(next)) continue
      if (!isBlank(lines[next]!)) block.push(next)
      else if (block.length > 0) break
    }
    const words = block.flatMap((index) => wordsOf(lines[index]!.text))
    return words.length > 0 && words.every((word) => known.has(word)) ? block : []
  })
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d/.]+/gu) ?? []
