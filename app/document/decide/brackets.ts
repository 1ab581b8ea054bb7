import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import { bracketCharacters, parseBrackets, type Passage, type Place } from '#app/domain/brackets/bracket.ts'
import { nesting } from '#app/domain/consolidation/alternatives.ts'
import { bracketingPassage } from '#app/domain/brackets/bracket-edits.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { CharId } from '#app/domain/basics/rolling.ts'
import { indexOf, parseCharId, visibleSpans, type Char } from '../model/characters.ts'
import { baseTexts, carryOutEdits } from './alternatives.ts'
import type { Anchor } from '../model/schema.ts'
import { FIRST, type Surgery } from './base-edit.ts'

type Done = Result<null, DecisionRefusal>

/** Brackets base text from one character to another, both included; the other may stand in a later paragraph. */
export function bracketPassage(
  surgery: Surgery,
  paragraph: ParagraphId,
  ends: readonly [CharId, CharId],
  attribution: readonly string[],
  until: ParagraphId = paragraph,
): Done {
  const places: Place[] = []
  for (const [at, id] of [paragraph, until].entries()) {
    const base = surgery.base(id)
    if (!base) return refuse({ kind: 'no-such-paragraph', paragraph: id })
    if (isClosed(base.get('status') as ParagraphStatus))
      return refuse({ kind: 'paragraph-closed', paragraph: id })
    const char = parseCharId(ends[at]!)
    const offset = char ? indexOf(surgery.text(id), char) : -1
    if (offset < 0) return refuse({ kind: 'no-such-passage' })
    places.push({ paragraph: id, offset })
  }
  const [from, to] = places as [Place, Place]
  const names = attribution.map((code) => surgery.nameOf(code))
  const by = names.length > 0 ? `${names.join(', ')}: ` : ''
  if (paragraph !== until) return bracketAcross(surgery, [from, to], by)
  if (to.offset < from.offset) return refuse({ kind: 'no-such-passage' })
  surround(surgery, paragraph, from.offset, to.offset + 1, by)
  return accepted(null)
}

function bracketAcross(surgery: Surgery, [from, to]: readonly [Place, Place], by: string): Done {
  const texts = baseTexts(surgery)
  const at = ({ paragraph }: Place) => texts.findIndex(({ id }) => id === paragraph)
  if (at(to) < at(from)) return refuse({ kind: 'no-such-passage' })
  return carryOutEdits(surgery, bracketingPassage(texts, [from, to], `[${by}`))
}

/**
 * Puts brackets around `[from, to)` of a base text, widened until it crosses no pair that is there:
 * brackets always nest.
 */
export function surround(
  surgery: Surgery,
  paragraph: ParagraphId,
  from: number,
  to: number,
  by: string,
): void {
  const text = surgery.text(paragraph)
  const whole = nesting(text.toString(), from, to)
  const before = whole.from > 0 ? charAt(surgery, paragraph, whole.from - 1) : null
  const last = charAt(surgery, paragraph, whole.to - 1)
  const close = surgery.insert(paragraph, last, ']')
  surgery.insert(paragraph, before, `[${by}`)
  if (!last) return
  // Insertions that stand right after the last word stay outside the bracket.
  keepOutside(surgery, [paragraph, last.client, last.clock], [paragraph, close.client, close.clock])
}

function charAt(surgery: Surgery, paragraph: ParagraphId, index: number): Char | null {
  const [span] = visibleSpans(surgery.text(paragraph), index, 1)
  return span ? { client: span.client, clock: span.clock } : null
}

/** What stands right after a character goes on behind `last`; where a bracket has seen to that before, it has. */
export function keepOutside(surgery: Surgery, after: Anchor, last: Anchor): void {
  surgery.refresh()
  if (surgery.layers.pending.carried.firstPlacedAt(after) === FIRST[0]![0]) return
  surgery.carryText(`bracket:${last[1]}:${last[2]}`, { after, path: FIRST, last })
}

/** Takes a pair of brackets and its attribution away; the words stay. */
export function unbracket(surgery: Surgery, open: CharId): Done {
  const found = findBracket(surgery, open)
  if (!found) return refuse({ kind: 'no-such-bracket' })
  const closed = found.find(({ paragraph }) =>
    isClosed(surgery.base(paragraph)!.get('status') as ParagraphStatus),
  )
  if (closed) return refuse({ kind: 'paragraph-closed', paragraph: closed.paragraph })
  for (const { paragraph, from, to } of [...found].reverse())
    for (const span of visibleSpans(surgery.text(paragraph), from, to - from))
      surgery.remove(paragraph, span, span.length)
  return accepted(null)
}

/** Both ends of the pair that opens at a character, as passages of base text. */
function findBracket(surgery: Surgery, open: CharId): [Passage, Passage] | null {
  const char = parseCharId(open)
  if (!char) return null
  const tree = parseBrackets(baseTexts(surgery))
  for (const bracket of tree.brackets) {
    const { paragraph, offset } = bracket.open
    const [span] = visibleSpans(surgery.text(paragraph), offset, 1)
    if (span?.client === char.client && span.clock === char.clock) return bracketCharacters(bracket)
  }
  return null
}

/** Says of a bracket that it is a citation and not negotiated, or that it is negotiated after all. */
export function markLiteral(surgery: Surgery, open: CharId, isLiteral: boolean): Done {
  const char = parseCharId(open)
  const isThere =
    char !== null &&
    baseTexts(surgery).some(({ id, text }) => {
      const index = indexOf(surgery.text(id), char)
      return index >= 0 && text[index] === '['
    })
  if (!isThere) return refuse({ kind: 'no-such-bracket' })
  surgery.markLiteral(open, isLiteral)
  return accepted(null)
}
