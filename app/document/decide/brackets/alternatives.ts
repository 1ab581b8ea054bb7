import { parseBrackets, type BracketTree, type Place } from '#app/domain/brackets/bracket.ts'
import { mergingAlternatives, picking, type BracketEdits } from '#app/domain/brackets/bracket-edits.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { CharId } from '#app/domain/basics/rolling.ts'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import { charId, parseCharId, visibleSpans, type Char } from '#app/document/model/characters.ts'
import type { BaseEdit } from '../base-edit.ts'
import { keptAs, type Context, type Handler } from '../handler.ts'

type Done = Result<null, DecisionRefusal>
type Texts = { id: string; text: string }[]
type EditsAt = (texts: Texts, tree: BracketTree, at: number) => BracketEdits | null

/** The base text, paragraph by paragraph, withdrawn ones left out. */
export const baseTexts = (edit: BaseEdit): Texts =>
  edit.layers
    .order()
    .filter((id) => edit.base(id))
    .map((id) => ({ id, text: edit.text(id).toString() }))

/** Keeps one alternative, or one choice of `[a/b]`; the others leave the text. */
export const pickAlternative: Handler<'pick-alternative'> = (edit, decision, context) =>
  rewrite(
    edit,
    decision,
    context,
    (texts, tree, at) => picking(texts, tree, at, decision.choice)?.edits ?? null,
  )

/** Writes equal alternatives once, in all their names. */
export const mergeAlternatives: Handler<'merge-alternatives'> = (edit, decision, context) =>
  rewrite(edit, decision, context, mergingAlternatives)

function rewrite<D extends { open: CharId }>(
  edit: BaseEdit,
  decision: D,
  { account }: Context,
  editsAt: EditsAt,
): Result<D, DecisionRefusal> {
  const { open } = decision
  const char = parseCharId(open)
  const found = char && bracketAt(edit, char)
  if (!found) return refuse({ kind: 'no-such-bracket' })
  const edits = editsAt(found.texts, found.tree, found.at)
  if (!edits) return refuse({ kind: 'no-alternative' })
  account.about({ paragraphs: touchedBy(edits), tellsTexts: true })
  return keptAs(applyEdits(edit, edits), decision)
}

/** The bracket that opens at a character of the base text, by its index; null when none does. */
export function bracketAt(
  edit: BaseEdit,
  char: Char,
): { texts: Texts; tree: BracketTree; at: number } | null {
  const texts = baseTexts(edit)
  const literal = edit.layers.doc.getMap('literal')
  const charOf = ({ paragraph, offset }: Place): CharId | null => {
    const [span] = visibleSpans(edit.text(paragraph), offset, 1)
    return span ? charId(span) : null
  }
  const tree = parseBrackets(texts, (place) => literal.size > 0 && literal.has(charOf(place) ?? ''))
  const at = tree.brackets.findIndex(({ open }) => charOf(open) === charId(char))
  return at < 0 ? null : { texts, tree, at }
}

const touchedBy = ({ cuts, inserts }: BracketEdits): ParagraphId[] => [
  ...new Set([...cuts, ...inserts].map(({ paragraph }) => paragraph)),
]

/** Carries edits out on base text, from behind; refused where a paragraph is closed. */
export function applyEdits(edit: BaseEdit, edits: BracketEdits): Done {
  const { cuts, inserts } = edits
  const closed = touchedBy(edits).find((id) => isClosed(edit.base(id)?.get('status') as ParagraphStatus))
  if (closed !== undefined) return refuse({ kind: 'paragraph-closed', paragraph: closed })
  const steps = [
    ...cuts.map(({ paragraph, from, to }) => ({ paragraph, from, to, text: '' })),
    ...inserts.map(({ paragraph, offset, text }) => ({ paragraph, from: offset, to: offset, text })),
  ].sort((a, b) => b.from - a.from)
  for (const { paragraph, from, to, text } of steps) {
    for (const span of visibleSpans(edit.text(paragraph), from, to - from))
      edit.remove(paragraph, span, span.length)
    if (text !== '') edit.insert(paragraph, charBefore(edit, paragraph, from), text)
  }
  edit.refresh()
  return accepted(null)
}

/** The character before an offset of base text; null at its start. */
export function charBefore(edit: BaseEdit, paragraph: string, offset: number): Char | null {
  if (offset === 0) return null
  const [span] = visibleSpans(edit.text(paragraph), offset - 1, 1)
  return span ? { client: span.client, clock: span.clock } : null
}
