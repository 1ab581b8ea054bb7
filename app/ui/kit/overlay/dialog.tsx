import { Dialog as Radix } from 'radix-ui'
import { X } from 'lucide-react'
import { IconButton } from '../button.tsx'
import { cx } from '../cx.ts'
import { useMessages } from '../messages-context.tsx'
import { useReturn } from './use-return.ts'

/** A question that stands before the page until it is answered. */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  children: React.ReactNode
}) {
  useReturn(open)
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content className="dialog" aria-describedby={undefined}>
          <Radix.Title asChild>
            <h2>{title}</h2>
          </Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A sheet from below, or from the side: on small windows it holds what has no room beside the text. */
export function Drawer({
  open,
  onClose,
  title,
  side = false,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  side?: boolean
  children: React.ReactNode
}) {
  const { words } = useMessages()
  useReturn(open)
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content className={cx('drawer', side && 'side')} aria-describedby={undefined}>
          <header>
            <Radix.Title asChild>
              <h2>{title}</h2>
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label={words.close}>
                <X size={16} />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="drawer-body">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
