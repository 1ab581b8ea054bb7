import isEqual from 'fast-deep-equal'
import { useRef } from 'react'

/** The value as it was before while the new one equals it, so that what hangs on it is not worked out again. */
export function useSame<T>(value: T): T {
  const before = useRef(value)
  if (!isEqual(before.current, value)) before.current = value
  return before.current
}
