import { useSyncExternalStore } from 'react'
import { systemOf, type System } from './press.ts'

const never = () => () => {}

/** The reader's system; the server cannot know it, so the first paint says what most have. */
export const useSystem = (): System =>
  useSyncExternalStore(
    never,
    () => systemOf(navigator.platform),
    () => 'other',
  )
