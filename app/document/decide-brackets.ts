import { accept as accepted, refuse, type Result } from '#app/domain/result.ts'
import { bracketCharacters, parseBrackets, type Passage } from '#app/domain/bracket.ts'
import type { DecisionRefusal } from '#app/domain/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/paragraph.ts'
import type { CharId } from '#app/domain/rolling.ts'
import { indexOf, parseCharId, visibleSpans, type Char } from './characters.ts'
import { FIRST, type Surgery } from './surgery.ts'

type Done = Result<null, DecisionRefusal>

const baseTexts = (surgery: Surgery) =>
  surgery.layers
    .order()
    .filter((id) => surgery.base(id))
    .map((id) => ({ id, text: surgery.text(id).toString() }))

/** Brackets base text from one character to another, both included. */
export function bracketPassage(
  surgery: Surgery,
  paragraph: ParagraphId,
  ends: readonly [CharId, CharId],
  attribution: readonly string[],
): Done {
  const base = surgery.base(paragraph)
  if (!base) return refuse({ kind: 'no-such-paragraph', paragraph })
  if (isClosed(base.get('status') as ParagraphStatus)) return refuse({ kind: 'paragraph-closed', paragraph })
  const [from, to] = ends.map((end) => {
    const char = parseCharId(end)
    return char ? indexOf(surgery.text(paragraph), char) : -1
  }) as [number, number]
  if (from < 0 || to < from) return refuse({ kind: 'no-such-passage' })
  const names = attribution.map((code) => surgery.nameOf(code))
  surround(surgery, paragraph, from, to + 1, names.length > 0 ? `${names.join(', ')}: ` : '')
  return accepted(null)
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
  const whole = widened(text.toString(), from, to)
  const before = whole.from > 0 ? charAt(surgery, paragraph, whole.from - 1) : null
  const last = charAt(surgery, paragraph, whole.to - 1)
  const close = surgery.insert(paragraph, last, ']')
  surgery.insert(paragraph, before, `[${by}`)
  if (!last) return
  // Insertions that stand right after the last word stay outside the bracket.
  surgery.carryText(`bracket:${close.client}:${close.clock}`, {
    after: [paragraph, last.client, last.clock],
    path: FIRST,
    last: [paragraph, close.client, close.clock],
  })
}

function charAt(surgery: Surgery, paragraph: ParagraphId, index: number): Char | null {
  const [span] = visibleSpans(surgery.text(paragraph), index, 1)
  return span ? { client: span.client, clock: span.clock } : null
}

function widened(text: string, from: number, to: number): { from: number; to: number } {
  const { brackets } = parseBrackets([{ id: '', text }])
  for (let again = true; again;) {
    again = false
    for (const { open, close } of brackets) {
      const hasOpen = open.offset >= from && open.offset < to
      const hasClose = close.offset >= from && close.offset < to
      if (hasOpen === hasClose) continue
      from = Math.min(from, open.offset)
      to = Math.max(to, close.offset + 1)
      again = true
    }
  }
  return { from, to }
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
