import type { NamedPlace } from '#app/domain/text/move.ts'
import type { ProposedWords } from '#app/domain/record/details.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { isFieldOf, type RecordedDetail, type RecordKind } from '#app/domain/record/kinds.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Messages } from '#app/messages/en.ts'

type Labels = Readonly<Record<ParagraphId, string>>
type NameOf = (delegation: string) => string
type Said = string | readonly string[] | false | undefined

type Each<T> = T extends unknown ? T : never
type Keys<T> = T extends unknown ? keyof T : never
type Value<T, F> = T extends unknown ? (F extends keyof T ? T[F] : never) : never
type Detail = Each<RecordedDetail[RecordKind]>
/** All that a detail of some kind has. */
type Field = Keys<Detail>
type Valued = { readonly [F in Field]?: Value<Detail, F> }

type Reading = {
  detail: Valued
  by: RecordEntry['by']
  labelsNow: Labels
  nameOf: NameOf
  m: Messages
}
type Sayers = {
  readonly [F in Exclude<Field, Unsaid>]: (value: Exclude<Value<Detail, F>, undefined>, read: Reading) => Said
}

/** What says nothing to a person, or is said with another field. */
type Unsaid =
  | 'about'
  | 'after'
  | 'as'
  | 'at'
  | 'attributed'
  | 'before'
  | 'choice'
  | 'choices'
  | 'comment'
  | 'date'
  | 'declineRemaining'
  | 'from'
  | 'frozen'
  | 'handed'
  | 'level'
  | 'limit'
  | 'literal'
  | 'members'
  | 'mentions'
  | 'name'
  | 'number'
  | 'of'
  | 'onward'
  | 'papers'
  | 'paragraphKind'
  | 'provenance'
  | 'renumber'
  | 'seconds'
  | 'silence'
  | 'subject'
  | 'subjects'
  | 'taken'
  | 'texts'
  | 'thread'
  | 'transmission'
  | 'until'
  | 'wording'

/**
 * How each field of a detail is said, in the order of the line. A field that is new does not compile until it stands
 * here or among those that are not said.
 */
const sayers: Sayers = {
  labels: (labels) => unique(Object.values(labels)),
  paragraph: (id, { detail, labelsNow }) =>
    typeof id === 'string' && detail.labels === undefined && labelsNow[id],
  kind: (kind, { detail, m }) => detail.to === undefined && m.record.proposals[kind],
  to: (to, { detail, labelsNow, m }) => {
    if (isPlace(to)) return m.moves.to(to)
    if (detail.kind !== 'move') return false
    if (to === null) return m.moves.to({ kind: 'first', name: '' })
    const label = typeof to === 'string' ? labelsNow[to] : undefined
    return label ? m.moves.to({ kind: 'after', name: label }) : m.record.proposals.move
  },
  proposals: (proposals, read) => !hasWords(read.detail) && sayProposers(proposals, read),
  proposal: (proposal, read) => sayProposers([proposal], read),
  attribution: (delegations, { nameOf }) => delegations.map(nameOf),
  status: (status, { m }) => m.statuses[status],
  symbol: (symbol) => symbol,
  revision: (number, { m }) => m.record.revision(number),
  paragraphs: (count, { m }) => m.counts.paragraphs(count),
  proposer: (proposer, { nameOf }) => nameOf(proposer),
  words: (words, { nameOf, m }) => (typeof words === 'string' ? quoted(words) : sayWords(words, nameOf, m)),
  picked: (words, { m }) => m.record.picked(quoted(words)),
  superseded: (words, { nameOf, m }) => sayWords(words, nameOf, m).map(m.record.wentToo),
  carried: (effects, { nameOf, m }) =>
    effects.flatMap(({ delegation, state }) =>
      state === 'kept' ? [] : [`${nameOf(delegation)}: ${m.proposalEffects.badges[state]}`],
    ),
  group: (group, { m }) => m.positions.forGroup(group),
  stance: (stance, { m }) => m.stances[stance].name,
  note: (note) => quoted(note),
  code: (code) => code,
  speaker: (speaker, { nameOf, detail: { members = [] }, m }) =>
    m.groups.listed(nameOf(speaker), members.length),
  reading: (_, { detail: { number }, m }) => number !== undefined && m.recordOfMeetings.reading(number),
  meeting: (meeting, { detail: { date }, m }) =>
    date !== undefined && m.recordOfMeetings.meeting(meeting, date),
  left: (left, { m }) => m.recordOfMeetings.left(left),
  deadline: (deadline, { m }) => m.recordOfMeetings.deadline(deadline),
  held: (items, { m }) => sayItems(items, m.recordOfMeetings.held),
  notPossible: (items, { m }) => sayItems(items, m.recordOfMeetings.notPossible),
  broken: (items, { m }) => sayItems(items, m.recordOfMeetings.broken),
  zone: (zone, { m }) => m.recordOfMeetings.zone(zone),
  open: (open, { m }) => typeof open === 'boolean' && m.recordOfMeetings.openList(open),
  delegation: (delegation, { nameOf }) => nameOf(delegation),
  minutes: (minutes, { m }) => m.recordOfMeetings.minutes(minutes),
  spoke: (speaker, { detail: { seconds, limit = null }, nameOf, m }) =>
    seconds !== undefined && m.recordOfMeetings.spoke(nameOf(speaker), seconds, limit),
  struck: (_, { m }) => m.tray.struck,
  text: (text) => quoted(text),
  reason: (reason, { m: { record } }) =>
    reason.trim() !== '' && record.because(record.lateReasons[reason] ?? reason),
}

