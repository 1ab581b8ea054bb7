import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { StatementRefusal } from '#app/domain/floor/statement.ts'
import {
  beginSilence,
  breakSilence,
  cancelSilence,
  extendSilence,
  runningItems,
  type Silence,
  type SilenceItem,
} from '#app/domain/meeting/silence.ts'
import type { FloorEdit, StatementHandler } from '../floor-edit.ts'
import { SILENCE, whatStandsInTheWay } from './silence-end.ts'

/** ms for which what has become of a silence stays at the table; in the record it stays for ever. */
const SHOWN_FOR = 7 * 86_400_000

const silencesOf = (edit: FloorEdit): Silence[] =>
  edit.keys(SILENCE).map(([id = '']) => edit.get<Silence>(SILENCE, id)!)
const keep = (edit: FloorEdit, silence: Silence): void => edit.set(silence, SILENCE, silence.id)

/** Refused at once where the text as it is would not allow what follows when silence holds. */
export const startSilence: StatementHandler<'start-silence'> = (edit, statement) => {
  const { subjects, deadline } = statement
  const items = itemsOf(edit, subjects)
  if (!items.ok) return items
  const silences = silencesOf(edit)
  const begun = beginSilence(silences, { id: edit.newId(), items: items.value, deadline, now: edit.now })
  if (!begun.ok) return begun
  const because = whatStandsInTheWay(edit.layers.doc, begun.value, edit.newId)
  if (because) return refuse({ kind: 'cannot-stand', because })
  for (const { id, endedAt } of silences)
    if (endedAt !== null && endedAt < edit.now - SHOWN_FOR) edit.delete(SILENCE, id)
  keep(edit, begun.value)
  return accept({ ...statement, silence: begun.value.id, at: begun.value.at })
}

/** Proposals come before the paragraphs that they stand in: a paragraph is agreed as they have made it. */
function itemsOf(
  edit: FloorEdit,
  subjects: readonly string[],
): Result<Omit<SilenceItem, 'fate'>[], StatementRefusal> {
  const { paragraphs } = edit.layers.rolling()
  const labels = labelsOf(paragraphs)
  const pending = paragraphs.flatMap(proposalsOf)
  const items = new Map<string, Omit<SilenceItem, 'fate'>>()
  for (const subject of new Set(subjects)) {
    const proposal = pending.find(({ ids }) => ids.includes(subject))
    const paragraph = proposal?.paragraph ?? subject
    if (!proposal && (edit.layers.entries.has(subject) || !paragraphs.some(({ id }) => id === subject)))
      return refuse({ kind: 'no-such-subject', subject })
    const kind = proposal ? 'proposal' : 'paragraph'
    const item = {
      kind,
      subjects: proposal?.ids ?? [subject],
      paragraph,
      label: labels[paragraph] ?? '',
    } as const
    items.set(item.subjects.join(), item)
  }
  const order = (item: Omit<SilenceItem, 'fate'>) => (item.kind === 'proposal' ? 0 : 1)
  return accept([...items.values()].sort((a, b) => order(a) - order(b)))
}

export const breakSilenceOn: StatementHandler<'break-silence'> = (edit, statement) => {
  const { silence: id, subject, reason = '' } = statement
  const { delegation, user } = edit.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const silence = edit.get<Silence>(SILENCE, id)
  const by = { delegation, user, reason: reason.trim() }
  const broken = breakSilence(silence, subject, by, edit.now)
  if (!broken.ok) return broken
  keep(edit, broken.value)
  return accept({
    ...statement,
    labels: labelsIn(silence!.items.filter(({ subjects }) => subjects.includes(subject))),
  })
}

export const extendSilenceTo: StatementHandler<'extend-silence'> = (edit, statement) => {
  const { silence: id, deadline, reason } = statement
  if (!reason.trim()) return refuse({ kind: 'reason-needed' })
  const extended = extendSilence(edit.get<Silence>(SILENCE, id), deadline, edit.now)
  if (!extended.ok) return extended
  keep(edit, extended.value)
  return accept({ ...statement, at: extended.value.at, labels: labelsIn(runningItems(extended.value)) })
}

export const cancelSilenceOf: StatementHandler<'cancel-silence'> = (edit, statement) => {
  const { silence: id, reason } = statement
  if (!reason.trim()) return refuse({ kind: 'reason-needed' })
  const silence = edit.get<Silence>(SILENCE, id)
  const cancelled = cancelSilence(silence, edit.now)
  if (!cancelled.ok) return cancelled
  keep(edit, cancelled.value)
  return accept({ ...statement, labels: labelsIn(runningItems(silence!)) })
}

/** The numbers as they were when silence began: the record must be read without the document. */
export const labelsIn = (
  items: readonly Pick<SilenceItem, 'paragraph' | 'label'>[],
): Record<string, string> => Object.fromEntries(items.map(({ paragraph, label }) => [paragraph, label]))
