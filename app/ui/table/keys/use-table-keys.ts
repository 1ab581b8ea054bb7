import { useEffect, useRef } from 'react'
import type { Action } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { actionsOf } from '../actions/actions.ts'
import { askedBy, pressOf, systemOf } from './press.ts'
import { useTurnedOff } from './turned-off.ts'

/** Does what a key asks for, wherever the focus is; a key that writes is never taken. */
export function useTableKeys(here: TableContext, perform: (action: Action) => void): void {
  const { ids: off } = useTurnedOff()
  const latest = useRef({ here, off, perform })
  latest.current = { here, off, perform }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { here, off, perform } = latest.current
      const asked = askedBy(pressOf(event), systemOf(navigator.platform))
      if (asked === null || off.has(asked)) return
      const action = actionsOf(here).find(({ id, effect }) => id === asked && effect !== null)
      if (!action) return
      event.preventDefault()
      perform(action)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
