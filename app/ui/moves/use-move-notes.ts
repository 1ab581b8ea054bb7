import { useMemo } from 'react'
import type { RollingText, View } from '#app/domain/rolling.ts'
import type { Labels } from '../rolling/labels.ts'
import { useMessages } from '../words.tsx'
import { useAround, type Around } from './around.tsx'
import { moveNotes, type MoveNotes } from './notes.tsx'

const NONE: MoveNotes = new Map()

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
