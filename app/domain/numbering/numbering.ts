import type { ParagraphId, ParagraphKind } from '../basics/paragraph.ts'
import { roman } from '../basics/roman.ts'

/** What numbering needs to know of a paragraph. `proposed` is anything but null for one not accepted yet. */
export type NumberedParagraph = {
  id: ParagraphId
  kind: ParagraphKind
  level: number
  number: string | null
  proposed: unknown
}

/** Latin multiplicatives for the 2nd, 3rd, … paragraph at one number, as legal drafting uses them. */
const suffixes = (
  'bis ter quater quinquies sexies septies octies nonies decies undecies duodecies terdecies ' +
  'quaterdecies quindecies sexdecies septdecies octodecies novodecies vicies'
).split(' ')
const suffix = new RegExp(` (${suffixes.join('|')}|alt(?:[ .]?\\d+)?)$`, 'i')

type Entry = { paragraph: NumberedParagraph; parent: ParagraphId | null; scope: string }

const prefixes: Partial<Record<ParagraphKind, string>> = { preambular: 'PP', operative: 'OP', heading: '§' }

/** Paragraphs that share one row of numbers share a scope: all PPs, all OPs, the children of one paragraph. */
function entriesOf(paragraphs: readonly NumberedParagraph[]): Entry[] {
  const owners: NumberedParagraph[] = []
  const entries: Entry[] = []
  for (const paragraph of paragraphs) {
    if (paragraph.kind === 'subparagraph') {
      const depth = Math.max(1, paragraph.level)
      while (owners.length > 0 && ownDepth(owners.at(-1)!) >= depth) owners.pop()
      const parent = owners.at(-1)?.id ?? null
      entries.push({ paragraph, parent, scope: `${parent ?? ''}/${depth}` })
      owners.push(paragraph)
      continue
    }
    if (paragraph.kind === 'preambular' || paragraph.kind === 'operative')
      owners.splice(0, Infinity, paragraph)
    else if (paragraph.kind === 'heading' || paragraph.kind === 'formula') owners.length = 0
    entries.push({ paragraph, parent: null, scope: paragraph.kind })
  }
  return entries
}

const ownDepth = ({ kind, level }: NumberedParagraph): number =>
  kind === 'subparagraph' ? Math.max(1, level) : 0

const letters = (n: number): string =>
  n > 26 ? letters(Math.floor((n - 1) / 26)) + letters(((n - 1) % 26) + 1) : String.fromCharCode(96 + n)

/** `1` for a paragraph, `a` and `i` for the first two levels below it, `1` again further down. */
function numberAt({ kind, level }: NumberedParagraph, n: number): string {
  if (kind !== 'subparagraph') return String(n)
  if (level <= 1) return letters(n)
  return level === 2 ? roman(n) : String(n)
}

/**
 * Numbers for one row. Frozen numbers stay as they are. While none of them is a plain one, accepted paragraphs
 * count 1, 2, 3. Whatever is then without a number stands between numbers and takes `bis`, `ter` … of the one
 * before it, or `ante` of the first; beside a single paragraph without a number, just those. Accepted paragraphs choose before proposed ones, so that no proposal that
 * comes or goes changes what an accepted paragraph is called.
 */
function numberRow(row: readonly NumberedParagraph[], isSingle: boolean): (string | null)[] {
  const counts = !row.some(({ number }) => number !== null && !suffix.test(number))
  const everything = counts && row.every(({ proposed, number }) => proposed !== null || number !== null)
  let counted = 0
  const numbers = row.map((paragraph) => {
    if (paragraph.number !== null) return paragraph.number
    if (!counts || (paragraph.proposed !== null && !everything)) return null
    return isSingle ? '' : numberAt(paragraph, ++counted)
  })
  const taken = new Set(numbers)
  const first = numbers.find((number) => number !== null) ?? '1'
  for (const isTurn of [isAccepted, () => true]) {
    let before: string | null = null
    for (const [at, paragraph] of row.entries()) {
      if (numbers[at] === null && isTurn(paragraph)) {
        const number: string = before === null ? free(`${first} ante`, taken) : nextAfter(before, taken)
        numbers[at] = number
        taken.add(number)
      }
      before = numbers[at] ?? before
    }
  }
  return numbers.map((number) => number?.trim() || null)
}

