import { useState } from 'react'
import type { Intervention } from '#app/domain/intervention.ts'
import type { NamesHere } from '../table/names.ts'
import type { Intervene } from '../table/use-intervene.ts'
import { useMessages } from '../words.tsx'

export type Sending = {
  send: (said: Intervention) => void
  busy: boolean
  /** Why the server refused what was sent last; null when it did not. */
  refusal: string | null
}

/** Sends what a dialog asked for and closes it; a refusal is shown in the dialog, and nowhere else. */
export function useSending(intervene: Intervene, names: NamesHere, onClose: () => void): Sending {
  const m = useMessages()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = (said: Intervention) => {
    setBusy(true)
    setRefusal(null)
    void intervene(said, { isShown: true }).then((answer) => {
      setBusy(false)
      if (answer.ok) onClose()
      else setRefusal(answer.refusal ? m.refusal(answer.refusal, names) : m.errors.offlineText)
    })
  }
  return { send, busy, refusal }
}
