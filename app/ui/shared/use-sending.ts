import { useState } from 'react'
import { useMessages } from '../kit/messages-context.tsx'
import type { NamesHere } from './names.ts'
import { whyRefused } from './why-refused.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

export type Sending<Asked> = {
  send: (asked: Asked) => void
  busy: boolean
  /** Why the server refused what was sent last; null when it did not. */
  refusal: string | null
}

/** What the forms of a dialog are given to send with. */
export type Sent<Asked> = Pick<Sending<Asked>, 'send' | 'busy'> & { cancel: () => void }

/** Sends what a dialog asked for and closes it; a refusal is shown in the dialog. */
export function useSending<Asked>(
  deliver: (asked: Asked) => Promise<DecisionAnswer>,
  names: NamesHere,
  onClose: () => void,
): Sending<Asked> {
  const m = useMessages()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = (asked: Asked) => {
    setBusy(true)
    setRefusal(null)
    void deliver(asked).then((answer) => {
      setBusy(false)
      if (answer.ok) onClose()
      else setRefusal(whyRefused(answer, names, m))
    })
  }
  return { send, busy, refusal }
}
