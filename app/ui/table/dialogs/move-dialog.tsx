import { isMovable, namedPlace, placesFor } from '#app/domain/text/move.ts'
import { textOf } from '#app/domain/text/view.ts'
import { Choice, TextArea } from '#app/ui/kit/field.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useToast } from '#app/ui/kit/overlay/toast.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'
import type { TableProps } from '#app/ui/context/table-props.ts'
import type { MakeStatement } from '#app/ui/shared/use-statement.ts'
import { written } from '#app/ui/shared/written.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'

/** Letters of a paragraph by which its place is told from others. */
const BEGINNING = 48

/** Ends with a whole word. */
const shortened = (text: string) =>
  text.length > BEGINNING ? `${text.slice(0, BEGINNING).replace(/\s\S*$/, '')}…` : text

type MoveProps = { table: TableProps; names: NamesHere; makeStatement: MakeStatement; onClose: () => void }

/** Asks where the paragraph in focus is to stand, and why; proposes it. */
export function MoveDialog({ open, ...props }: MoveProps & { open: boolean }) {
  const { moves: say } = useMessages()
  const { focus, text } = props.table
  const label = focus === null ? '' : props.names.paragraph(focus)
  const paragraph = text.paragraphs.find(({ id }) => id === focus)
  return (
    <Dialog open={open} onClose={props.onClose} title={say.title(paragraph ? label : '')}>
      {!paragraph ? (
        <p>{say.nothing}</p>
      ) : !isMovable(paragraph) ? (
        <p>{say.cannot(label)}</p>
      ) : (
        <Places {...props} paragraph={paragraph.id} label={label} />
      )}
    </Dialog>
  )
}

function Places({
  table,
  makeStatement,
  onClose,
  paragraph,
  label,
}: MoveProps & { paragraph: string; label: string }) {
  const { moves: say } = useMessages()
  const toast = useToast()
  const { text, labels, propose, copy } = table
  const places = placesFor(text.paragraphs, paragraph)
  if (places.length === 0) return <p>{say.nowhere(label)}</p>
  const named = (after: string | null) => namedPlace(text, labels, paragraph, after)
  const beginning = (after: string | null) => {
    const found = text.paragraphs.find(({ id }) => id === after)
    return found && labels[found.id] ? shortened(textOf(found, { kind: 'base' })) : ''
  }
  const send = async (form: FormData) => {
    const after = String(form.get('after') ?? '') || null
    const rationale = written(form, 'rationale')
    const made = propose?.moveParagraph(paragraph, after) ?? null
    onClose()
    if (made === null) return
    toast({ text: say.moved(label, named(after)) })
    if (rationale !== '' && (await propose!.whenStored()))
      await makeStatement({ kind: 'set-rationale', subjects: [made], text: rationale }, { isTold: true })
  }
  return (
    <Ask onSend={(form) => void send(form)}>
      <p className="consequence">{say.lead}</p>
      <Choice
        label={say.where}
        name="after"
        autoFocus
        options={places.map((after) => [after ?? '', say.option(named(after), beginning(after))] as const)}
      />
      {!copy && (
        <TextArea label={say.why} hint={say.whyHint} name="rationale" optional rows={3} maxLength={2000} />
      )}
      <Foot say={say.confirm} busy={false} cancel={onClose} />
    </Ask>
  )
}
