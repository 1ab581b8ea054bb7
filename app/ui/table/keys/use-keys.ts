import { useEffect, useRef } from 'react'

/**
 * `alt+ArrowDown`, `alt+1` by the place of the key, so that a layout which types with Alt types nothing; `mod` is
 * Control, or Command.
 */
export type Keys = Readonly<Record<string, () => void>>

/** Runs what is bound to a key, wherever the focus is. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey
      if (event.altKey === command || event.isComposing) return
      const held = event.altKey ? 'alt' : 'mod'
      const run = latest.current[`${held}+${event.code.replace(/^(Digit|Key)/, '')}`]
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
