import { BookOpenCheck } from 'lucide-react'
import { openReading, progressIn } from '#app/domain/meeting/reading.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { mayNow } from '#app/ui/context/make-action.ts'

/** A reading goes through the text paragraph by paragraph. */
export function readingActions(here: TableContext): Action[] {
  if (!mayNow(here, 'open-reading')) return []
  const { floor, text, focus, names, m } = here
  const { reading: say } = m.meeting
  const reading = openReading(floor.readings)
  if (!reading)
    return [
      {
        id: 'reading.open',
        said: say.open,
        icon: BookOpenCheck,
        group: 'meeting',
        places: ['meeting', 'palette'],
        effect: { kind: 'ask', asking: { kind: 'open-reading' } },
      },
    ]
  const ids = new Set(text.paragraphs.map(({ id }) => id))
  const { next } = progressIn(reading, (id) => ids.has(id))
  const isIn = focus !== null && reading.paragraphs.includes(focus)
  const current = isIn && !reading.taken[focus] ? focus : next
  return [
    ...(current
      ? [
          {
            id: 'reading.take-up',
            said: say.takeUp(names.paragraph(current)),
            group: 'meeting',
            places: ['strip', 'palette'],
            effect: { kind: 'state', statement: { kind: 'take-up', paragraph: current } },
          } satisfies Action,
        ]
      : []),
    ...(isIn
      ? [
          {
            id: 'reading.take-up-here',
            said: say.takeUpItem,
            icon: BookOpenCheck,
            group: 'meeting',
            places: ['paragraph'],
            effect: { kind: 'state', statement: { kind: 'take-up', paragraph: focus } },
          } satisfies Action,
        ]
      : []),
    {
      id: 'reading.close',
      said: say.close,
      group: 'meeting',
      places: ['strip', 'palette'],
      tone: 'ghost',
      effect: { kind: 'ask', asking: { kind: 'close-reading', reading } },
    },
  ]
}
