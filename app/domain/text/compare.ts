import { compareWords, type Piece } from '../basics/compare-words.ts'
import { arranged } from './move.ts'
import type { ParagraphId, ParagraphKind, ParagraphStatus } from '../basics/paragraph.ts'
import { PARAGRAPH_BREAK, type RollingText, type View } from '../basics/rolling.ts'
import { isShown, textOf } from './view.ts'

/** One of the two texts compared: a revision, or the text as it stands now. */
export type Side = { text: RollingText; labels: Readonly<Record<ParagraphId, string>> }

export type ComparedParagraph = {
  id: ParagraphId
  kind: ParagraphKind
  level: number
  change: 'same' | 'changed' | 'added' | 'removed'
  /** It stands elsewhere among the paragraphs that both sides have. */
  moved: boolean
  /** Null where the side does not have it. */
  labelBefore: string | null
  labelAfter: string | null
  statusBefore: ParagraphStatus | null
  statusAfter: ParagraphStatus | null
  pieces: readonly Piece[]
}

/**
 * Compares two states of a draft paragraph by paragraph, aligned by id, then word by word. Paragraphs come in
 * the order of `after`; a removed one follows what it followed before.
 *
 * @param view which text of the two is compared; `clean` compares what would be adopted
 */
export function compareTexts(before: Side, after: Side, view: View): ComparedParagraph[] {
  const old = shownIn(before, view)
  const now = shownIn(after, view)
  const oldPlace = new Map(old.map(({ id }, at) => [id, at]))
  const kept = now.filter(({ id }) => oldPlace.has(id))
  const settled = longestIncreasing(kept.map(({ id }) => oldPlace.get(id)!))
  const inPlace = new Set(settled.map((at) => kept[at]!.id))
  const nowById = new Map(now.map((paragraph) => [paragraph.id, paragraph]))

  const compared: ComparedParagraph[] = []
  const removed = removedAfter(old, nowById)
  const add = (group: readonly ComparedParagraph[] = []) => group.forEach((each) => compared.push(each))
  add(removed.get(null))
  for (const paragraph of now) {
    const at = oldPlace.get(paragraph.id)
    const was = at === undefined ? null : old[at]!
    compared.push(comparedFrom(was, paragraph, was !== null && !inPlace.has(paragraph.id)))
    add(removed.get(paragraph.id))
  }
  return compared
}

type Shown = {
  id: ParagraphId
  kind: ParagraphKind
  level: number
  status: ParagraphStatus
  label: string
  words: string
}

const shownIn = ({ text, labels }: Side, view: View): Shown[] =>
  arranged(text, view)
    .paragraphs.filter((paragraph) => isShown(paragraph, view))
    .map((paragraph) => ({
      id: paragraph.id,
      kind: paragraph.kind,
      level: paragraph.level,
      status: paragraph.status,
      label: labels[paragraph.id] ?? '',
      words: textOf(paragraph, view).replaceAll(PARAGRAPH_BREAK, '¶'),
    }))

function comparedFrom(was: Shown | null, is: Shown | null, moved: boolean): ComparedParagraph {
  const { id, kind, level } = (is ?? was)!
  return {
    id,
    kind,
    level,
    change: changeOf(was, is),
    moved,
    ...before(was),
    ...after(is),
    pieces: compareWords(was?.words ?? '', is?.words ?? ''),
  }
}

function changeOf(was: Shown | null, is: Shown | null): ComparedParagraph['change'] {
  if (was === null) return 'added'
  if (is === null) return 'removed'
  return was.words === is.words ? 'same' : 'changed'
}

const before = (was: Shown | null) => ({
  labelBefore: was?.label ?? null,
  statusBefore: was?.status ?? null,
})
const after = (is: Shown | null) => ({ labelAfter: is?.label ?? null, statusAfter: is?.status ?? null })

/** Removed paragraphs by the one that is still there which they followed; null for the beginning. */
function removedAfter(
  old: readonly Shown[],
  now: ReadonlyMap<ParagraphId, Shown>,
): Map<ParagraphId | null, ComparedParagraph[]> {
  const removed = new Map<ParagraphId | null, ComparedParagraph[]>()
  let previous: ParagraphId | null = null
  for (const paragraph of old) {
    if (now.has(paragraph.id)) {
      previous = paragraph.id
      continue
    }
    const group = removed.get(previous) ?? []
    group.push(comparedFrom(paragraph, null, false))
    removed.set(previous, group)
  }
  return removed
}

/** Places of one longest increasing subsequence (patience sorting); what is not in it has moved. */
export function longestIncreasing(values: readonly number[]): number[] {
  const tails: number[] = []
  const previous: number[] = []
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < value) low = middle + 1
      else high = middle
    }
    previous.push(low > 0 ? tails[low - 1]! : -1)
    tails[low] = at
  }
  const places: number[] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) places.push(at)
  return places.reverse()
}

/** How many paragraphs differ in each way; one may count more than once. */
export function countChanges(compared: readonly ComparedParagraph[]) {
  const count = (is: (paragraph: ComparedParagraph) => boolean) => compared.filter(is).length
  return {
    changed: count(({ change }) => change === 'changed'),
    added: count(({ change }) => change === 'added'),
    removed: count(({ change }) => change === 'removed'),
    moved: count(({ moved }) => moved),
    status: count(
      ({ statusBefore, statusAfter }) =>
        statusBefore !== null && statusAfter !== null && statusBefore !== statusAfter,
    ),
  }
}
