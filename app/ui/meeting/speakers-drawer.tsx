import { may } from '#app/domain/policy.ts'
import type { Action } from '../context/action.ts'
import { ActionButton, ActionIcon, keyOf } from '../context/action-items.tsx'
import { useTable, useTableNow } from '../context/table-context.tsx'
import { EmptyState } from '../kit/banner.tsx'
import { Chip } from '../kit/chip.tsx'
import { Choice } from '../kit/field.tsx'
import { Drawer } from '../kit/overlay/dialog.tsx'
import { speakersActions } from './actions/speakers.ts'
import { SpeakingClock, SpeakingTimeForm } from './speaking-time.tsx'

/** Who has asked for the floor: seen by everybody, kept by the podium. */
export function SpeakersDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { m } = useTable()
  return (
    <Drawer side open={open} onClose={onClose} title={m.meeting.speakers.title}>
      <SpeakersList />
    </Drawer>
  )
}

type ListProps = { actions: readonly Action[] }

const named = (actions: readonly Action[], name: string) =>
  actions.filter(({ id }) => id === `speakers.${name}`)

/** Drawn only while the drawer is open. */
function SpeakersList() {
  const here = useTableNow()
  const { m, me, names, floor } = here
  const { speakers: say } = m.meeting
  const { speaking, waiting, open, minutes } = floor.speakers
  const actions = speakersActions(here).filter(({ places }) => places.includes('speakers'))
  const podium = may(me, 'give-floor')
  return (
    <>
      {speaking && <Speaking actions={actions} />}
      {!podium && minutes !== null && <p className="quiet">{say.time.each(minutes)}</p>}
      <OwnPlace actions={actions} />
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
            <OnWaiting
              actions={actions.filter(({ id, about }) => about === delegation && id !== 'speakers.add')}
            />
          </li>
        ))}
      </ol>
      {podium && !here.isTransmitted && <PodiumFoot actions={actions} />}
    </>
  )
}

function Speaking({ actions }: ListProps) {
  const { m, floor, names, now } = useTable()
  const { speaking } = floor.speakers
  if (!speaking) return null
  return (
    <div className="speakers-now">
      <p>
        {m.meeting.speakers.speaking}:{' '}
        <Chip code={speaking.delegation} name={names.delegation(speaking.delegation)} />{' '}
        <SpeakingClock speakers={floor.speakers} now={now} />
      </p>
      {named(actions, 'end').map((action) => (
        <ActionButton key={keyOf(action)} action={action} />
      ))}
    </div>
  )
}

/** One's own place on the list, and the way onto it or off. */
function OwnPlace({ actions }: ListProps) {
  const { m, floor, me } = useTable()
  const { speakers: say } = m.meeting
  const { waiting, open } = floor.speakers
  const [ask] = named(actions, 'ask')
  const at = waiting.findIndex(({ delegation }) => delegation === me.delegation)
  if (!ask) return null
  return (
    <p className="row">
      {at >= 0 && <span>{say.waiting(at + 1)}</span>}
      <ActionButton action={ask} />
      {!open && <span className="quiet">{say.closed}</span>}
    </p>
  )
}

const OnWaiting = ({ actions }: ListProps) =>
  actions.map((action) =>
    action.icon ? (
      <ActionIcon key={keyOf(action)} action={action} />
    ) : (
      <ActionButton key={keyOf(action)} action={action} isNamed />
    ),
  )

function PodiumFoot({ actions }: ListProps) {
  const { m, floor, makeStatement, perform } = useTable()
  const { speakers: say } = m.meeting
  const add = named(actions, 'add')
  return (
    <div className="podium-foot">
      <Choice
        label={say.add}
        value=""
        onChange={({ currentTarget: { value } }) => {
          const chosen = add.find(({ about }) => about === value)
          if (chosen) perform(chosen)
        }}
        options={[['', say.addChoose], ...add.map(({ about = '', short = '' }) => [about, short] as const)]}
      />
      <SpeakingTimeForm minutes={floor.speakers.minutes} onSet={(said) => void makeStatement(said)} />
      {named(actions, 'open').map((action) => (
        <ActionButton key={keyOf(action)} action={action} />
      ))}
    </div>
  )
}
