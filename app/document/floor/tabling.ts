import * as Y from 'yjs'
import { isClosed, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { inPrivate, publicId, type Handed } from '#app/domain/floor/working-copy.ts'
import type { StatementRefusal } from '#app/domain/floor/statement.ts'
import { layerName, type Anchor, type Entry, type YEntry } from '../model/schema.ts'
import type { FloorEdit, StatementHandler } from './floor-edit.ts'

/** The entry of one's own working copy. */
function ownEntry(edit: FloorEdit, id: ProposalId): Result<Entry, StatementRefusal> {
  const entry = edit.layers.entries.get(id)
  const isOwn = entry?.attribution.delegation === inPrivate(edit.by.delegation ?? '')
  return isOwn ? accept(entry!) : refuse({ kind: 'no-such-subject', subject: id })
}

/** Hands proposals of a working copy over: what they say, and where. They stay where they are. */
export const offer: StatementHandler<'offer'> = (edit, statement) => {
  const { proposals, wording } = statement
  const handed: Handed[] = []
  for (const id of proposals) {
    const found = ownEntry(edit, id)
    if (!found.ok) return found
    const fallback = wording === 'fallback' ? edit.get<string>('fallback', id) : undefined
    const given = handing(id, found.value, fallback)
    if (given) handed.push(given)
  }
  edit.handed = handed
  return accept({ ...statement, handed })
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
export const table: StatementHandler<'table'> = (edit, statement) => {
  const { proposals } = statement
  const { delegation } = edit.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const { doc } = edit.layers
  const layer = doc.getMap<YEntry>(layerName(delegation))
  const decided = doc.getMap('decided')
  const words = []
  for (const handed of proposals) {
    const id = publicId(handed.id)
    if (layer.has(id) || decided.has(id)) continue
    const fields = fieldsFor(edit, handed)
    if (!fields.ok) return fields
    const header = { kind: handed.kind, user: edit.by.user, at: edit.now }
    layer.set(id, new Y.Map(Object.entries({ ...header, ...fields.value })))
    const inserted = 'text' in handed ? handed.text : ''
    words.push({ id, kind: handed.kind, delegation, user: edit.by.user, at: edit.now, inserted })
  }
  return accept({ ...statement, proposals: words.map(({ id }) => id), words })
}

/** What an entry says besides its header; refused where its place is not there, or closed. */
function fieldsFor(edit: FloorEdit, handed: Handed): Result<Record<string, unknown>, StatementRefusal> {
  if (handed.kind === 'paragraph') {
    const { paragraphKind, level, position, text } = handed
    return accept({ paragraphKind, level, position, text: new Y.Text(text) })
  }
  const { paragraph } = handed
  const standing = edit.subject(paragraph)
  if (!standing.ok) return standing
  const status = edit.layers.base.get(paragraph)?.get('status') as ParagraphStatus | undefined
  if (status && isClosed(status)) return refuse({ kind: 'paragraph-closed', paragraph })
  if (handed.kind === 'deletion')
    return accept({ paragraph, ranges: new Y.Map(Object.entries(handed.ranges)) })
  if (handed.kind === 'move') return movingTo(edit, handed)
  if (handed.kind !== 'insertion') return accept({ paragraph })
  const { after, fallback, order, text } = handed
  const isThere = ([source]: Anchor) => edit.layers.pending.textOf(source) !== null
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
  edit: FloorEdit,
  { paragraph, after }: Extract<Handed, { kind: 'move' }>,
): Result<Record<string, unknown>, StatementRefusal> {
  const standing = after === null ? null : edit.subject(after)
  return standing && !standing.ok ? standing : accept({ paragraph, after })
}

/** Takes proposals out of a working copy. */
export const letGo: StatementHandler<'let-go'> = (edit, statement) => {
  const { proposals } = statement
  const layer = edit.layers.doc.getMap(layerName(inPrivate(edit.by.delegation ?? '')))
  for (const id of proposals) {
    layer.delete(id)
    edit.delete('fallback', id)
  }
  return accept(statement)
}

/** Keeps what the delegation would live with instead. */
export const setFallback: StatementHandler<'set-fallback'> = (edit, statement) => {
  const { proposal, text } = statement
  const found = ownEntry(edit, proposal)
  if (!found.ok) return found
  if (text.trim() === '') edit.delete('fallback', proposal)
  else edit.set(text.trim(), 'fallback', proposal)
  return accept(statement)
}
