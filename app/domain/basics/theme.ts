import type { ParagraphId, ParagraphKind } from './paragraph.ts'

/** A part of the text under a heading of its own. */
export type Theme = { heading: ParagraphId; label: string; words: string }

type Line = { id: ParagraphId; kind: ParagraphKind; label: string; excerpt: string }

/**
 * The themes of a text, in its order, and the one that each paragraph stands under: that of the last heading before
 * it. A heading stands under itself; what comes before the first one, and every footnote, stands under none.
 */
export function themesOf(lines: readonly Line[]): {
  themes: Theme[]
  themeOf: ReadonlyMap<ParagraphId, ParagraphId>
} {
  const themes: Theme[] = []
  const themeOf = new Map<ParagraphId, ParagraphId>()
  for (const { id, kind, label, excerpt } of lines) {
    if (kind === 'heading') themes.push({ heading: id, label, words: excerpt })
    const last = themes.at(-1)
    if (last && kind !== 'footnote') themeOf.set(id, last.heading)
  }
  return { themes, themeOf }
}
