import type * as Y from 'yjs'
import type { Attribution, Run } from '#app/domain/rolling.ts'
import type { ParagraphId } from '#app/domain/paragraph.ts'
import { charId, spansOf, type Char } from './characters.ts'
import { comparePaths } from './carried.ts'
import type { EntryIndex, Standing, Struck } from './index-of-entries.ts'
import { START } from './schema.ts'

/** A run with the text it lives in, so that an edit can address its characters. */
export type Piece = Run & Char & { source: string; owner: Y.Text }

const NONE: readonly Attribution[] = []

/** The pieces of one paragraph in rolling order: base characters and insertions, each with who strikes it. */
export function renderPieces(
  index: EntryIndex,
  paragraph: ParagraphId,
  around: readonly Attribution[],
): Piece[] {
  return new Rendering(index, paragraph).render(around)
}

class Rendering {
  private readonly pieces: Piece[] = []
  private readonly children = new Map<string, Standing[]>()
  private readonly struck = new Map<number, Struck[]>()
  private readonly shown = new Set<string>()

  constructor(
    private readonly index: EntryIndex,
    private readonly paragraph: ParagraphId,
  ) {
    const pending = index.byParagraph.get(paragraph)
    for (const standing of pending?.insertions ?? []) push(this.children, childKey(standing.anchor), standing)
    for (const range of pending?.struck ?? []) push(this.struck, range.client, range)
    for (const list of this.children.values())
      list.sort((a, b) => a.anchor[2] - b.anchor[2] || comparePaths(a.path, b.path))
  }

  render(around: readonly Attribution[]): Piece[] {
    const text = this.index.textOf(this.paragraph)
    if (text) this.emit(this.paragraph, text, around)
    else this.emitAll(this.children.get(`${this.paragraph}|${START}`) ?? [], around) // orphaned: no text of its own
    return this.pieces
  }

  private emit(source: string, text: Y.Text, around: readonly Attribution[]) {
    this.emitAll(this.children.get(`${source}|${START}`) ?? [], around)
    for (const span of spansOf(text)) {
      const children = this.children.get(`${source}|${span.client}`) ?? []
      const here = children.filter(
        (child) => child.anchor[2] >= span.clock && child.anchor[2] < span.clock + span.length,
      )
      if (span.string === null) this.emitAll(here, around)
      else this.emitSpan({ source, text, around }, { ...span, string: span.string }, here)
    }
    // Anchors to characters that this text does not have (a forged or foreign one): at its end, never lost.
    for (const [key, list] of this.children) if (key.startsWith(`${source}|`)) this.emitAll(list, around)
  }

  private emitSpan(
    at: { source: string; text: Y.Text; around: readonly Attribution[] },
    span: Char & { length: number; string: string },
    children: readonly Standing[],
  ) {
    const ranges = this.struck.get(span.client) ?? []
    const cuts = cutsOf(span, children, ranges)
    for (let i = 0; i + 1 < cuts.length; i++) {
      const clock = span.clock + cuts[i]!
      const end = span.clock + cuts[i + 1]!
      this.pieces.push({
        text: span.string.slice(cuts[i], cuts[i + 1]),
        first: charId({ client: span.client, clock }),
        insertions: at.around,
        strikes: strikesOn(ranges, clock, end),
        client: span.client,
        clock,
        source: at.source,
        owner: at.text,
      })
      if (children.length > 0)
        this.emitAll(
          children.filter((child) => child.anchor[2] === end - 1),
          at.around,
        )
    }
  }

  private emitAll(children: readonly Standing[], around: readonly Attribution[]) {
    for (const { entry } of children) {
      const { id } = entry.attribution
      if (this.shown.has(id)) continue
      this.shown.add(id)
      this.emit(id, entry.text, [...around, entry.attribution])
    }
  }
}

const childKey = ([source, client]: Standing['anchor']) => `${source}|${client}`

function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function cutsOf(
  span: Char & { length: number },
  children: readonly Standing[],
  ranges: readonly Struck[],
): number[] {
  const cuts = new Set([0, span.length])
  const cut = (offset: number) => offset > 0 && offset < span.length && cuts.add(offset)
  for (const child of children) cut(child.anchor[2] - span.clock + 1)
  for (const range of ranges) {
    cut(range.clock - span.clock)
    cut(range.clock + range.length - span.clock)
  }
  return cuts.size === 2 ? [0, span.length] : [...cuts].sort((a, b) => a - b)
}

function strikesOn(ranges: readonly Struck[], clock: number, end: number): readonly Attribution[] {
  if (ranges.length === 0) return NONE
  const found = new Map<string, Attribution>()
  for (const range of ranges) {
    const { attribution } = range.entry
    if (range.clock <= clock && range.clock + range.length >= end) found.set(attribution.id, attribution)
  }
  return found.size === 0 ? NONE : [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
