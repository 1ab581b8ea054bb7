import { useId } from 'react'
import { cx } from './cx.ts'
import { useMessages } from './messages-context.tsx'

type Wired = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

type FieldProps = {
  label: string
  hint?: React.ReactNode
  /** What is wrong and what to do; null when nothing is. */
  error?: string | null
  optional?: boolean
  /** Given by a form library; made up when it is not. */
  id?: string
  children: (wired: Wired) => React.ReactNode
}

/** A label, a control, a hint and an error, tied together for those who hear the page. */
export function Field({ label, hint, error, optional, id, children }: FieldProps) {
  const words = useMessages().words
  const made = useId()
  const field = id ?? made
  const told = cx(hint ? `${field}-hint` : null, error ? `${field}-error` : null)
  return (
    <div className={cx('field', error && 'wrong')}>
      <label htmlFor={field}>
        {label}
        {optional && <span className="field-note">{words.optional}</span>}
      </label>
      {children({
        id: field,
        'aria-describedby': told || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p className="field-hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${field}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

type InputProps = Omit<FieldProps, 'children'> & React.InputHTMLAttributes<HTMLInputElement>

export function TextField({ label, hint, error, optional, id, ...input }: InputProps) {
  return (
    <Field {...{ label, hint, error, optional, id }}>
      {(wired) => <input className="input" type="text" {...input} {...wired} />}
    </Field>
  )
}

type AreaProps = Omit<FieldProps, 'children'> & React.TextareaHTMLAttributes<HTMLTextAreaElement>

export function TextArea({ label, hint, error, optional, id, className, ...area }: AreaProps) {
  return (
    <Field {...{ label, hint, error, optional, id }}>
      {(wired) => <textarea className={cx('input', className)} rows={4} {...area} {...wired} />}
    </Field>
  )
}

type ChoiceProps = Omit<FieldProps, 'children'> &
  React.SelectHTMLAttributes<HTMLSelectElement> & { options: readonly (readonly [string, string])[] }

/** A plain select: the one that every device and every screen reader knows. */
export function Choice({ label, hint, error, optional, id, options, ...select }: ChoiceProps) {
  return (
    <Field {...{ label, hint, error, optional, id }}>
      {(wired) => (
        <select className="input" {...select} {...wired}>
          {options.map(([value, said]) => (
            <option key={value} value={value}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function Checkbox({
  label,
  hint,
  ...input
}: { label: string; hint?: string } & React.InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <div className="check">
      <input type="checkbox" id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...input} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
