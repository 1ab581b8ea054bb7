import { Link } from '@remix-run/react'
import { Check } from 'lucide-react'
import { DropdownMenu, Slot } from 'radix-ui'
import { useState } from 'react'
import { cx } from '../cx.ts'

type MenuProps = {
  /** One button. */
  trigger: React.ReactNode
  label?: string
  align?: 'start' | 'center' | 'end'
  /** Where it opens if there is room; a long one has the height of the window beside its button alone. */
  side?: 'bottom' | 'left'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: React.ReactNode
}

/**
 * A menu under its button. Until it is asked for the first time there is only the button: each menu listens to
 * every key of the page, and beside a long text stand hundreds.
 */
export function Menu(props: MenuProps) {
  const [isAsked, setAsked] = useState(false)
  if (props.open === undefined && !isAsked)
    return <Closed trigger={props.trigger} onAsk={() => setAsked(true)} />
  return <Opening {...props} isAsked={isAsked} />
}

/** The keys that open a menu from its button. */
const OPENING = ['Enter', ' ', 'ArrowDown']

function Closed({ trigger, onAsk }: { trigger: React.ReactNode; onAsk: () => void }) {
  const ask = (event: React.SyntheticEvent) => {
    event.preventDefault()
    onAsk()
  }
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      data-state="closed"
      onPointerDown={(event: React.PointerEvent) => event.button === 0 && !event.ctrlKey && ask(event)}
      onKeyDown={(event: React.KeyboardEvent) => OPENING.includes(event.key) && ask(event)}
      onClick={ask}
    >
      {trigger}
    </Slot.Root>
  )
}

function Opening({
  trigger,
  label,
  align = 'end',
  side,
  open,
  onOpenChange,
  isAsked,
  children,
}: MenuProps & { isAsked: boolean }) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={isAsked} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" {...{ align, side }} sideOffset={6} collisionPadding={8}>
          {label && <DropdownMenu.Label className="menu-label">{label}</DropdownMenu.Label>}
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem({
  onSelect,
  disabled,
  danger,
  icon,
  children,
}: {
  onSelect: () => void
  disabled?: boolean
  danger?: boolean
  icon?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <DropdownMenu.Item className={cx('item', danger && 'danger')} disabled={disabled} onSelect={onSelect}>
      {icon}
      {children}
    </DropdownMenu.Item>
  )
}

export function MenuLink({
  to,
  icon,
  children,
}: {
  to: string
  icon?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <DropdownMenu.Item className="item" asChild>
      <Link to={to}>
        {icon}
        {children}
      </Link>
    </DropdownMenu.Item>
  )
}

/** A file to keep: leaves the page as it is. */
export function MenuDownload({
  href,
  icon,
  children,
}: {
  href: string
  icon?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <DropdownMenu.Item className="item" asChild>
      <a href={href} download>
        {icon}
        {children}
      </a>
    </DropdownMenu.Item>
  )
}

/** Stays open while several are marked. */
export function MenuCheck({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: React.ReactNode
}) {
  return (
    <DropdownMenu.CheckboxItem
      className="item"
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="tick">
        <DropdownMenu.ItemIndicator>
          <Check size={14} />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  )
}

export const MenuRule = () => <DropdownMenu.Separator asChild children={<hr />} />
