import type { MoveNote } from '#app/display/move-notes.ts'

/** The lines under one paragraph. */
export function Notes({ notes = [] }: { notes?: readonly MoveNote[] | undefined }) {
  return notes.map(({ key, kind, colour, said }) => (
    <span key={key} className="move-note" data-note={kind} data-colour={colour}>
      {said}
    </span>
  ))
}
