import { Check, ChevronRight } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'

/** One of several in a menu: exactly one holds, or none yet. */
export function MenuChoices({
  value,
  onChange,
  options,
}: {
  value: string | null
  onChange: (value: string) => void
  options: readonly (readonly [value: string, said: string])[]
}) {
  return (
    <DropdownMenu.RadioGroup value={value ?? ''} onValueChange={onChange}>
      {options.map(([option, said]) => (
        <DropdownMenu.RadioItem key={option} value={option} className="item">
          <span className="tick">
            <DropdownMenu.ItemIndicator>
              <Check size={14} />
            </DropdownMenu.ItemIndicator>
          </span>
          {said}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

/** A word above some items. */
export const MenuHeading = ({ children }: { children: React.ReactNode }) => (
  <DropdownMenu.Label className="menu-label">{children}</DropdownMenu.Label>
)

/** A menu beside its item. */
export function SubMenu({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="item">
        <span className="grow">{label}</span>
        <ChevronRight size={14} />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu" collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}
