import { useState } from 'react'
import type { Asking } from '#app/ui/context/asking.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import { TextArea } from '#app/ui/kit/field.tsx'
import { FormDialog } from '#app/ui/shared/form-dialog.tsx'
import { written } from '#app/ui/shared/written.ts'

/** Asks for the words of a new paragraph or footnote. */
export function ProposeDialog({
  asking: { after, paragraph },
  onClose,
}: {
  asking: Extract<Asking, { kind: 'propose' }>
  onClose: () => void
}) {
  const { m, names, propose } = useTable()
  const { palette: say } = m
  const [isEmpty, setEmpty] = useState(false)
  const isFootnote = paragraph.kind === 'footnote'
  return (
    <FormDialog
      title={isFootnote ? say.footnoteTitle : say.newTitle}
      names={names}
      confirm={say.confirm}
      read={(form) => {
        const text = written(form, 'text')
        setEmpty(text === '')
        return text === '' ? null : text
      }}
      send={(text) => void propose?.addParagraph(after, paragraph, text)}
      onClose={onClose}
    >
      <TextArea
        name="text"
        label={say.text}
        rows={6}
        autoFocus
        maxLength={20_000}
        hint={isFootnote ? say.footnoteHint : undefined}
        error={isEmpty ? say.textNeeded : null}
      />
    </FormDialog>
  )
}
