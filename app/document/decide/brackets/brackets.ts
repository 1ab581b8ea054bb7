import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import { bracketCharacters, parseBrackets, type Passage, type Place } from '#app/domain/brackets/bracket.ts'
import { nesting } from '#app/domain/consolidation/alternatives.ts'
import { bracketingPassage } from '#app/domain/brackets/bracket-edits.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { CharId } from '#app/domain/basics/rolling.ts'
import { indexOf, parseCharId, visibleSpans, type Char } from '#app/document/model/characters.ts'
import { baseTexts, applyEdits } from './alternatives.ts'
import type { Anchor } from '#app/document/model/schema.ts'
import { FIRST, type BaseEdit } from '../base-edit.ts'
import { keptAs, type Handler } from '../handler.ts'

type Done = Result<null, DecisionRefusal>

/** Brackets base text from one character to another, both included; the other may stand in a later paragraph. */
export const bracketPassage: Handler<'bracket-passage'> = (edit, decision, { account }) => {
  const { paragraph, until = paragraph, attribution } = decision
  const ends = [decision.from, decision.to]
  account.about({ paragraphs: [...new Set([paragraph, until])], tellsTexts: true })
  const places: Place[] = []
  for (const [at, id] of [paragraph, until].entries()) {
    const base = edit.base(id)
    if (!base) return refuse({ kind: 'no-such-paragraph', paragraph: id })
    if (isClosed(base.get('status') as ParagraphStatus))
      return refuse({ kind: 'paragraph-closed', paragraph: id })
    const char = parseCharId(ends[at]!)
    const offset = char ? indexOf(edit.text(id), char) : -1
    if (offset < 0) return refuse({ kind: 'no-such-passage' })
    places.push({ paragraph: id, offset })
  }
  const [from, to] = places as [Place, Place]
  const names = attribution.map((code) => edit.nameOf(code))
  const by = names.length > 0 ? `${names.join(', ')}: ` : ''
  if (paragraph !== until) return keptAs(bracketAcross(edit, [from, to], by), decision)
  if (to.offset < from.offset) return refuse({ kind: 'no-such-passage' })
  surround(edit, paragraph, from.offset, to.offset + 1, by)
  return accepted(decision)
}

function bracketAcross(edit: BaseEdit, [from, to]: readonly [Place, Place], by: string): Done {
  const texts = baseTexts(edit)
  const at = ({ paragraph }: Place) => texts.findIndex(({ id }) => id === paragraph)
  if (at(to) < at(from)) return refuse({ kind: 'no-such-passage' })
  return applyEdits(edit, bracketingPassage(texts, [from, to], `[${by}`))
}

/**
 * Puts brackets around `[from, to)` of a base text, widened until it crosses no pair that is there:
 * brackets always nest.
 */
export function surround(edit: BaseEdit, paragraph: ParagraphId, from: number, to: number, by: string): void {
  const text = edit.text(paragraph)
  const whole = nesting(text.toString(), from, to)
  const before = whole.from > 0 ? charAt(edit, paragraph, whole.from - 1) : null
  const last = charAt(edit, paragraph, whole.to - 1)
  const close = edit.insert(paragraph, last, ']')
  edit.insert(paragraph, before, `[${by}`)
  if (!last) return
  // Insertions that stand right after the last word stay outside the bracket.
  keepOutside(edit, [paragraph, last.client, last.clock], [paragraph, close.client, close.clock])
}

function charAt(edit: BaseEdit, paragraph: ParagraphId, index: number): Char | null {
  const [span] = visibleSpans(edit.text(paragraph), index, 1)
  return span ? { client: span.client, clock: span.clock } : null
}

/** What stands right after a character goes on behind `last`; where a bracket has seen to that before, it has. */
export function keepOutside(edit: BaseEdit, after: Anchor, last: Anchor): void {
  edit.refresh()
  if (edit.layers.pending.relocations.firstPlacedAt(after) === FIRST[0]![0]) return
  edit.relocateText(`bracket:${last[1]}:${last[2]}`, { after, path: FIRST, last })
}

/** Takes a pair of brackets and its attribution away; the words stay. */
export const unbracket: Handler<'unbracket'> = (edit, decision, { account }) => {
  const found = findBracket(edit, decision.open)
  if (!found) return refuse({ kind: 'no-such-bracket' })
  const closed = found.find(({ paragraph }) =>
    isClosed(edit.base(paragraph)!.get('status') as ParagraphStatus),
  )
  if (closed) return refuse({ kind: 'paragraph-closed', paragraph: closed.paragraph })
  account.about({ paragraphs: [...new Set(found.map(({ paragraph }) => paragraph))], tellsTexts: true })
  for (const { paragraph, from, to } of [...found].reverse())
    for (const span of visibleSpans(edit.text(paragraph), from, to - from))
      edit.remove(paragraph, span, span.length)
  return accepted(decision)
}

/** Both ends of the pair that opens at a character, as passages of base text. */
function findBracket(edit: BaseEdit, open: CharId): [Passage, Passage] | null {
  const char = parseCharId(open)
  if (!char) return null
  const tree = parseBrackets(baseTexts(edit))
  for (const bracket of tree.brackets) {
    const { paragraph, offset } = bracket.open
    const [span] = visibleSpans(edit.text(paragraph), offset, 1)
    if (span?.client === char.client && span.clock === char.clock) return bracketCharacters(bracket)
  }
  return null
}

/** Says of a bracket that it is a citation and not negotiated, or that it is negotiated after all. */
export const markLiteral: Handler<'mark-literal'> = (edit, decision, { account }) => {
  const char = parseCharId(decision.open)
  const stands = baseTexts(edit).find(({ id, text }) => {
    const index = char ? indexOf(edit.text(id), char) : -1
    return index >= 0 && text[index] === '['
  })
  if (!stands) return refuse({ kind: 'no-such-bracket' })
  account.about({ paragraphs: [stands.id] })
  edit.markLiteral(decision.open, decision.literal)
  return accepted(decision)
}
