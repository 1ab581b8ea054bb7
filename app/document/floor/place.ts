import type { About, Stretch, ThreadPlace } from '#app/domain/floor/comment.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { charId, parseCharId, sourceOf } from '../model/characters.ts'
import type { Layers } from '../model/layers.ts'
import { START } from '../model/schema.ts'

/** Where a thread belongs in the text as it is now: characters are followed through every decision. */
export function placeOf(layers: Layers, about: About): ThreadPlace {
  if (about.kind === 'words') return placeOfWords(layers, about)
  const paragraph = shown(layers, about.paragraph)
  if (about.kind === 'paragraph') return { paragraph, isGone: paragraph === null, passages: [] }
  const standing = about.proposals.find((id) => layers.entries.has(id))
  if (standing === undefined) return { paragraph, isGone: true, passages: [] }
  return {
    paragraph: shown(layers, layers.pending.paragraphOf([standing, 0, 0])) ?? paragraph,
    isGone: false,
    passages: [],
  }
}

const shown = (layers: Layers, paragraph: ParagraphId): ParagraphId | null =>
  layers.base.get(paragraph)?.get('status') === 'withdrawn' || !layers.paragraph(paragraph) ? null : paragraph

/** With the first of the words that still stand; none standing, where they stood. */
function placeOfWords(
  layers: Layers,
  { paragraph, characters }: Extract<About, { kind: 'words' }>,
): ThreadPlace {
  const found = new Map<ParagraphId, Stretch[]>()
  for (const stretch of characters)
    for (const [now, stands] of standing(layers, stretch)) found.set(now, [...(found.get(now) ?? []), stands])
  const passages = [...found].map(([now, stands]) => ({ paragraph: now, characters: stands }))
  const first = passages[0]
  if (first) return { paragraph: first.paragraph, isGone: false, passages }
  return { paragraph: shown(layers, paragraph), isGone: true, passages }
}

/** The characters of a stretch as they are known now, with the paragraph where any word of them is to be seen. */
function* standing(layers: Layers, [first, length]: Stretch): Generator<[ParagraphId, Stretch]> {
  const char = parseCharId(first)
  if (!char) return
  for (const range of layers.pending.relocations.resolveRange({ ...char, length })) {
    const source = range.source ?? sourceOf(layers.doc, range)
    const paragraph = source === null ? null : shown(layers, layers.pending.paragraphOf([source, START, 0]))
    if (paragraph === null) continue
    const stands = layers
      .paragraph(paragraph)
      ?.pieces.some(
        ({ client, clock, text }) =>
          client === range.client &&
          /\S/.test(
            text.slice(Math.max(0, range.clock - clock), Math.max(0, range.clock + range.length - clock)),
          ),
      )
    if (stands) yield [paragraph, [charId(range), range.length]]
  }
}
