import { isMovable, namedPlace, placesFor } from '#app/domain/text/move.ts'
import { textOf } from '#app/domain/text/view.ts'
import { Choice, TextArea } from '#app/ui/kit/field.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useToast } from '#app/ui/kit/overlay/toast.tsx'
import { FormDialog } from '#app/ui/shared/form-dialog.tsx'
import { written } from '#app/ui/shared/written.ts'
import { useTable, useTableNow } from '#app/ui/context/table-context.tsx'
import { paragraphInFocus } from '#app/ui/context/make-action.ts'

/** Letters of a paragraph by which its place is told from others. */
const BEGINNING = 48

/** Ends with a whole word. */
const shortened = (text: string) =>
  text.length > BEGINNING ? `${text.slice(0, BEGINNING).replace(/\s\S*$/, '')}…` : text

/** Asks where the paragraph in focus is to stand, and why; proposes it. */
export function MoveDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const here = useTableNow()
  const { moves: say } = here.m
  const paragraph = paragraphInFocus(here)
  const label = paragraph ? here.names.paragraph(paragraph.id) : ''
  const places = paragraph && isMovable(paragraph) ? placesFor(here.text.paragraphs, paragraph.id) : []
  if (open && paragraph && places.length > 0)
    return <Places {...{ places, label, onClose }} paragraph={paragraph.id} />
  return (
    <Dialog open={open} onClose={onClose} title={say.title(label)}>
      <p>{!paragraph ? say.nothing : isMovable(paragraph) ? say.nowhere(label) : say.cannot(label)}</p>
    </Dialog>
  )
}

function Places({
  places,
  paragraph,
  label,
  onClose,
}: {
  places: readonly (string | null)[]
  paragraph: string
  label: string
  onClose: () => void
}) {
  const { m, names, text, labels } = useTableNow()
  const { propose, makeStatement, isCopy } = useTable()
  const { moves: say } = m
  const toast = useToast()
  const named = (after: string | null) => namedPlace(text, labels, paragraph, after)
  const beginning = (after: string | null) => {
    const found = text.paragraphs.find(({ id }) => id === after)
    return found && labels[found.id] ? shortened(textOf(found, { kind: 'base' })) : ''
  }
  const send = async ({ after, rationale }: { after: string | null; rationale: string }) => {
    const made = propose?.moveParagraph(paragraph, after) ?? null
    if (made === null) return
    toast({ text: say.moved(label, named(after)) })
    if (rationale !== '' && (await propose!.whenStored()))
      await makeStatement({ kind: 'set-rationale', subjects: [made], text: rationale }, { isTold: true })
  }
  return (
    <FormDialog
      title={say.title(label)}
      names={names}
      confirm={say.confirm}
      read={(form) => ({
        after: String(form.get('after') ?? '') || null,
        rationale: written(form, 'rationale'),
      })}
      send={(asked) => void send(asked)}
      onClose={onClose}
    >
      <p className="consequence">{say.lead}</p>
      <Choice
        label={say.where}
        name="after"
        autoFocus
        options={places.map((after) => [after ?? '', say.option(named(after), beginning(after))] as const)}
      />
      {!isCopy && (
        <TextArea label={say.why} hint={say.whyHint} name="rationale" optional rows={3} maxLength={2000} />
      )}
    </FormDialog>
  )
}
