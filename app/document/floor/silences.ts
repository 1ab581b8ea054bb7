import type { MeetingIntervention } from '#app/domain/meeting/meeting-statement.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { InterventionRefusal } from '#app/domain/floor/statement.ts'
import {
  beginSilence,
  breakSilence,
  cancelSilence,
  extendSilence,
  runningItems,
  type Silence,
  type SilenceItem,
} from '#app/domain/meeting/silence.ts'
import type { FloorHand, Said } from './floor-edit.ts'
import { SILENCE, whatStandsInTheWay } from './silence-end.ts'

type Of<K extends MeetingIntervention['kind']> = Extract<MeetingIntervention, { kind: K }>

/** ms for which what has become of a silence stays at the table; in the record it stays for ever. */
const SHOWN_FOR = 7 * 86_400_000

const silencesOf = (hand: FloorHand): Silence[] =>
  hand.keys(SILENCE).map(([id = '']) => hand.get<Silence>(SILENCE, id)!)
const keep = (hand: FloorHand, silence: Silence): void => hand.set(silence, SILENCE, silence.id)

/** Refused at once where the text as it is would not allow what follows when silence holds. */
export function startSilence(hand: FloorHand, { subjects, deadline }: Of<'start-silence'>): Said {
  const items = itemsOf(hand, subjects)
  if (!items.ok) return items
  const silences = silencesOf(hand)
  const begun = beginSilence(silences, { id: hand.newId(), items: items.value, deadline, now: hand.now })
  if (!begun.ok) return begun
  const because = whatStandsInTheWay(hand.layers.doc, begun.value, hand.newId)
  if (because) return refuse({ kind: 'cannot-stand', because })
  for (const { id, endedAt } of silences)
    if (endedAt !== null && endedAt < hand.now - SHOWN_FOR) hand.delete(SILENCE, id)
  keep(hand, begun.value)
  return accept({ silence: begun.value.id, at: begun.value.at })
}

/** Proposals come before the paragraphs that they stand in: a paragraph is agreed as they have made it. */
function itemsOf(
  hand: FloorHand,
  subjects: readonly string[],
): Result<Omit<SilenceItem, 'fate'>[], InterventionRefusal> {
  const { paragraphs } = hand.layers.rolling()
  const labels = labelsOf(paragraphs)
  const pending = paragraphs.flatMap(proposalsOf)
  const items = new Map<string, Omit<SilenceItem, 'fate'>>()
  for (const subject of new Set(subjects)) {
    const proposal = pending.find(({ ids }) => ids.includes(subject))
    const paragraph = proposal?.paragraph ?? subject
    if (!proposal && (hand.layers.entries.has(subject) || !paragraphs.some(({ id }) => id === subject)))
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

export function breakSilenceOn(
  hand: FloorHand,
  { silence: id, subject, reason = '' }: Of<'break-silence'>,
): Said {
  const { delegation, user } = hand.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const silence = hand.get<Silence>(SILENCE, id)
  const by = { delegation, user, reason: reason.trim() }
  const broken = breakSilence(silence, subject, by, hand.now)
  if (!broken.ok) return broken
  keep(hand, broken.value)
  return accept({ labels: labelsIn(silence!.items.filter(({ subjects }) => subjects.includes(subject))) })
}

export function extendSilenceTo(
  hand: FloorHand,
  { silence: id, deadline, reason }: Of<'extend-silence'>,
): Said {
  if (!reason.trim()) return refuse({ kind: 'reason-needed' })
  const extended = extendSilence(hand.get<Silence>(SILENCE, id), deadline, hand.now)
  if (!extended.ok) return extended
  keep(hand, extended.value)
  return accept({ at: extended.value.at, labels: labelsIn(runningItems(extended.value)) })
}

export function cancelSilenceOf(hand: FloorHand, { silence: id, reason }: Of<'cancel-silence'>): Said {
  if (!reason.trim()) return refuse({ kind: 'reason-needed' })
  const silence = hand.get<Silence>(SILENCE, id)
  const cancelled = cancelSilence(silence, hand.now)
  if (!cancelled.ok) return cancelled
  keep(hand, cancelled.value)
  return accept({ labels: labelsIn(runningItems(silence!)) })
}

/** The numbers as they were when silence began: the record must be read without the document. */
export const labelsIn = (
  items: readonly Pick<SilenceItem, 'paragraph' | 'label'>[],
): Record<string, string> => Object.fromEntries(items.map(({ paragraph, label }) => [paragraph, label]))
