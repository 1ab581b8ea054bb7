import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { may } from '#app/domain/policy.ts'
import type { Speakers } from '#app/domain/meeting/speakers.ts'
import { useTable } from '../context/table-context.tsx'
import { EmptyState } from '../kit/banner.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Choice } from '../kit/field.tsx'
import { Drawer } from '../kit/overlay/dialog.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import { useMessages } from '../kit/messages-context.tsx'
import { SpeakingClock, SpeakingTimeForm } from './speaking-time.tsx'
import type { DelegationName, Identity } from '#app/live/types.ts'

type ListProps = {
  speakers: Speakers
  me: Identity
  names: NamesHere
  delegations: readonly DelegationName[]
  now: () => number
  makeStatement: MakeStatement
}

/** Who has asked for the floor: seen by everybody, kept by the podium. */
export function SpeakersDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { m, floor, me, names, delegations, now, makeStatement } = useTable()
  const { meeting } = m
  return (
    <Drawer side open={open} onClose={onClose} title={meeting.speakers.title}>
      <SpeakersList {...{ me, names, delegations, now, makeStatement }} speakers={floor.speakers} />
    </Drawer>
  )
}

function SpeakersList(props: ListProps) {
  const { speakers, me, names, now, makeStatement } = props
  const { speakers: say } = useMessages().meeting
  const podium = may(me, 'give-floor')
  const { speaking, waiting, open, minutes } = speakers
  return (
    <>
      {speaking && (
        <div className="speakers-now">
          <p>
            {say.speaking}: <Chip code={speaking.delegation} name={names.delegation(speaking.delegation)} />{' '}
            <SpeakingClock speakers={speakers} now={now} />
          </p>
          {podium && (
            <Button size="small" onClick={() => void makeStatement({ kind: 'end-floor' })}>
              {say.end}
            </Button>
          )}
        </div>
      )}
      {!podium && minutes !== null && <p className="quiet">{say.time.each(minutes)}</p>}
      {may(me, 'ask-floor') && me.delegation && <OwnPlace {...props} delegation={me.delegation} />}
      {waiting.length === 0 && !speaking && (
        <EmptyState small title={say.empty}>
          {open ? say.emptyText : say.closed}
        </EmptyState>
      )}
      <ol className="speakers-list">
        {waiting.map(({ delegation }, at) => (
          <li key={delegation}>
            <span className="quiet">{at + 1}.</span>
            <span className="grow">
              <Chip code={delegation} name={names.delegation(delegation)} />
            </span>
            {podium && (
              <PodiumActions {...{ delegation, at, last: at === waiting.length - 1, names, makeStatement }} />
            )}
          </li>
        ))}
      </ol>
      {podium && <PodiumFoot {...props} />}
    </>
  )
}

function OwnPlace({ speakers, makeStatement, delegation }: ListProps & { delegation: DelegationCode }) {
  const { speakers: say } = useMessages().meeting
  const at = speakers.waiting.findIndex((each) => each.delegation === delegation)
  return (
    <p className="row">
      {at >= 0 && <span>{say.waiting(at + 1)}</span>}
      {at >= 0 ? (
        <Button size="small" onClick={() => void makeStatement({ kind: 'leave-floor' })}>
          {say.leave}
        </Button>
      ) : (
        <Button
          tone="primary"
          disabled={!speakers.open}
          onClick={() => void makeStatement({ kind: 'ask-floor' })}
        >
          {say.ask}
        </Button>
      )}
      {!speakers.open && <span className="quiet">{say.closed}</span>}
    </p>
  )
}

function PodiumActions({
  delegation,
  at,
  last,
  names,
  makeStatement,
}: {
  delegation: DelegationCode
  at: number
  last: boolean
  names: NamesHere
  makeStatement: MakeStatement
}) {
  const { speakers: say } = useMessages().meeting
  const name = names.delegation(delegation)
  const move = (to: number) => void makeStatement({ kind: 'move-speaker', delegation, to })
  return (
    <>
      <IconButton size="small" label={say.up(name)} disabled={at === 0} onClick={() => move(at - 1)}>
        <ArrowUp size={15} />
      </IconButton>
      <IconButton size="small" label={say.down(name)} disabled={last} onClick={() => move(at + 1)}>
        <ArrowDown size={15} />
      </IconButton>
      <IconButton
        size="small"
        label={say.remove(name)}
        onClick={() => void makeStatement({ kind: 'remove-speaker', delegation })}
      >
        <X size={15} />
      </IconButton>
      <Button
        size="small"
        tone={at === 0 ? 'primary' : 'plain'}
        aria-label={say.give(name)}
        onClick={() => void makeStatement({ kind: 'give-floor', delegation })}
      >
        {say.giveShort}
      </Button>
    </>
  )
}

function PodiumFoot({ speakers, delegations, makeStatement }: ListProps) {
  const { speakers: say } = useMessages().meeting
  const waiting = new Set(speakers.waiting.map(({ delegation }) => delegation))
  const others = delegations
    .filter(({ code }) => !waiting.has(code))
    .sort((a, b) => a.name.localeCompare(b.name))
  return (
    <div className="podium-foot">
      <Choice
        label={say.add}
        value=""
        onChange={(event) =>
          void makeStatement({ kind: 'add-speaker', delegation: event.currentTarget.value })
        }
        options={[['', say.addChoose], ...others.map(({ code, name }) => [code, name] as const)]}
      />
      <SpeakingTimeForm minutes={speakers.minutes} onSet={(said) => void makeStatement(said)} />
      <Button onClick={() => void makeStatement({ kind: 'set-speakers', open: !speakers.open })}>
        {speakers.open ? say.close : say.reopen}
      </Button>
    </div>
  )
}
