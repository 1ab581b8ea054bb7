import { NOTE_LIMIT } from '#app/domain/floor/floor.ts'
import type { Asking } from '#app/ui/context/asking.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import { TextField } from '#app/ui/kit/field.tsx'
import { FormDialog } from '#app/ui/shared/form-dialog.tsx'

/** A word of explanation to the position one has taken. */
export function PositionNote({
  asking: { subjects, own },
  onClose,
}: {
  asking: Extract<Asking, { kind: 'position-note' }>
  onClose: () => void
}) {
  const { m, names, makeStatement } = useTable()
  const { stance } = own
  return (
    <FormDialog
      title={m.positions.noteTitle(m.stances[stance].name)}
      names={names}
      confirm={m.positions.keep}
      read={(form) => String(form.get('note') ?? '')}
      send={(note) => makeStatement({ kind: 'take-position', subjects, stance, note }, { isShown: true })}
      onClose={onClose}
    >
      <TextField
        name="note"
        label={m.positions.noteLabel}
        hint={m.positions.noteHint}
        defaultValue={own.note}
        maxLength={NOTE_LIMIT}
        autoComplete="off"
        autoFocus
      />
    </FormDialog>
  )
}
