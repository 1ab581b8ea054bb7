import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { Toast as Radix } from 'radix-ui'
import { X } from 'lucide-react'
import { Button, IconButton } from '../button.tsx'
import { cx } from '../cx.ts'
import { useMessages } from '../messages-context.tsx'

export type ToastSaid = {
  text: string
  tone?: 'plain' | 'warn'
  action?: { label: string; run: () => void }
}

const Say = createContext<(toast: ToastSaid) => void>(() => {})

/** Says something for a while at the foot of the page, to eyes and to screen readers. */
export const useToast = (): ((toast: ToastSaid) => void) => useContext(Say)

/** Eight seconds, or twenty where there is something to take back. */
const stay = ({ action, tone }: ToastSaid) => (action || tone === 'warn' ? 20_000 : 8_000)

export function ToastProvider({ children }: { children: React.ReactNode }) {
  const { words } = useMessages()
  // One at a time: the Undo in an older one would take a newer decision back.
  const [toast, setToast] = useState<(ToastSaid & { key: number }) | null>(null)
  const last = useRef(0)
  const say = useCallback((said: ToastSaid) => {
    last.current += 1
    setToast({ ...said, key: last.current })
  }, [])
  const viewport = useMemo(() => <Radix.Viewport className="toasts" />, [])
  return (
    <Say.Provider value={say}>
      <Radix.Provider swipeDirection="down">
        {children}
        {toast && (
          <Radix.Root
            key={toast.key}
            className={cx('toast', toast.tone)}
            duration={stay(toast)}
            type={toast.tone === 'warn' ? 'foreground' : 'background'}
            onOpenChange={(open) => !open && setToast(null)}
          >
            <Radix.Description asChild>
              <p>{toast.text}</p>
            </Radix.Description>
            {toast.action && (
              <Radix.Action altText={toast.action.label} asChild>
                <Button size="small" onClick={toast.action.run}>
                  {toast.action.label}
                </Button>
              </Radix.Action>
            )}
            <Radix.Close asChild>
              <IconButton size="small" label={words.close}>
                <X size={14} />
              </IconButton>
            </Radix.Close>
          </Radix.Root>
        )}
        {viewport}
      </Radix.Provider>
    </Say.Provider>
  )
}
