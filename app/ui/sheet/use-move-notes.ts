import { useMemo } from 'react'
import type { RollingText, View } from '#app/domain/basics/rolling.ts'
import type { Labels } from '#app/display/labels.ts'
import { useMessages } from '../kit/messages-context.tsx'
import { useAround, type Around } from './around.tsx'
import { moveNotes, type MoveNotes } from '#app/display/move-notes.ts'

const NONE: MoveNotes = new Map()
const rolling: View = { kind: 'rolling' }

/** The lines about moves that a view shows: where they are carried out, there is nothing to say. */
export function useMoveNotes(
  text: RollingText,
  labels: Labels,
  { kind }: View,
  named?: Around['nameOf'],
): MoveNotes {
  const { moves } = useMessages()
  const around = useAround()
  const nameOf = named ?? around.nameOf
  return useMemo(
    () => (kind === 'rolling' ? moveNotes(text, labels, { moves, nameOf }) : NONE),
    [text, labels, kind, moves, nameOf],
  )
}

/** The lines at the new places only, in brackets, for a view that says in brackets what is proposed. */
export function useBracketedNotes(text: RollingText, labels: Labels, nameOf: Around['nameOf']): MoveNotes {
  const notes = useMoveNotes(text, labels, rolling, nameOf)
  return useMemo(
    () =>
      new Map(
        [...notes].map(([place, lines]) => [
          place,
          lines.flatMap((line) => (line.kind === 'here' ? [{ ...line, said: `[${line.said}]` }] : [])),
        ]),
      ),
    [notes],
  )
}
