import { ListPlus, Merge, MoveVertical, Superscript, Trash2 } from 'lucide-react'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import { isMovable } from '#app/domain/text/move.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { paragraphInFocus } from '#app/ui/context/make-action.ts'

/** What one proposes by other means than typing; at a table and in a working copy. */
export function proposeActions(here: TableContext): Action[] {
  if (!here.isConnected) return []
  return [...newWords(here), ...onTheParagraph(here)]
}

function newWords(here: TableContext): Action[] {
  const { palette: say } = here.m
  const beside = paragraphInFocus(here)
  return [
    {
      id: 'propose.paragraph',
      said: beside ? say.newParagraph(here.names.paragraph(beside.id)) : say.newAtEnd,
      icon: ListPlus,
      group: 'propose',
      places: ['palette'],
      effect: {
        kind: 'ask',
        asking: {
          kind: 'propose',
          after: beside?.id ?? null,
          paragraph: { kind: beside?.kind ?? 'operative', level: beside?.level ?? 0 },
        },
      },
    },
    {
      id: 'propose.footnote',
      said: say.footnote,
      icon: Superscript,
      group: 'propose',
      places: ['palette'],
      effect: {
        kind: 'ask',
        asking: { kind: 'propose', after: null, paragraph: { kind: 'footnote', level: 0 } },
      },
    },
  ]
}

function onTheParagraph(here: TableContext): Action[] {
  const { palette: say, moves } = here.m
  const paragraph = paragraphInFocus(here)
  // The key still opens the question, which says what to do first.
  if (!paragraph)
    return [
      {
        id: 'propose.move',
        said: moves.title(''),
        group: 'propose',
        places: [],
        effect: { kind: 'open', panel: 'move' },
      },
    ]
  const { id } = paragraph
  const label = here.names.paragraph(id)
  const isOpen = !isClosed(paragraph.status) && paragraph.proposed === null
  const isFirst = here.text.paragraphs[0]?.id === id
  return [
    {
      id: 'propose.move',
      said: moves.open(label),
      icon: MoveVertical,
      group: 'propose',
      places: isMovable(paragraph) ? ['propose', 'paragraph', 'palette'] : ['propose', 'paragraph'],
      effect: isMovable(paragraph) ? { kind: 'open', panel: 'move' } : null,
    },
    {
      id: 'propose.join',
      said: say.join(label),
      short: moves.join,
      icon: Merge,
      group: 'propose',
      places: ['propose', 'palette'],
      effect: isOpen && !isFirst ? { kind: 'propose', what: 'merge', paragraph: id } : null,
    },
    {
      id: 'propose.remove',
      said: say.remove(label),
      short: moves.remove,
      icon: Trash2,
      group: 'propose',
      places: ['propose', 'palette'],
      effect: isOpen ? { kind: 'propose', what: 'removal', paragraph: id } : null,
    },
  ]
}
