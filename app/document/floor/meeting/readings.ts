import { labelsOf } from '#app/domain/numbering/numbering.ts'
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
import type { FloorEdit, StatementHandler } from '../floor-edit.ts'

export const READING = 'reading'

const readingsOf = (edit: FloorEdit): Reading[] =>
  edit.keys(READING).map(([id = '']) => edit.get<Reading>(READING, id)!)

const keep = (edit: FloorEdit, reading: Reading): void => edit.set(reading, READING, reading.id)

export const beginReadingOf: StatementHandler<'open-reading'> = (edit, statement) => {
  const { meeting, date, paragraphs } = statement
  for (const id of paragraphs) {
    const found = edit.subject(id)
    if (!found.ok) return found
  }
  const order = new Map(edit.layers.order().map((id, at) => [id, at]))
  const inOrder = [...paragraphs].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  const given = { id: edit.newId(), meeting, date, paragraphs: inOrder, openedAt: edit.now }
  const reading = beginReading(readingsOf(edit), given)
  if (!reading.ok) return reading
  keep(edit, reading.value)
  const { id, number } = reading.value
  return accept({ ...statement, reading: id, number, paragraphs: inOrder.length })
}

/** What stands open on a paragraph now. */
function leftOn(edit: FloorEdit, paragraph: ParagraphId): Left {
  const text = edit.layers.rolling()
  const found = summarize(text, labelsOf(text.paragraphs)).paragraphs.find(({ id }) => id === paragraph)
  return { brackets: (found?.brackets ?? 0) + (found?.strays ?? 0), proposals: found?.proposals ?? 0 }
}

export const takeUpParagraph: StatementHandler<'take-up'> = (edit, statement) => {
  const { paragraph } = statement
  const found = edit.subject(paragraph)
  if (!found.ok) return found
  const left = leftOn(edit, paragraph)
  const reading = takeUp(openReading(readingsOf(edit)), paragraph, left)
  if (!reading.ok) return reading
  keep(edit, reading.value)
  const { id, number } = reading.value
  return accept({ ...statement, reading: id, number, left })
}

export const closeReadingOf: StatementHandler<'close-reading'> = (edit, statement) => {
  const reading = closeReading(openReading(readingsOf(edit)), edit.now)
  if (!reading.ok) return reading
  keep(edit, reading.value)
  const { id, number, meeting, date } = reading.value
  const { taken, total } = progressIn(reading.value, (paragraph) => edit.subject(paragraph).ok)
  const left = Object.values(reading.value.taken).reduce(
    (sum, each) => ({ brackets: sum.brackets + each.brackets, proposals: sum.proposals + each.proposals }),
    { brackets: 0, proposals: 0 },
  )
  return accept({ ...statement, reading: id, number, meeting, date, taken, of: total, left })
}
