import * as Y from 'yjs'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { charId, deleteChars, insertAfter } from '../model/characters.ts'
import type { Verdict } from './verdict.ts'
import type { Written } from './incoming.ts'
import type { LateWords } from '../model/late-words.ts'
import { layerOfDelegation } from '../model/entry-index.ts'
import type { Layers } from '../model/layers.ts'
import { RELOCATIONS, START, charOf, startOf, type Anchor, type Entry } from '../model/schema.ts'
import { struckWords } from '../model/struck-words.ts'

type Author = { delegation: DelegationCode; user: string; now: number; newId(): string }

/**
 * Settles what an honest but late update did. Words typed into a proposal that was accepted a moment ago
 * become a new insertion of the same author at the same place; whatever has no place any more is taken out
 * of the document and returned, so that it is never lost. Runs inside the room's own transaction.
 */
export function settleLate(
  layers: Layers,
  transaction: Y.Transaction,
  verdict: Verdict,
  author: Author,
): LateWords[] {
  const layer = layerOfDelegation(layers.doc, author.delegation)
  const halves = verdict.broken.map((id) => textIn(layer.get(id))).filter((text) => text !== '')
  for (const id of verdict.broken) layer.delete(id)
  const decided = layers.doc.getMap('decided')
  const lateIn = verdict.touched.filter((id) => decided.has(id))
  const fresh = verdict.tabled.filter((entry) => !decided.has(entry.attribution.id))
  const fallen = [...verdict.fallen, ...halves].map((text): LateWords => ({
    reason: 'proposal-withdrawn',
    paragraph: null,
    text,
  }))
  if (fresh.length === 0 && lateIn.length === 0) return fallen
  if (verdict.broken.length > 0) layers.refresh()
  return [
    ...fallen,
    ...fresh.flatMap((entry) => turnAway(layers, layer, entry)),
    ...lateIn.flatMap((id) => lateText(layers, transaction, id, verdict.written, author)),
  ]
}

const textIn = (map: Y.Map<unknown> | undefined): string => {
  const text = map instanceof Y.Map ? map.get('text') : null
  return text instanceof Y.Text ? text.toString() : ''
}

const statusOf = (layers: Layers, paragraph: ParagraphId) =>
  layers.base.get(paragraph)?.get('status') as ParagraphStatus | undefined

/** Takes a new entry out again when its paragraph is closed or gone. */
function turnAway(layers: Layers, layer: Y.Map<Y.Map<unknown>>, entry: Entry): LateWords[] {
  if (entry.kind === 'paragraph' || entry.kind === 'support') return []
  const { id } = entry.attribution
  const paragraphs =
    entry.kind === 'deletion'
      ? [...layers.pending.byParagraph]
          .filter(([, pending]) => pending.struck.some((range) => range.entry.attribution.id === id))
          .map(([paragraph]) => paragraph)
      : [entry.kind === 'insertion' ? layers.pending.paragraphOf([id, 0, 0]) : entry.paragraph]
  for (const paragraph of paragraphs) {
    const isThere = layers.pending.isParagraph(paragraph)
    const status = statusOf(layers, paragraph)
    if (isThere && !(status && isClosed(status))) continue
    const reason = isThere && status !== 'withdrawn' ? 'paragraph-closed' : 'paragraph-gone'
    const late: LateWords =
      entry.kind === 'deletion'
        ? { reason, paragraph, text: struckWords(layers, paragraph, id), struck: true }
        : { reason, paragraph, text: entry.kind === 'insertion' ? entry.text.toString() : '' }
    layer.delete(id)
    return [late]
  }
  return []
}

/** Words typed into a proposal after its decision. */
function lateText(
  layers: Layers,
  transaction: Y.Transaction,
  id: ProposalId,
  written: readonly Written[],
  author: Author,
): LateWords[] {
  const map = layerOfDelegation(layers.doc, author.delegation).get(id)
  const text = map?.get('text')
  if (!(text instanceof Y.Text)) return []
  const outcome = layers.doc.getMap('decided').get(id)
  const late: LateWords[] = []
  for (const words of written.flatMap((range) => livingIn(layers.doc, text, range))) {
    const landed =
      outcome === 'accepted' || outcome === 'bracketed'
        ? rescue(layers, transaction, { id, words, author })
        : null
    deleteChars(transaction, text, words, words.length)
    if (landed !== 'landed') late.push({ reason: 'proposal-decided', paragraph: landed, text: words.string })
  }
  return late
}

type LateRun = Written & { string: string; left: Y.ID | null }

function livingIn(doc: Y.Doc, text: Y.Text, { client, clock, length }: Written): LateRun[] {
  const found: LateRun[] = []
  for (let at = clock; at < clock + length;) {
    const item = Y.getItem(doc.store, Y.createID(client, at))
    const end = Math.min(item.id.clock + item.length, clock + length)
    if (
      item instanceof Y.Item &&
      !item.deleted &&
      item.parent === text &&
      item.content instanceof Y.ContentString
    ) {
      const string = item.content.str.slice(at - item.id.clock, end - item.id.clock)
      const left = at > item.id.clock ? Y.createID(client, at - 1) : (item.left?.lastId ?? null)
      found.push({ client, clock: at, length: end - at, string, left })
    }
    at = end
  }
  return found
}

/** Gives late words a place where the accepted words went; otherwise the paragraph they were for. */
function rescue(
  layers: Layers,
  transaction: Y.Transaction,
  { id, words, author }: { id: ProposalId; words: LateRun; author: Author },
): 'landed' | ParagraphId | null {
  const index = layers.pending
  const from: Anchor = words.left ? [id, words.left.client, words.left.clock] : startOf(id)
  const { anchor } = index.relocations.resolve(from, [[0, id]])
  const [source] = anchor
  if (source === id || (!index.isParagraph(source) && index.entries.get(source)?.kind !== 'insertion'))
    return null
  const paragraph = index.paragraphOf(anchor)
  const status = statusOf(layers, paragraph)
  if (status && isClosed(status)) return paragraph
  const landed = land(layers, transaction, { anchor, paragraph, words, author })
  layers.doc
    .getMap(RELOCATIONS)
    .set(charId(words), [words.length, landed.client, landed.clock, landed.source])
  layers.refresh()
  return 'landed'
}

function land(
  layers: Layers,
  transaction: Y.Transaction,
  {
    anchor,
    paragraph,
    words,
    author,
  }: { anchor: Anchor; paragraph: ParagraphId; words: LateRun; author: Author },
) {
  const [source] = anchor
  const own = layers.pending.entries.get(source)
  if (own?.kind === 'insertion' && own.attribution.delegation === author.delegation)
    return { ...insertAfter(transaction, own.text, charOf(anchor), words.string), source }
  const id = `${author.delegation}:${author.newId()}`
  const text = new Y.Text()
  const fallback: Anchor = [paragraph, START, 0]
  const fields = {
    kind: 'insertion',
    user: author.user,
    at: author.now,
    paragraph,
    after: anchor,
    fallback,
    order: -1,
    text,
  }
  layerOfDelegation(layers.doc, author.delegation).set(id, new Y.Map<unknown>(Object.entries(fields)))
  return { ...insertAfter(transaction, text, null, words.string), source: id }
}