/**
 * What an entry is about, in a line: the paragraph under the number that it had, whose words, the status, the
 * symbol, the reason, whatever of them it has. Nothing of an entry that cannot be read.
 */
export function sayDetail(
  { what, detail, by }: Pick<RecordEntry, 'what' | 'detail' | 'by'>,
  labelsNow: Labels,
  nameOf: NameOf,
  m: Messages,
): string {
  if (what === 'unknown') return ''
  const read: Reading = { detail: detail as Valued, by, labelsNow, nameOf, m }
  const fields = (Object.keys(sayers) as (keyof Sayers)[]).filter((field) => isFieldOf(what, field))
  return fields
    .flatMap((field) => {
      const value = read.detail[field]
      return value === undefined
        ? []
        : (sayers[field] as (value: unknown, read: Reading) => Said)(value, read)
    })
    .filter(Boolean)
    .join(' · ')
}

const unique = (items: readonly string[]): string[] => [...new Set(items)].filter((item) => item !== '')

const hasWords = ({ words }: Valued): boolean => typeof words !== 'string' && (words ?? []).length > 0

/** Whose proposals these are; one's own go without saying. */
const sayProposers = (proposals: readonly string[], { by, nameOf }: Reading): string[] =>
  unique(proposals.map((id) => id.slice(0, Math.max(0, id.indexOf(':')))))
    .filter((proposer) => proposer !== by.delegation)
    .map(nameOf)

/** The numbers that things under silence had, in a sentence; nothing when there are none. */
function sayItems(
  items: readonly { label: string }[],
  say: (labels: readonly string[]) => string,
): string | false {
  return items.length > 0 && say([...new Set(items.map(({ label }) => label))])
}

/** "Canada: “profit most” → “thrive”", a delegation each. */
function sayWords(words: readonly ProposedWords[], nameOf: NameOf, { moves }: Messages): string[] {
  const moved: string[] = []
  const by = new Map<string, { struck: string[]; inserted: string[] }>()
  for (const { delegation, struck = '', inserted, to } of words) {
    if (to) {
      moved.push(`${nameOf(delegation)}: ${moves.to(to)}`)
      continue
    }
    const said = by.get(delegation) ?? { struck: [], inserted: [] }
    if (struck.trim()) said.struck.push(quoted(struck))
    if (inserted.trim()) said.inserted.push(quoted(inserted))
    by.set(delegation, said)
  }
  const changed = [...by].map(([delegation, { struck, inserted }]) =>
    `${nameOf(delegation)}: ${[struck.join(' '), inserted.join(' ')].join(struck.length > 0 ? ' → ' : '')}`
      .replace(/ → $/, ' → –')
      .replace(/: $/, ''),
  )
  return [...changed, ...moved]
}

const isPlace = (to: unknown): to is NamedPlace => to !== null && typeof to === 'object' && 'name' in to

const longest = 240
/** Words in quotation marks; nothing for blanks. */
function quoted(words: string): string {
  const whole = words.replaceAll('\u2029', '¶').trim()
  return whole && `“${whole.length > longest ? `${whole.slice(0, longest).trimEnd()}…` : whole}”`
}
