import { readAttribution } from '#app/domain/brackets/bracket-words.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { ParagraphNote } from './imported-text.ts'
import { readStatusNote, type StatusNote } from './status-note.ts'

const PROPOSED =
  /^\((?:Proposed by|Proposal (?:by|of|from)|Propuest[ao] (?:de|por)|Propos(?:é|ée) par|Proposition d[eu]|Propost[ao] (?:d[eoa]s?|por|pel[oa]s?))\s+/i
const SUPPORTED =
  /[;,]?\s*(?:supported by|seconded by|cosponsored by|con el apoyo de|apoyad[ao] por|apoyo de|avec l['’]appui d[eu]|appuyée? par|com (?:o )?apoio d[eoa]s?|apoiad[ao] por)\s+/i
const NAME = String.raw`\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|and|of|the|y|de|du|la|les|e|do|da))*`
const NAMES_ONLY = new RegExp(`^\\(${NAME}(?:,\\s*${NAME})*\\)$`, 'u')

/** One rule for the names in brackets and in notes. */
const namesOf = (list: string): readonly string[] =>
  readAttribution(`${list.trim()}: …`)?.names ?? (list.trim() ? [list.trim()] : [])

const MOST_NOTES = 6

type Trailing = { raw: string; offset: number }

/** The parentheses at the very end of a text, last one first: "…; (Proposed by Alfa) (PENDING)". */
function trailingParentheses(text: string): Trailing[] {
  const found: Trailing[] = []
  let end = text.trimEnd().length
  while (end > 0 && text[end - 1] === ')' && found.length < MOST_NOTES) {
    const offset = openingOf(text, end - 1)
    if (offset < 0) break
    found.push({ raw: text.slice(offset, end), offset })
    end = text.slice(0, offset).trimEnd().length
  }
  return found
}

/** Looks back no further than a note can be long, so that a text of parentheses alone stays linear. */
function openingOf(text: string, close: number): number {
  let depth = 0
  for (let at = close; at >= 0 && at > close - 400; at--) {
    if (text[at] === ')') depth++
    if (text[at] === '(' && --depth === 0) return at
  }
  return -1
}

export type ReadNotes = {
  /** Without the status note. */
  text: string
  status: (StatusNote & { raw: string; offset: number }) | null
  notes: ParagraphNote[]
}

/** Takes the status note off a paragraph's end, and tells who is named as proposer and what is a drafting note. */
export function readNotes(text: string, language: Language): ReadNotes {
  const notes: ParagraphNote[] = [...text.matchAll(/\{[^{}]*\}/g)].map((found) => ({
    kind: 'drafting',
    offset: found.index,
    raw: found[0],
  }))
  let status: ReadNotes['status'] = null
  for (const { raw, offset } of trailingParentheses(text)) {
    const read: StatusNote | null = status ? null : readStatusNote(raw, language)
    const proposers = read ? null : readProposers(raw, text.slice(0, offset))
    if (read) status = { ...read, raw, offset }
    else if (proposers) notes.push({ kind: 'proposers', offset, raw, ...proposers })
    else break
  }
  notes.sort((a, b) => a.offset - b.offset)
  if (!status) return { text, status, notes }
  return withoutStatus(text, status, notes)
}

function withoutStatus(
  text: string,
  status: NonNullable<ReadNotes['status']>,
  notes: ParagraphNote[],
): ReadNotes {
  const before = text.slice(0, status.offset).trimEnd()
  const after = text.slice(status.offset + status.raw.length).trim()
  const cut = status.offset + status.raw.length
  const kept = after ? `${before} ${after}` : before
  const moved = notes.map((note) =>
    note.offset >= cut ? { ...note, offset: kept.length - (text.trimEnd().length - note.offset) } : note,
  )
  return { text: kept, status: { ...status, offset: before.length }, notes: moved }
}

function readProposers(
  raw: string,
  before: string,
): { proposers: readonly string[]; supporters: readonly string[] } | null {
  const opening = PROPOSED.exec(raw)
  if (opening) {
    const [proposers = '', supporters = ''] = raw.slice(opening[0].length, -1).split(SUPPORTED)
    return { proposers: namesOf(proposers), supporters: namesOf(supporters) }
  }
  // "(Delta)" after the paragraph's last stop; "(IPCC)" after a word is an abbreviation.
  if (!/[.;,:\])]\s*$/.test(before) || !NAMES_ONLY.test(raw)) return null
  return { proposers: namesOf(raw.slice(1, -1)), supporters: [] }
}
