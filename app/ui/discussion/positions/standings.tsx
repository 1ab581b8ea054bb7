import { Popover, Tooltip } from 'radix-ui'
import { Fragment, memo } from 'react'
import { countStances, type Standing } from '#app/domain/floor/positions.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'

type Shown = { standings: readonly Standing[]; names: NamesHere }

/**
 * Who stands where: counts by stance, whose names come to those who point; all of them by name when they are asked
 * for. `whole` shows the names below the counts at once.
 */
export const Standings = memo(function Standings({ standings, names, whole }: Shown & { whole: boolean }) {
  const m = useMessages()
  if (standings.length === 0) return null
  return (
    <div className="standings">
      <Popover.Root>
        <Popover.Trigger asChild>
          <button type="button" className="standing-counts" aria-label={said(m, standings)}>
            <Counts standings={standings} names={names} />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="panel-popover"
            aria-label={m.positions.who}
            align="start"
            sideOffset={6}
            collisionPadding={8}
          >
            <h3>{m.positions.who}</h3>
            <ByStance {...{ standings, names }} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {whole && <ByStance {...{ standings, names }} />}
    </div>
  )
})

type Messages = ReturnType<typeof useMessages>

const counted = ({ positions }: Messages, stance: keyof Messages['positions']['counted'], n: number) =>
  positions.counted[stance](n)

const dissociatedIn = (standings: readonly Standing[]) => standings.filter(({ stance }) => stance === null)

function said(m: Messages, standings: readonly Standing[]): string {
  const counts = countStances(standings).map(
    ({ stance, standings: held }) => `${held.length} ${counted(m, stance, held.length)}`,
  )
  const out = dissociatedIn(standings).length
  return `${m.positions.who}: ${[...counts, ...(out > 0 ? [`${out} ${m.positions.dissociated}`] : [])].join(', ')}`
}

function Counts({ standings, names }: Shown) {
  const m = useMessages()
  const out = dissociatedIn(standings)
  return (
    <>
      {countStances(standings).map(({ stance, standings: held }) => (
        <Count key={stance} stance={stance} n={held.length} said={counted(m, stance, held.length)}>
          {namesOf(held, names)}
        </Count>
      ))}
      {out.length > 0 && (
        <Count n={out.length} said={m.positions.dissociated}>
          {out.map(({ delegation }) => names.delegation(delegation)).join(', ')}
        </Count>
      )}
    </>
  )
}

function Count({
  stance,
  n,
  said,
  children,
}: {
  stance?: string
  n: number
  said: string
  children: React.ReactNode
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <span className="standing-count" data-stance={stance}>
          <b>{n}</b> {said}
        </span>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="hint" sideOffset={6} collisionPadding={8}>
          {children}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** Names in the order of the alphabet; a group's members behind its name. */
function namesOf(held: readonly Standing[], names: NamesHere): string {
  const own = held
    .filter(({ source }) => source.kind === 'own')
    .map(({ delegation }) => names.delegation(delegation))
  const groups = [...new Set(held.flatMap(({ source }) => (source.kind === 'group' ? [source.group] : [])))]
  const listed = groups.map((group) => {
    const members = held.filter(({ source }) => source.kind === 'group' && source.group === group)
    return `${group} (${members
      .map(({ delegation }) => names.delegation(delegation))
      .sort()
      .join(', ')})`
  })
  return [...own.sort(), ...listed].join(', ')
}

/** Everybody by name, stance by stance, with the notes. */
function ByStance({ standings, names }: Shown) {
  const m = useMessages()
  const out = dissociatedIn(standings)
  return (
    <dl className="standing-list">
      {countStances(standings).map(({ stance, standings: held }) => (
        <Fragment key={stance}>
          <dt data-stance={stance}>{m.stances[stance].name}</dt>
          <dd>
            {namesOf(held, names)}
            <Notes {...{ standings: held, names }} />
          </dd>
        </Fragment>
      ))}
      {out.length > 0 && (
        <>
          <dt>{m.positions.dissociated}</dt>
          <dd>
            {out
              .map(({ delegation, source }) =>
                source.kind === 'dissociated'
                  ? `${names.delegation(delegation)} (${source.group})`
                  : names.delegation(delegation),
              )
              .join(', ')}
          </dd>
        </>
      )}
    </dl>
  )
}

/** What was added in words; a group's once. */
function Notes({ standings, names }: Shown) {
  const voice = ({ delegation, source }: Standing) =>
    source.kind === 'group' ? source.group : names.delegation(delegation)
  const notes = new Map(standings.filter(({ note }) => note).map((one) => [voice(one), one.note]))
  if (notes.size === 0) return null
  return (
    <ul className="standing-notes">
      {[...notes].map(([who, note]) => (
        <li key={who}>
          <b>{who}:</b> {note}
        </li>
      ))}
    </ul>
  )
}
