import { useState } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { TextField } from '#app/ui/kit/field.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import type { TableProps } from '#app/ui/context/table-props.ts'
import type { DelegationName } from '#app/live/types.ts'

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Those whose name or code has what was typed, best first: what begins with it before what contains it. */
export function delegationsLike(typed: string, delegations: readonly DelegationName[]): DelegationName[] {
  const wanted = plain(typed.trim())
  const rank = ({ code, name }: DelegationName) => {
    if (plain(code) === wanted) return 0
    if (plain(name).startsWith(wanted)) return 1
    return plain(`${name} ${code}`).includes(wanted) ? 2 : 3
  }
  return delegations
    .map((each) => [rank(each), each] as const)
    .filter(([at]) => at < 3)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each)
}

/** Asks whom the secretariat types for. Quick from the keyboard: a speaker does not wait. */
function BehalfDialog({
  delegations,
  onChoose,
  onClose,
}: {
  delegations: readonly DelegationName[]
  onChoose: (code: DelegationCode) => void
  onClose: () => void
}) {
  const { behalf: say } = useMessages()
  const [typed, setTyped] = useState('')
  const found = delegationsLike(typed, delegations)
  return (
    <Dialog open onClose={onClose} title={say.title}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (found[0]) onChoose(found[0].code)
        }}
      >
        <p>{say.lead}</p>
        <TextField
          label={say.search}
          hint={say.searchHint}
          value={typed}
          autoFocus
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        <ul className="choices" aria-label={say.search}>
          {found.map(({ code, name }) => (
            <li key={code}>
              <button type="button" onClick={() => onChoose(code)}>
                <Chip code={code} name={name} />
              </button>
            </li>
          ))}
          {found.length === 0 && <li className="field-hint">{say.none}</li>}
        </ul>
      </form>
    </Dialog>
  )
}

/** Says for whom one types, for as long as one does. */
function BehalfBanner({
  delegation,
  names,
  onOther,
  onStop,
}: {
  delegation: DelegationCode
  names: NamesHere
  onOther: () => void
  onStop: () => void
}) {
  const { behalf: say } = useMessages()
  return (
    <Banner
      action={
        <>
          <Button size="small" onClick={onOther}>
            {say.other}
          </Button>
          <Button size="small" onClick={onStop}>
            {say.stop}
          </Button>
        </>
      }
    >
      {say.banner(names.delegation(delegation))}
    </Banner>
  )
}

/** For whom the secretariat types: the question, and the answer for as long as it holds. */
export function Behalf({
  behalf,
  asks,
  onAsk,
}: {
  behalf: TableProps['behalf']
  asks: boolean
  onAsk: (asks: boolean) => void
}) {
  const { delegations, names } = useTable()
  if (!behalf) return null
  const { delegation, onChange } = behalf
  return (
    <>
      {delegation && (
        <BehalfBanner
          delegation={delegation}
          names={names}
          onOther={() => onAsk(true)}
          onStop={() => onChange(null)}
        />
      )}
      {asks && (
        <BehalfDialog
          delegations={delegations}
          onChoose={(code) => {
            onChange(code)
            onAsk(false)
          }}
          onClose={() => onAsk(false)}
        />
      )}
    </>
  )
}
