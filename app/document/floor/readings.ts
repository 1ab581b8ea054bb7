import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { MeetingIntervention } from '#app/domain/meeting/meeting-statement.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import {
  beginReading,
  closeReading,
  openReading,
  progressIn,
  takeUp,
  type Left,
  type Reading,
} from '#app/domain/meeting/reading.ts'
import { accept } from '#app/domain/basics/result.ts'
import { summarize } from '#app/domain/text/summary.ts'
import type { FloorHand, Said } from './floor-edit.ts'

type Of<K extends MeetingIntervention['kind']> = Extract<MeetingIntervention, { kind: K }>

export const READING = 'reading'

const readingsOf = (hand: FloorHand): Reading[] =>
  hand.keys(READING).map(([id = '']) => hand.get<Reading>(READING, id)!)

const keep = (hand: FloorHand, reading: Reading): void => hand.set(reading, READING, reading.id)

export function beginReadingOf(hand: FloorHand, { meeting, date, paragraphs }: Of<'open-reading'>): Said {
  for (const id of paragraphs) {
    const found = hand.subject(id)
    if (!found.ok) return found
  }
  const order = new Map(hand.layers.order().map((id, at) => [id, at]))
  const inOrder = [...paragraphs].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  const given = { id: hand.newId(), meeting, date, paragraphs: inOrder, openedAt: hand.now }
  const reading = beginReading(readingsOf(hand), given)
  if (!reading.ok) return reading
  keep(hand, reading.value)
  const { id, number } = reading.value
  return accept({ reading: id, number, paragraphs: inOrder.length })
}

/** What stands open on a paragraph now. */
function leftOn(hand: FloorHand, paragraph: ParagraphId): Left {
  const text = hand.layers.rolling()
  const found = summarize(text, labelsOf(text.paragraphs)).paragraphs.find(({ id }) => id === paragraph)
  return { brackets: (found?.brackets ?? 0) + (found?.strays ?? 0), proposals: found?.proposals ?? 0 }
}

export function takeUpParagraph(hand: FloorHand, { paragraph }: Of<'take-up'>): Said {
  const found = hand.subject(paragraph)
  if (!found.ok) return found
  const left = leftOn(hand, paragraph)
  const reading = takeUp(openReading(readingsOf(hand)), paragraph, left)
  if (!reading.ok) return reading
  keep(hand, reading.value)
  const { id, number } = reading.value
  return accept({ reading: id, number, left })
}

export function closeReadingOf(hand: FloorHand): Said {
  const reading = closeReading(openReading(readingsOf(hand)), hand.now)
  if (!reading.ok) return reading
  keep(hand, reading.value)
  const { id, number, meeting, date } = reading.value
  const { taken, total } = progressIn(reading.value, (paragraph) => hand.subject(paragraph).ok)
  const left = Object.values(reading.value.taken).reduce(
    (sum, each) => ({ brackets: sum.brackets + each.brackets, proposals: sum.proposals + each.proposals }),
    { brackets: 0, proposals: 0 },
  )
  return accept({ reading: id, number, meeting, date, taken, of: total, left })
}
