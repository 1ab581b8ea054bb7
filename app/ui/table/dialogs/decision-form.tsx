import type { Decision } from '#app/domain/decisions/decision.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import { FormDialog, type FormDialogProps } from '#app/ui/shared/form-dialog.tsx'

/** Asks for a decision. */
export function DecisionForm(props: Omit<FormDialogProps<Decision>, 'names' | 'send'>) {
  const { names, decide } = useTable()
  return <FormDialog {...props} names={names} send={decide} />
}
