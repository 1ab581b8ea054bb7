import { useEffect } from 'react'
import { useMessages } from '../kit/messages-context.tsx'

/** ms of rest after which the chair's words become part of the text. */
const REST = 900

/** How the chair's own typing counts: as part of the text at once, or as a proposal like any other. */
export function ChairWords({
  applies,
  onChange,
  waiting,
  onApply,
}: {
  applies: boolean
  onChange(applies: boolean): void
  /** There are words of the chair's that are stored and not applied. */
  waiting: boolean
  onApply(): void
}) {
  const { chairWords } = useMessages()
  useEffect(() => {
    if (!applies || !waiting) return
    const timer = setTimeout(onApply, REST)
    return () => clearTimeout(timer)
  }, [applies, waiting, onApply])
  return (
    <fieldset className="chair-words">
      <legend>{chairWords.title}</legend>
      {([false, true] as const).map((value) => (
        <label key={String(value)}>
          <input
            type="radio"
            name="chair-words"
            checked={applies === value}
            onChange={() => onChange(value)}
          />
          {value ? chairWords.applied : chairWords.proposed}
        </label>
      ))}
    </fieldset>
  )
}
