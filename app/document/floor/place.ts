import type { About, Stretch, ThreadPlace } from '#app/domain/comment.ts'
import type { ParagraphId } from '#app/domain/paragraph.ts'
import { parseCharId, sourceOf } from '../characters.ts'
import type { Layers } from '../layers.ts'
import { START } from '../schema.ts'

/** Where a thread belongs in the text as it is now: characters are followed through every decision. */
export function placeOf(layers: Layers, about: About): ThreadPlace {
  if (about.kind === 'words') return placeOfWords(layers, about)
  const paragraph = shown(layers, about.paragraph)
  if (about.kind === 'paragraph') return { paragraph, isGone: paragraph === null }
  const standing = about.proposals.find((id) => layers.entries.has(id))
  if (standing === undefined) return { paragraph, isGone: true }
  return {
    paragraph: shown(layers, layers.pending.paragraphOf([standing, 0, 0])) ?? paragraph,
    isGone: false,
  }
}

const shown = (layers: Layers, paragraph: ParagraphId): ParagraphId | null =>
  layers.base.get(paragraph)?.get('status') === 'withdrawn' || !layers.paragraph(paragraph) ? null : paragraph

/** With the first of the words that still stand; none standing, where they stood. */
function placeOfWords(
  layers: Layers,
  { paragraph, characters }: Extract<About, { kind: 'words' }>,
): ThreadPlace {
  for (const stretch of characters) {
    const now = paragraphWith(layers, stretch)
    if (now !== null) return { paragraph: now, isGone: false }
  }
  return { paragraph: shown(layers, paragraph), isGone: true }
}

function paragraphWith(layers: Layers, [first, length]: Stretch): ParagraphId | null {
  const char = parseCharId(first)
  if (!char) return null
  for (const range of layers.pending.carried.resolveRange({ ...char, length })) {
    const source = range.source ?? sourceOf(layers.doc, range)
    const paragraph = source === null ? null : shown(layers, layers.pending.paragraphOf([source, START, 0]))
    if (paragraph === null) continue
    const stands = layers
      .paragraph(paragraph)
      ?.pieces.some(
        ({ client, clock, text }) =>
          client === range.client && clock < range.clock + range.length && range.clock < clock + text.length,
      )
    if (stands) return paragraph
  }
  return null
}
