import type { ImportedParagraph } from './imported-text.ts'
import { ordinalOf } from './labels.ts'

export type NumberingFlag = { paragraph: string } & (
  { kind: 'numbering-jump'; expected: string; found: string } | { kind: 'number-repeated'; found: string }
)

/**
 * Numbers that do not follow the one before: gaps, steps back, and the same number twice. Counting may begin
 * anywhere, since a section of a longer text does, and begins again under a new heading.
 */
export function findNumberingFlags(paragraphs: readonly ImportedParagraph[]): NumberingFlag[] {
  const flags: NumberingFlag[] = []
  let before: readonly number[] = []
  let seen = new Set<string>()
  let mayRestart = false
  let lists: { level: number; last: number }[] = []
  for (const { id, kind, level, number } of paragraphs) {
    if (kind === 'heading' || kind === 'formula') {
      mayRestart = true
      lists = []
    }
    if (kind === 'subparagraph' && number) {
      const flag = letterFlag(lists, level, number)
      if (flag) flags.push({ ...flag, paragraph: id })
    }
    if (kind !== 'operative' || !number) continue
    lists = []
    const found = figuresOf(number)
    if (mayRestart && found.includes(1) && !before.includes(0)) {
      before = []
      seen = new Set()
    }
    mayRestart = false
    if (seen.has(number)) flags.push({ kind: 'number-repeated', found: number, paragraph: id })
    else if (before.length > 0 && !found.some((n) => before.includes(n) || before.includes(n - 1)))
      flags.push({
        kind: 'numbering-jump',
        expected: String(Math.max(...before) + 1),
        found: number,
        paragraph: id,
      })
    seen.add(number)
    before = found
  }
  return flags
}

/** "[3][4]" stands for either; "24 quater.2" counts as 24. */
const figuresOf = (number: string): number[] =>
  number.startsWith('[') ? (number.match(/\d+/g) ?? []).map(Number) : [Number.parseInt(number)]

function letterFlag(
  lists: { level: number; last: number }[],
  level: number,
  number: string,
): { kind: 'numbering-jump'; expected: string; found: string } | null {
  while (lists.length > 0 && lists.at(-1)!.level > level) lists.pop()
  const open = lists.at(-1)?.level === level ? lists.at(-1)! : null
  const asLetter = ordinalOf(number, 'letter')
  const asRoman = ordinalOf(number, 'roman')
  if (!open) {
    lists.push({ level, last: /^\(?i/.test(number) ? asRoman : asLetter })
    return null
  }
  const next = open.last + 1
  const follows = [asLetter, asRoman].find((value) => value === next || value === open.last || value === 1)
  if (follows !== undefined) {
    open.last = follows
    return null
  }
  const expected = String.fromCharCode(96 + Math.min(next, 26))
  open.last = asLetter
  return { kind: 'numbering-jump', expected, found: number }
}
