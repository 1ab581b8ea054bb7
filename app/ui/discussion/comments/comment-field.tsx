import { useId, useRef, useState } from 'react'
import { COMMENT_LIMITS, type Mention } from '#app/domain/floor/comment.ts'
import { cx } from '#app/ui/kit/cx.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'

type FieldProps = {
  label: string
  hint?: string
  value: string
  onChange: (text: string) => void
  /** Whom one can call upon. */
  candidates: readonly Mention[]
  rows?: number
  autoFocus?: boolean
  /** Ctrl or Cmd with Enter. */
  onSend: () => void
}

/** Suggestions shown at once. */
const SHOWN = 6

/** Words with @: names are offered while one types, taken with Enter or Tab, left alone with Escape. */
export function CommentField(props: FieldProps) {
  const { label, hint, value, onChange, candidates, rows = 4, autoFocus, onSend } = props
  const { comments } = useMessages()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [calling, setCalling] = useState<Calling | null>(null)
  const [at, setAt] = useState(0)
  const offered = calling ? offersFor(calling.name, candidates) : []

  function look(field: HTMLTextAreaElement) {
    setCalling(callingAt(field.value, field.selectionStart))
    setAt(0)
  }
  function take({ name }: Mention) {
    if (!calling || !area.current) return
    const end = calling.start + 1 + calling.name.length
    const text = `${value.slice(0, calling.start)}@${name} ${value.slice(end).trimStart()}`
    onChange(text)
    setCalling(null)
    const caret = calling.start + name.length + 2
    requestAnimationFrame(() => area.current?.setSelectionRange(caret, caret))
  }
  function press(event: React.KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return onSend()
    }
    if (offered.length === 0 || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(offered[at]!)
    else if (event.key === 'Escape') setCalling(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="field comment-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        className="input"
        rows={rows}
        maxLength={COMMENT_LIMITS.text}
        value={value}
        autoFocus={autoFocus}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? `${id}-offers` : undefined}
        aria-activedescendant={offered.length > 0 ? `${id}-${at}` : undefined}
        onChange={(event) => {
          onChange(event.target.value)
          look(event.target)
        }}
        onKeyDown={press}
        onBlur={() => setCalling(null)}
      />
      {offered.length > 0 && (
        <ul className="offers" id={`${id}-offers`} role="listbox" aria-label={comments.suggestions}>
          {offered.map((mention, place) => (
            <li
              key={mention.name}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === at}
              className={cx('item', place === at && 'on')}
              onMouseDown={(event) => {
                event.preventDefault()
                take(mention)
              }}
            >
              {mention.name}
            </li>
          ))}
        </ul>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type Calling = { start: number; name: string }

/** An @ being typed before the caret, at the start of a word. */
function callingAt(text: string, caret: number): Calling | null {
  const match = /(?:^|[\s(“"'])@([\p{L}\p{M}.'’ -]{0,40})$/u.exec(text.slice(0, caret))
  return match ? { start: caret - match[1]!.length - 1, name: match[1]! } : null
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Names whose start, or the start of one of whose words, is typed; accents may be left out. */
function offersFor(typed: string, candidates: readonly Mention[]): Mention[] {
  const wanted = plain(typed)
  const starts = candidates.filter(({ name }) => plain(name).startsWith(wanted))
  const within = candidates.filter(
    (one) => !starts.includes(one) && wanted !== '' && plain(one.name).includes(` ${wanted}`),
  )
  return [...starts, ...within].slice(0, SHOWN)
}
