import { useEffect, useRef } from 'react'
import { useToast } from '../kit/overlay/toast.tsx'
import { useMessages } from '../kit/messages-context.tsx'

/** Says it when words land in the tray. */
export function useTrayNotice(unsent: number, open: (opened: 'tray') => void) {
  const { banners } = useMessages()
  const say = useToast()
  const before = useRef(0)
  useEffect(() => {
    if (unsent > before.current)
      say({
        text: banners.refused,
        tone: 'warn',
        action: { label: banners.refusedAction, run: () => open('tray') },
      })
    before.current = unsent
  }, [unsent, banners, say, open])
}
