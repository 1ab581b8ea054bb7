import { useEffect, useRef } from 'react'

/** `alt+ArrowDown`, `alt+1` by the place of the key, so that a layout which types with Alt types nothing. */
export type Keys = Readonly<Record<string, () => void>>

/** Runs what is bound to a key, wherever the focus is. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
      const run = latest.current[`alt+${event.code.replace(/^(Digit|Key)/, '')}`]
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
