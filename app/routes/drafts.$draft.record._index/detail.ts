import type { NamedPlace } from '#app/domain/text/move.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { ParagraphId, ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { Stance } from '#app/domain/basics/stance.ts'
import type { Messages } from '#app/messages/en.ts'
import { arrangedIn } from './meeting-detail.ts'

type Detail = RecordEntry['detail']
type Labels = Readonly<Record<ParagraphId, string>>
type NameOf = (delegation: string) => string

/**
 * What an entry is about, in a line: the paragraph under the number that it had, whose words, the status, the
 * symbol, the reason, whatever of them it has. Entries of kinds that are not known here are read the same way.
 */
export function sayDetail(
  { detail, by }: Pick<RecordEntry, 'detail' | 'by'>,
  labelsNow: Labels,
  nameOf: NameOf,
  m: Messages,
): string {
  const { record, statuses, counts } = m
  const { kind, status, symbol, reason, paragraphs, attribution, proposal, text } = detail
  const words = wordsIn(detail, nameOf, m)
  const proposers = words.length > 0 ? [] : listed(detail.proposals).map(proposerOf)
  return [
    ...labelsIn(detail, labelsNow),
    typeof kind === 'string' && (placeIn(detail, labelsNow, m) ?? record.proposals[kind]),
    ...unique([...proposers, ...(typeof proposal === 'string' ? [proposerOf(proposal)] : [])])
      .filter((proposer) => proposer !== by.delegation)
      .map(nameOf),
    ...listed(attribution).map(nameOf),
    typeof status === 'string' && statuses[status as ParagraphStatus],
    typeof symbol === 'string' && symbol,
    typeof paragraphs === 'number' && counts.paragraphs(paragraphs),
    ...words,
    typeof detail.picked === 'string' && record.picked(quoted(detail.picked)),
    ...wordsIn({ words: detail.superseded }, nameOf, m).map(record.wentToo),
    ...carriedIn(detail, nameOf, m),
    ...voicedIn(detail, nameOf, m),
    ...arrangedIn(detail, nameOf, m),
    detail.struck === true && m.tray.struck,
    typeof text === 'string' && text.trim() !== '' && quoted(text),
    typeof reason === 'string' &&
      reason.trim() !== '' &&
      record.because(record.lateReasons[reason] ?? reason),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What the decision did to proposals that it did not decide: "Canada: needs a look". */
const carriedIn = ({ carried }: Detail, nameOf: NameOf, m: Messages): string[] =>
  (Array.isArray(carried) ? (carried as { delegation?: unknown; state?: unknown }[]) : []).flatMap(
    ({ delegation, state }) =>
      typeof delegation === 'string' && (state === 'needs-rebase' || state === 'obsolete')
        ? [`${nameOf(delegation)}: ${m.carried.badges[state]}`]
        : [],
  )

/** Whose proposal was spoken about and its words, for which group, the stance and its note; who belongs to a group. */
function voicedIn(
  { words, proposer, group, stance, note, code, members, speaker }: Detail,
  nameOf: NameOf,
  { stances, groups, positions }: Messages,
): (string | false)[] {
  return [
    typeof proposer === 'string' && nameOf(proposer),
    typeof words === 'string' && words.trim() !== '' && quoted(words),
    typeof group === 'string' && positions.forGroup(group),
    typeof stance === 'string' && (stances[stance as Stance]?.name ?? stance),
    typeof note === 'string' && note.trim() !== '' && quoted(note),
    typeof code === 'string' && code,
    typeof speaker === 'string' && groups.listed(nameOf(speaker), listed(members).length),
  ]
}

const unique = (items: readonly string[]): string[] => [...new Set(items)].filter((item) => item !== '')
const listed = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
const proposerOf = (proposal: string): string => proposal.slice(0, Math.max(0, proposal.indexOf(':')))

/** The numbers as they were then, where the entry has kept them. */
function labelsIn({ labels, paragraph }: Detail, now: Labels): string[] {
  if (labels && typeof labels === 'object') return unique(Object.values(labels).map(String))
  const label = typeof paragraph === 'string' ? now[paragraph] : undefined
  return label ? [label] : []
}

/** "Canada: “profit most” → “thrive”", a delegation each. */
function wordsIn({ words }: Detail, nameOf: NameOf, m: Messages): string[] {
  const moved: string[] = []
  const by = new Map<string, { struck: string[]; inserted: string[] }>()
  for (const each of Array.isArray(words) ? words : []) {
    const { delegation, struck, inserted, to } = each as Record<string, unknown>
    if (typeof delegation !== 'string') continue
    if (isPlace(to)) {
      moved.push(`${nameOf(delegation)}: ${m.moves.to(to)}`)
      continue
    }
    const said = by.get(delegation) ?? { struck: [], inserted: [] }
    if (typeof struck === 'string' && struck.trim()) said.struck.push(quoted(struck))
    if (typeof inserted === 'string' && inserted.trim()) said.inserted.push(quoted(inserted))
    by.set(delegation, said)
  }
  const changed = [...by].map(([delegation, { struck, inserted }]) =>
    `${nameOf(delegation)}: ${[struck.join(' '), inserted.join(' ')].join(struck.length > 0 ? ' → ' : '')}`
      .replace(/ → $/, ' → –')
      .replace(/: $/, ''),
  )
  return [...changed, ...moved]
}

const isPlace = (to: unknown): to is NamedPlace =>
  to !== null && typeof to === 'object' && 'kind' in to && 'name' in to

/** Where a paragraph is to stand that somebody has moved, or has just proposed to move; null when it is about something else. */
function placeIn({ kind, to }: Detail, now: Labels, { moves }: Messages): string | null {
  if (isPlace(to)) return moves.to(to)
  if (kind !== 'move') return null
  if (to === null) return moves.to({ kind: 'first', name: '' })
  const label = typeof to === 'string' ? now[to] : undefined
  return label ? moves.to({ kind: 'after', name: label }) : null
}

const longest = 240
const quoted = (words: string): string => {
  const whole = words.replaceAll('\u2029', '¶').trim()
  return `“${whole.length > longest ? `${whole.slice(0, longest).trimEnd()}…` : whole}”`
}
