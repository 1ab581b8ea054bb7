import { diff_match_patch } from 'diff-match-patch'

export type Piece = { op: 'equal' | 'insert' | 'delete'; text: string }

const unspaced = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}]`
/** A word with its accents, a stretch of blanks, one sign; scripts without blanks go character by character. */
const token = new RegExp(
  String.raw`${unspaced}\p{M}*|(?:(?!${unspaced})[\p{L}\p{M}\p{N}_])+|\s+|.[\p{M}\u200d\ufe0f]*`,
  'gsu',
)

/** Words, stretches of blanks and single signs, in order: joined they are the text. */
export const tokensOf = (text: string): string[] => text.match(token) ?? []

/** Beyond this many pairs of words (two unlike paragraphs of some 5,000) a comparison is not worth its time. */
const mostPairs = 25_000_000
/** UTF-16 units that can stand for a word: all but the surrogates and 0. */
const mostWords = 0xffff - 0x800

/**
 * Compares two texts word by word. The pieces in order, without the inserted ones, are `before`; without the
 * deleted ones, `after`. Never cuts inside a word or an accented letter. Texts too long and too unlike to be
 * compared are one deletion and one insertion between what they share at both ends.
 *
 * diff-match-patch compares characters, so each different word is given one (Neil Fraser's line mode, for words).
 */
export function compareWords(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ op: 'equal', text: before }]
  const old = tokensOf(before)
  const now = tokensOf(after)
  const start = sharedStart(old, now)
  const end = sharedEnd(old, now, start)
  const middle = compareMiddle(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return joinReplacements([
    { op: 'equal', text: old.slice(0, start).join('') },
    ...middle,
    { op: 'equal', text: old.slice(old.length - end).join('') },
  ])
}

function sharedStart(old: readonly string[], now: readonly string[]): number {
  let at = 0
  while (at < old.length && old[at] === now[at]) at++
  return at
}

function sharedEnd(old: readonly string[], now: readonly string[], start: number): number {
  const most = Math.min(old.length, now.length) - start
  let at = 0
  while (at < most && old[old.length - 1 - at] === now[now.length - 1 - at]) at++
  return at
}

function compareMiddle(old: readonly string[], now: readonly string[]): Piece[] {
  const words: string[] = []
  const known = new Map<string, number>()
  const encode = (tokens: readonly string[]) =>
    tokens
      .map((word) => {
        const at = known.get(word) ?? words.push(word) - 1
        known.set(word, at)
        return String.fromCharCode(unitOf(at))
      })
      .join('')
  const replaced: Piece[] = [
    { op: 'delete', text: old.join('') },
    { op: 'insert', text: now.join('') },
  ]
  if (old.length === 0 || now.length === 0 || old.length * now.length > mostPairs) return replaced
  const [coded, codedNow] = [encode(old), encode(now)]
  if (words.length > mostWords) return replaced
  const differ = new diff_match_patch()
  // No timeout: the outcome must not depend on a clock; `mostPairs` bounds the work instead.
  differ.Diff_Timeout = 0
  const diffs = differ.diff_main(coded, codedNow, false)
  return diffs.map(([sign, units]) => ({
    op: sign === 0 ? 'equal' : sign > 0 ? 'insert' : 'delete',
    text: Array.from({ length: units.length }, (_, at) => words[wordOf(units.charCodeAt(at))]).join(''),
  }))
}

const surrogates = 0xd800
const unitOf = (word: number): number => (word + 1 < surrogates ? word + 1 : word + 1 + 0x800)
const wordOf = (unit: number): number => (unit < surrogates ? unit - 1 : unit - 1 - 0x800)

type Change = { equal: string; deleted: string; inserted: string }

/**
 * Puts each deletion before the insertion at its place, and joins replacements that only blanks part: a new
 * phrase for an old one reads as one. (The library's semantic clean-up would also join `[urge]` for `urge`.)
 */
function joinReplacements(pieces: readonly Piece[]): Piece[] {
  const changes: Change[] = [{ equal: '', deleted: '', inserted: '' }]
  for (const { op, text } of pieces) {
    const last = changes.at(-1)!
    if (op === 'delete') last.deleted += text
    else if (op === 'insert') last.inserted += text
    else if (text !== '' && (last.deleted || last.inserted))
      changes.push({ equal: text, deleted: '', inserted: '' })
    else last.equal += text
  }
  const joined: Change[] = []
  for (const change of changes) {
    const last = joined.at(-1)
    if (last && isReplacement(last) && isReplacement(change) && change.equal.trim() === '') {
      last.deleted += change.equal + change.deleted
      last.inserted += change.equal + change.inserted
    } else joined.push(change)
  }
  return joined
    .flatMap(({ equal, deleted, inserted }): Piece[] => [
      { op: 'equal', text: equal },
      { op: 'delete', text: deleted },
      { op: 'insert', text: inserted },
    ])
    .filter(({ text }) => text !== '')
}

const isReplacement = ({ deleted, inserted }: Change): boolean => deleted !== '' && inserted !== ''
