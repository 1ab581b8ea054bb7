import { ChevronDown } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { View } from '#app/domain/basics/rolling.ts'
import { Chip } from '#app/ui/kit/chip.tsx'
import { Menu, MenuCheck } from '#app/ui/kit/overlay/menu.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'

/** Rolling, clean, base, or only some delegations. */
export function ViewSwitch({
  view,
  proposers,
  names,
  onView,
}: {
  view: View
  /** Delegations that have proposed something. */
  proposers: readonly DelegationCode[]
  names: Pick<NamesHere, 'delegation'>
  onView: (view: View) => void
}) {
  const { views } = useMessages().table
  const chosen = view.kind === 'only' ? view.delegations : []
  const toggle = (code: DelegationCode, on: boolean) => {
    const delegations = on ? [...chosen, code] : chosen.filter((each) => each !== code)
    onView(delegations.length > 0 ? { kind: 'only', delegations } : { kind: 'rolling' })
  }
  return (
    <ToggleGroup.Root
      type="single"
      className="segments"
      aria-label={views.label}
      value={view.kind}
      onValueChange={(kind) => {
        if (kind === 'rolling' || kind === 'clean' || kind === 'base') onView({ kind })
      }}
    >
      {(['rolling', 'clean', 'base'] as const).map((kind) => (
        <ToggleGroup.Item key={kind} value={kind} title={views[`${kind}Hint`]}>
          {views[kind]}
        </ToggleGroup.Item>
      ))}
      <Menu
        align="center"
        label={proposers.length > 0 ? views.onlyTitle : views.onlyEmpty}
        trigger={
          <button
            type="button"
            className="only"
            data-state={view.kind === 'only' ? 'on' : 'off'}
            title={views.onlyHint}
          >
            {view.kind === 'only' ? views.onlyShort(chosen) : views.only}{' '}
            <ChevronDown size={13} aria-hidden />
          </button>
        }
      >
        {proposers.map((code) => (
          <MenuCheck key={code} checked={chosen.includes(code)} onChange={(on) => toggle(code, on)}>
            <Chip code={code} name={names.delegation(code)} />
          </MenuCheck>
        ))}
      </Menu>
    </ToggleGroup.Root>
  )
}