const isAccepted = ({ proposed }: NumberedParagraph): boolean => proposed === null

function nextAfter(number: string, taken: ReadonlySet<string | null>): string {
  const last = suffix.exec(number)
  const base = last ? number.slice(0, last.index) : number
  return free(base, taken, last ? suffixes.indexOf(last[1]!.toLowerCase()) + 1 : 0)
}

/** The base itself when it is a new one (`1 ante`) and not taken, else its first free suffix. */
function free(base: string, taken: ReadonlySet<string | null>, from = -1): string {
  if (from < 0 && !taken.has(base)) return base
  for (let at = Math.max(0, from); ; at++) {
    const number = `${base} ${suffixes[at] ?? `(${at + 2})`}`
    if (!taken.has(number)) return number
  }
}

const isCounted = (kind: ParagraphKind): boolean =>
  kind === 'preambular' || kind === 'operative' || kind === 'subparagraph' || kind === 'heading'

/**
 * The number of each paragraph within its row: "2 bis", "a", "ii"; null where there is none. Preambular
 * paragraphs have one too, for the screen and the record; a text on paper does not print it. A single
 * operative paragraph has none.
 */
export function numbersOf(paragraphs: readonly NumberedParagraph[]): Record<ParagraphId, string | null> {
  return Object.fromEntries(numbersOfEntries(entriesOf(paragraphs)))
}

function numbersOfEntries(entries: readonly Entry[]): Map<ParagraphId, string | null> {
  const rows = new Map<string, NumberedParagraph[]>()
  const numbers = new Map<ParagraphId, string | null>()
  for (const { paragraph, scope } of entries) {
    numbers.set(paragraph.id, paragraph.number)
    if (!isCounted(paragraph.kind)) continue
    const row = rows.get(scope)
    if (row) row.push(paragraph)
    else rows.set(scope, [paragraph])
  }
  for (const [scope, row] of rows) {
    numberRow(row, scope === 'operative' && hasSingle(row)).forEach((number, at) =>
      numbers.set(row[at]!.id, number),
    )
  }
  return numbers
}

/** One operative paragraph alone (accepted, or proposed when none is accepted) is not numbered. */
function hasSingle(row: readonly NumberedParagraph[]): boolean {
  const accepted = row.filter(isAccepted)
  const [first, second] = accepted.length > 0 ? accepted : row
  return first?.number === null && second === undefined
}

/**
 * What each paragraph is called on screen: "PP 1", "OP 2 bis", "OP 2 a i", "OP" for a single operative one,
 * "§ 1" for a heading, "1/" for a note, "" for what has no name. Every paragraph has an entry.
 */
export function labelsOf(paragraphs: readonly NumberedParagraph[]): Record<ParagraphId, string> {
  const entries = entriesOf(paragraphs)
  const numbers = numbersOfEntries(entries)
  const labels: Record<ParagraphId, string> = {}
  let notes = 0
  for (const { paragraph, parent } of entries) {
    const { id, kind } = paragraph
    const number = numbers.get(id) ?? null
    const prefix = kind === 'subparagraph' ? (parent === null ? '' : labels[parent]) : prefixes[kind]
    if (kind === 'footnote') labels[id] = `${number ?? String(++notes)}/`
    else labels[id] = prefix === undefined ? '' : [prefix, number].filter(Boolean).join(' ')
  }
  return labels
}

/**
 * The number that each paragraph keeps when a revision is issued. Proposed paragraphs are not part of the
 * base text and keep none. With `renumber`, paragraphs count anew from 1 and headings keep what they have.
 */
export function freezeNumbers(
  paragraphs: readonly NumberedParagraph[],
  { renumber }: { renumber: boolean },
): Record<ParagraphId, string | null> {
  const stays = (kind: ParagraphKind) => !isCounted(kind) || kind === 'heading'
  const fresh = paragraphs
    .filter(isAccepted)
    .map((paragraph) => (renumber && !stays(paragraph.kind) ? { ...paragraph, number: null } : paragraph))
  const numbers = numbersOf(fresh)
  for (const { id, kind, number, proposed } of paragraphs)
    if (proposed !== null || stays(kind)) numbers[id] = number
  return numbers
}
