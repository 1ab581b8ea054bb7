import type { DraftId, Language } from '../basics/draft.ts'
import { labelsOf } from '../numbering/numbering.ts'
import { isNegotiated, type ParagraphKind } from '../basics/paragraph.ts'
import type { RollingText } from '../basics/rolling.ts'
import { onlyLines } from '../basics/text-character.ts'
import { textOf } from '../text/view.ts'

/** A paragraph of a text that was issued or imported, as it stood there without anybody's proposals. */
export type Passage = {
  draft: DraftId
  /** Number of the revision; null for the text as it was imported. */
  revision: number | null
  symbol: string
  /** ISO date of the paper. */
  date: string
  language: Language
  /** Place in its text, from 0. */
  place: number
  /** "OP 5 bis"; empty where it has none. */
  label: string
  kind: ParagraphKind
  text: string
}

/** `words`: it has all that was asked for; `likeness`: it reads alike. */
export type FoundPassage = Passage & { by: 'words' | 'likeness' }

/** Shorter ones say nothing that anybody would look for. */
const SHORTEST = 12

/**
 * The paragraphs of a text that may be looked for again. Proposals are nobody's agreed language and left out; so is
 * what is no character, which texts of earlier times may hold and no database takes.
 */
export function passagesOf(
  text: RollingText,
  source: Pick<Passage, 'draft' | 'revision' | 'symbol' | 'date' | 'language'>,
): Passage[] {
  const base = text.paragraphs.filter(({ proposed, kind }) => !proposed && isNegotiated(kind))
  const labels = labelsOf(text.paragraphs)
  return base.flatMap((paragraph, place) => {
    const words = onlyLines(textOf(paragraph, { kind: 'base' }))
      .replace(/\s+/g, ' ')
      .trim()
    if (words.length < SHORTEST) return []
    const { id, kind } = paragraph
    return [{ ...source, place, label: labels[id] ?? '', kind, text: words }]
  })
}
