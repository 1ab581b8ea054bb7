import { Link } from '@remix-run/react'
import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { cx } from '../cx.ts'

/** A menu under its button. `trigger` is one button. */
export function Menu({
  trigger,
  label,
  align = 'end',
  open,
  onOpenChange,
  children,
}: {
  trigger: React.ReactNode
  label?: string
  align?: 'start' | 'center' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: React.ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={6} collisionPadding={8}>
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
