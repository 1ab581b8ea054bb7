import * as Y from 'yjs'
import type { Intervention } from '#app/domain/floor/statement.ts'
import { isClosed, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { inPrivate, publicId, type Handed } from '#app/domain/floor/working-copy.ts'
import type { InterventionRefusal } from '#app/domain/floor/statement.ts'
import { layerName, type Anchor, type Entry, type YEntry } from '../model/schema.ts'
import type { FloorHand, Said } from './floor-edit.ts'

type Of<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>

/** The entry of one's own working copy. */
function ownEntry(hand: FloorHand, id: ProposalId): Result<Entry, InterventionRefusal> {
  const entry = hand.layers.entries.get(id)
  const isOwn = entry?.attribution.delegation === inPrivate(hand.by.delegation ?? '')
  return isOwn ? accept(entry!) : refuse({ kind: 'no-such-subject', subject: id })
}

/** Hands proposals of a working copy over: what they say, and where. They stay where they are. */
export function offer(hand: FloorHand, { proposals, wording }: Of<'offer'>): Said {
  const handed: Handed[] = []
  for (const id of proposals) {
    const found = ownEntry(hand, id)
    if (!found.ok) return found
    const fallback = wording === 'fallback' ? hand.get<string>('fallback', id) : undefined
    const given = handing(id, found.value, fallback)
    if (given) handed.push(given)
  }
  return accept({ handed })
}

function handing(id: ProposalId, entry: Entry, fallback: string | undefined): Handed | null {
  switch (entry.kind) {
    case 'insertion': {
      const { paragraph, after, fallback: otherwise, order, text } = entry
      return {
        id,
        kind: 'insertion',
        paragraph,
        after,
        fallback: otherwise,
        order,
        text: wordingOf(text.toString(), fallback),
      }
    }
    case 'deletion':
      return {
        id,
        kind: 'deletion',
        paragraph: entry.paragraph,
        ranges: entry.ranges.toJSON() as Record<string, number>,
      }
    case 'paragraph': {
      const { paragraphKind, level, position, text } = entry
      return {
        id,
        kind: 'paragraph',
        paragraphKind,
        level,
        position,
        text: wordingOf(text.toString(), fallback),
      }
    }
    case 'removal':
    case 'merge':
      return { id, kind: entry.kind, paragraph: entry.paragraph }
    case 'move':
      return { id, kind: 'move', paragraph: entry.paragraph, after: entry.after }
    case 'support':
      return null
  }
}

/** The fallback wording with the blanks around that the words it stands for have. */
const wordingOf = (text: string, fallback: string | undefined): string =>
  fallback === undefined
    ? text
    : text.replace(/^(\s*).*?(\s*)$/s, (_, before, after) => before + fallback + after)

/** Puts proposals on the table. One that was handed over before is not put there twice. */
export function table(hand: FloorHand, { proposals }: Of<'table'>): Said {
  const { delegation } = hand.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const { doc } = hand.layers
  const layer = doc.getMap<YEntry>(layerName(delegation))
  const decided = doc.getMap('decided')
  const words = []
  for (const handed of proposals) {
    const id = publicId(handed.id)
    if (layer.has(id) || decided.has(id)) continue
    const fields = fieldsFor(hand, handed)
    if (!fields.ok) return fields
    const header = { kind: handed.kind, user: hand.by.user, at: hand.now }
    layer.set(id, new Y.Map(Object.entries({ ...header, ...fields.value })))
    const inserted = 'text' in handed ? handed.text : ''
    words.push({ id, kind: handed.kind, delegation, user: hand.by.user, at: hand.now, inserted })
  }
  return accept({ proposals: words.map(({ id }) => id), words })
}

/** What an entry says besides its header; refused where its place is not there, or closed. */
function fieldsFor(hand: FloorHand, handed: Handed): Result<Record<string, unknown>, InterventionRefusal> {
  if (handed.kind === 'paragraph') {
    const { paragraphKind, level, position, text } = handed
    return accept({ paragraphKind, level, position, text: new Y.Text(text) })
  }
  const { paragraph } = handed
  const standing = hand.subject(paragraph)
  if (!standing.ok) return standing
  const status = hand.layers.base.get(paragraph)?.get('status') as ParagraphStatus | undefined
  if (status && isClosed(status)) return refuse({ kind: 'paragraph-closed', paragraph })
  if (handed.kind === 'deletion')
    return accept({ paragraph, ranges: new Y.Map(Object.entries(handed.ranges)) })
  if (handed.kind === 'move') return movingTo(hand, handed)
  if (handed.kind !== 'insertion') return accept({ paragraph })
  const { after, fallback, order, text } = handed
  const isThere = ([source]: Anchor) => hand.layers.pending.textOf(source) !== null
  const place = isThere(after) ? after : fallback
  if (!isThere(place)) return refuse({ kind: 'no-such-subject', subject: paragraph })
  return accept({
    paragraph,
    after: place,
    fallback: isThere(fallback) ? fallback : place,
    order,
    text: new Y.Text(text),
  })
}

/** Where a paragraph is to stand must be in the text that everybody sees. */
function movingTo(
  hand: FloorHand,
  { paragraph, after }: Extract<Handed, { kind: 'move' }>,
): Result<Record<string, unknown>, InterventionRefusal> {
  const standing = after === null ? null : hand.subject(after)
  return standing && !standing.ok ? standing : accept({ paragraph, after })
}

/** Takes proposals out of a working copy. */
export function letGo(hand: FloorHand, { proposals }: Of<'let-go'>): Said {
  const layer = hand.layers.doc.getMap(layerName(inPrivate(hand.by.delegation ?? '')))
  for (const id of proposals) {
    layer.delete(id)
    hand.delete('fallback', id)
  }
  return accept(null)
}

/** Keeps what the delegation would live with instead. */
export function setFallback(hand: FloorHand, { proposal, text }: Of<'set-fallback'>): Said {
  const found = ownEntry(hand, proposal)
  if (!found.ok) return found
  if (text.trim() === '') hand.delete('fallback', proposal)
  else hand.set(text.trim(), 'fallback', proposal)
  return accept(null)
}
