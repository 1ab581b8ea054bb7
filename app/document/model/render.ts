import type * as Y from 'yjs'
import { limits } from '#app/domain/basics/limits.ts'
import type { Attribution, Run } from '#app/domain/basics/rolling.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { charId, spansOf, type Char } from './characters.ts'
import { firstWhere } from '#app/domain/basics/character.ts'
import { comparePaths } from './relocations.ts'
import type { EntryIndex, Standing, Struck } from './entry-index.ts'
import { START } from './schema.ts'
import { unrolled, type Unrolled } from './unrolled.ts'

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
  /** By the text that they stand in, then by the client of the character that they follow, in the order of both. */
  private readonly children = new Map<string, Map<number, Standing[]>>()
  private readonly struck = new Map<number, readonly Stretch[]>()
  private readonly shown = new Set<string>()

  constructor(
    private readonly index: EntryIndex,
    private readonly paragraph: ParagraphId,
  ) {
    const pending = index.byParagraph.get(paragraph)
    for (const standing of pending?.insertions ?? []) {
      const [source, client] = standing.anchor
      const inText = this.children.get(source) ?? new Map<number, Standing[]>()
      this.children.set(source, inText)
      push(inText, client, standing)
    }
    for (const inText of this.children.values())
      for (const list of inText.values())
        list.sort((a, b) => a.anchor[2] - b.anchor[2] || comparePaths(a.path, b.path))
    const ranges = new Map<number, Struck[]>()
    for (const range of pending?.struck ?? []) push(ranges, range.client, range)
    for (const [client, own] of ranges) this.struck.set(client, stretchesOf(own))
  }

  render(around: readonly Attribution[]): Piece[] {
    const text = this.index.textOf(this.paragraph)
    if (text) unrolled(this.emit(this.paragraph, text, around))
    else unrolled(this.emitAll(this.childrenAt(this.paragraph, START), around)) // orphaned: no text of its own
    return this.pieces
  }

  private childrenAt(source: string, client: number): readonly Standing[] {
    return this.children.get(source)?.get(client) ?? []
  }

  private *emit(source: string, text: Y.Text, around: readonly Attribution[]): Unrolled<void> {
    yield this.emitAll(this.childrenAt(source, START), around)
    for (const span of spansOf(text)) {
      const here = within(this.childrenAt(source, span.client), span)
      if (span.string === null) yield this.emitAll(here, around)
      else yield this.emitSpan({ source, text, around }, { ...span, string: span.string }, here)
    }
    // Anchors to characters that this text does not have (a forged or foreign one): at its end, never lost.
    for (const list of this.children.get(source)?.values() ?? []) yield this.emitAll(list, around)
  }

  private *emitSpan(
    at: { source: string; text: Y.Text; around: readonly Attribution[] },
    span: Char & { length: number; string: string },
    children: readonly Standing[],
  ): Unrolled<void> {
    const stretches = touching(this.struck.get(span.client) ?? [], span)
    const cuts = cutsOf(span, children, stretches)
    let [child, stretch] = [0, 0]
    for (let i = 0; i + 1 < cuts.length; i++) {
      const clock = span.clock + cuts[i]!
      const end = span.clock + cuts[i + 1]!
      while (stretch < stretches.length && stretches[stretch]!.end <= clock) stretch++
      const struck = stretches[stretch]
      this.pieces.push({
        text: span.string.slice(cuts[i], cuts[i + 1]),
        first: charId({ client: span.client, clock }),
        insertions: at.around,
        strikes: struck && struck.clock <= clock ? struck.strikes : NONE,
        client: span.client,
        clock,
        source: at.source,
        owner: at.text,
      })
      const from = child
      while (child < children.length && children[child]!.anchor[2] < end) child++
      if (child > from) yield this.emitAll(children.slice(from, child), at.around)
    }
  }

  private *emitAll(children: readonly Standing[], around: readonly Attribution[]): Unrolled<void> {
    for (const { entry } of children) {
      const { id } = entry.attribution
      if (this.shown.has(id)) continue
      this.shown.add(id)
      yield this.emit(id, entry.text, enclosed(around, entry.attribution))
    }
  }
}

/** Words deeper within others' words than anybody may write stand beside those at the greatest depth. */
const enclosed = (around: readonly Attribution[], by: Attribution): readonly Attribution[] => [
  ...around.slice(0, limits.insertionDepth - 1),
  by,
]

function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

type Extent = { clock: number; length: number }

/** Of insertions in the order of their anchors, those behind a character of the span. */
function within(children: readonly Standing[], { clock, length }: Extent): readonly Standing[] {
  if (children.length === 0) return children
  const from = firstWhere(children, (child) => child.anchor[2] >= clock)
  return children.slice(
    from,
    firstWhere(children, (child) => child.anchor[2] >= clock + length),
  )
}

/** Characters `[clock, end)` of one client that the same entries strike. */
type Stretch = { clock: number; end: number; strikes: readonly Attribution[] }

const touching = (stretches: readonly Stretch[], { clock, length }: Extent): readonly Stretch[] =>
  stretches.length === 0
    ? stretches
    : stretches.slice(
        firstWhere(stretches, (each) => each.end > clock),
        firstWhere(stretches, (each) => each.clock >= clock + length),
      )

/** What one client's characters are struck by, cut wherever a strike begins or ends; in order, without what nobody strikes. */
function stretchesOf(ranges: readonly Struck[]): Stretch[] {
  const marks = ranges.flatMap(({ clock, length, entry: { attribution } }) => [
    { clock, attribution, by: 1 },
    { clock: clock + length, attribution, by: -1 },
  ])
  marks.sort((a, b) => a.clock - b.clock)
  const open = new Map<string, { attribution: Attribution; count: number }>()
  const stretches: Stretch[] = []
  marks.forEach(({ clock, attribution, by }, at) => {
    const count = (open.get(attribution.id)?.count ?? 0) + by
    if (count === 0) open.delete(attribution.id)
    else open.set(attribution.id, { attribution, count })
    const end = marks[at + 1]?.clock ?? clock
    if (end === clock || open.size === 0) return
    const strikes = [...open.values()].map((each) => each.attribution)
    stretches.push({ clock, end, strikes: strikes.sort((a, b) => (a.id < b.id ? -1 : 1)) })
  })
  return stretches
}

function cutsOf(span: Extent, children: readonly Standing[], stretches: readonly Stretch[]): number[] {
  if (children.length === 0 && stretches.length === 0) return [0, span.length]
  const cuts = new Set([0, span.length])
  const cut = (offset: number) => offset > 0 && offset < span.length && cuts.add(offset)
  for (const child of children) cut(child.anchor[2] - span.clock + 1)
  for (const { clock, end } of stretches) {
    cut(clock - span.clock)
    cut(end - span.clock)
  }
  return [...cuts].sort((a, b) => a - b)
}
