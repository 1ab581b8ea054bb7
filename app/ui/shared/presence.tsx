import { Tooltip } from 'radix-ui'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { delegationColour } from '#app/display/colour.ts'
import { useMessages } from '../kit/messages-context.tsx'
import type { Person } from '#app/live/types.ts'

type Faced = Pick<Person, 'role' | 'delegation'>

const codeOf = ({ role, delegation }: Faced) => delegation ?? (role === 'chair' ? CHAIR : role)

/** Two letters: of the delegation, or of the role. */
export function Face({ of, iso2 }: { of: Faced; iso2?: string }) {
  const { roleSigns } = useMessages()
  const isColoured = of.role === 'delegate' || of.role === 'chair'
  return (
    <span
      className={isColoured ? 'face' : 'face rest'}
      data-colour={isColoured ? delegationColour(codeOf(of)) : undefined}
      aria-hidden="true"
    >
      {iso2 ?? of.delegation?.slice(0, 2) ?? roleSigns[of.role]}
    </span>
  )
}

/** Who is here: a face for each, the rest as a number, all of them by delegation or office to those who point or listen. */
export function Presence({
  people,
  shown = 5,
  nameOf,
  iso2Of,
}: {
  people: readonly Person[]
  shown?: number
  nameOf: (code: DelegationCode) => string
  iso2Of?: (code: DelegationCode) => string | undefined
}) {
  const m = useMessages()
  if (people.length === 0) return null
  const voices = new Map<string, number>()
  for (const { role, delegation, me } of people) {
    const voice = delegation ? nameOf(delegation) : m.roles[role]
    const said = me ? m.table.presentYou(voice) : voice
    voices.set(said, (voices.get(said) ?? 0) + 1)
  }
  const rest = people.length - shown
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button type="button" className="faces" aria-label={m.table.present(people.length)}>
          {people.slice(0, shown).map((person) => (
            <Face
              key={person.key}
              of={person}
              iso2={person.delegation ? iso2Of?.(person.delegation) : undefined}
            />
          ))}
          {rest > 0 && <span className="face rest">+{rest}</span>}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="hint" sideOffset={6} collisionPadding={8}>
          <ul>
            {[...voices].slice(0, 40).map(([voice, count]) => (
              <li key={voice}>{m.table.presentTimes(voice, count)}</li>
            ))}
          </ul>
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
