import { compareWords } from '#app/domain/basics/compare-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { visibleSpans } from '../model/characters.ts'
import { charBefore } from './brackets/alternatives.ts'
import type { BaseEdit } from './base-edit.ts'

/** From `from` to `to` of the base text goes and `text` comes. */
export type Replacement = { from: number; to: number; text: string }

/** What makes one text of another, word by word, from behind. */
export function replacements(before: string, after: string): Replacement[] {
  const found: Replacement[] = []
  let at = 0
  for (const { op, text } of compareWords(before, after)) {
    const last = found.at(-1)
    const touches = last && last.to === at
    if (op === 'delete') {
      if (touches) last.to += text.length
      else found.push({ from: at, to: at + text.length, text: '' })
    } else if (op === 'insert') {
      if (touches) last.text += text
      else found.push({ from: at, to: at, text })
    }
    if (op !== 'insert') at += text.length
  }
  return found.reverse()
}

/** Writes a base text anew where it differs: what is proposed on words that stay is untouched. */
export function rewriteText(edit: BaseEdit, paragraph: ParagraphId, wanted: string): void {
  for (const { from, to, text } of replacements(edit.text(paragraph).toString(), wanted)) {
    if (text !== '') edit.insert(paragraph, charBefore(edit, paragraph, to), text)
    for (const span of visibleSpans(edit.text(paragraph), from, to - from))
      edit.remove(paragraph, span, span.length)
  }
}
