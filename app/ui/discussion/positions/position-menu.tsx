import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useRef, useState } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { NOTE_LIMIT, type GroupPosition, type Position, type Subject } from '#app/domain/floor/floor.ts'
import type { Group } from '#app/domain/floor/group.ts'
import { groupsSpeakingFor, spokenFor } from '#app/domain/floor/positions.ts'
import { stances, type Stance } from '#app/domain/basics/stance.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { TextField } from '#app/ui/kit/field.tsx'
import { Menu, MenuItem, MenuRule } from '#app/ui/kit/overlay/menu.tsx'
import { MenuChoices, MenuHeading, SubMenu } from '#app/ui/kit/overlay/menu-choice.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Ask } from '#app/ui/shared/ask.tsx'
import { useSharedTable } from '#app/ui/context/table-context.tsx'

type MenuProps = {
  subjects: readonly Subject[]
  /** Null for a paragraph. */
  author: DelegationCode | null
  own: Position | null
  /** What it is about, for those who hear the page: "OP 2". */
  label: string
}

/** Takes, changes and takes back one's delegation's position, and that of the groups one speaks for. */
export function PositionMenu({ subjects, author, own, label }: MenuProps) {
  const m = useMessages()
  const table = useSharedTable()
  const [noting, setNoting] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  if (!table) return null
  const { makeStatement, me } = table
  const isAuthor = author !== null && author === me.delegation
  if (isAuthor && spokenFor(table.floor.groups, me.delegation).length === 0) return null
  const trigger = (
    <Button
      size="small"
      className="position-button"
      aria-label={`${m.positions.takeOn(label)}${own ? `: ${m.stances[own.stance].name}` : ''}`}
      data-stance={own?.stance}
    >
      {own ? m.positions.mine(m.stances[own.stance].name) : m.positions.take}
      <ChevronDown size={13} aria-hidden />
    </Button>
  )
  return (
    <>
      <span className="position-menu" ref={place}>
        <Menu align="start" trigger={trigger}>
          <Items {...{ subjects, author, own, isAuthor }} onNote={() => setNoting(true)} />
        </Menu>
      </span>
      {own && noting && (
        <Note
          {...{ own, place }}
          onClose={() => setNoting(false)}
          onKeep={(note) => void makeStatement({ kind: 'take-position', subjects, stance: own.stance, note })}
        />
      )}
    </>
  )
}

/** A word of explanation to the position one has taken. */
function Note({
  own,
  place,
  onClose,
  onKeep,
}: {
  own: Position
  place: React.RefObject<HTMLSpanElement | null>
  onClose: () => void
  onKeep: (note: string) => void
}) {
  const m = useMessages()
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={place as React.RefObject<HTMLSpanElement>} />
      <Popover.Portal>
        <Popover.Content
          className="panel-popover"
          aria-label={m.positions.noteTitle(m.stances[own.stance].name)}
          align="start"
          sideOffset={6}
          collisionPadding={8}
        >
          <h3>{m.positions.noteTitle(m.stances[own.stance].name)}</h3>
          <Ask
            onSend={(form) => {
              onClose()
              onKeep(String(form.get('note') ?? ''))
            }}
          >
            <TextField
              name="note"
              label={m.positions.noteLabel}
              hint={m.positions.noteHint}
              defaultValue={own.note}
              maxLength={NOTE_LIMIT}
              autoComplete="off"
            />
            <div className="row end">
              <Button type="submit" tone="primary" size="small">
                {m.positions.keep}
              </Button>
            </div>
          </Ask>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type ItemsProps = Omit<MenuProps, 'label'> & { isAuthor: boolean; onNote: () => void }

/** Drawn only while the menu is open. */
function Items({ subjects, author, own, isAuthor, onNote }: ItemsProps) {
  const m = useMessages()
  const table = useSharedTable()
  if (!table) return null
  const { floor, me, makeStatement } = table
  const groups = spokenFor(floor.groups, me.delegation)
  const speakers = isAuthor ? [] : groupsSpeakingFor({ subjects, author }, me.delegation, floor)
  return (
    <>
      {!isAuthor && (
        <>
          {groups.length > 0 && <MenuHeading>{m.positions.self}</MenuHeading>}
          <StanceChoices
            value={own?.stance ?? null}
            onChange={(stance) =>
              void makeStatement({
                kind: 'take-position',
                subjects,
                stance,
                ...(own?.note && { note: own.note }),
              })
            }
          />
        </>
      )}
      {own && (
        <>
          <MenuRule />
          <MenuItem onSelect={onNote}>{own.note ? m.positions.editNote : m.positions.note}</MenuItem>
          <MenuItem danger onSelect={() => void makeStatement({ kind: 'leave-position', subjects })}>
            {m.positions.leave}
          </MenuItem>
        </>
      )}
      {groups.length > 0 && !isAuthor && <MenuRule />}
      {groups.map((group) => (
        <GroupItems key={group.code} {...{ group, subjects }} />
      ))}
      {speakers.length > 0 && <MenuRule />}
      {speakers.map(({ code }) => (
        <MembershipItem key={code} group={code} subjects={subjects} />
      ))}
    </>
  )
}

function StanceChoices({ value, onChange }: { value: Stance | null; onChange: (stance: Stance) => void }) {
  const m = useMessages()
  return (
    <MenuChoices
      value={value}
      onChange={(stance) => onChange(stance as Stance)}
      options={stances.map((stance) => [stance, m.stances[stance].name] as const)}
    />
  )
}

/** What one says for a group that one speaks for. */
function GroupItems({ group: { code }, subjects }: { group: Group; subjects: readonly Subject[] }) {
  const m = useMessages()
  const table = useSharedTable()
  if (!table) return null
  const { floor, makeStatement } = table
  const taken = floor.groupPositions
    .filter(({ group, subject }) => group === code && subjects.includes(subject))
    .reduce<GroupPosition | null>((a, b) => (a && a.at >= b.at ? a : b), null)
  return (
    <SubMenu label={m.positions.for(code)}>
      <StanceChoices
        value={taken?.stance ?? null}
        onChange={(stance) => void makeStatement({ kind: 'take-position', subjects, stance, group: code })}
      />
      {taken && (
        <>
          <MenuRule />
          <MenuItem
            danger
            onSelect={() => void makeStatement({ kind: 'leave-position', subjects, group: code })}
          >
            {m.positions.leaveFor(code)}
          </MenuItem>
        </>
      )}
    </SubMenu>
  )
}

/** Leaves what one's group says, or joins it again. */
function MembershipItem({ group, subjects }: { group: string; subjects: readonly Subject[] }) {
  const { positions } = useMessages()
  const table = useSharedTable()
  if (!table) return null
  const { floor, me, makeStatement } = table
  const isOut = floor.dissociations.some(
    (one) => one.delegation === me.delegation && one.group === group && subjects.includes(one.subject),
  )
  const kind = isOut ? 'associate' : 'dissociate'
  return (
    <MenuItem onSelect={() => void makeStatement({ kind, subjects, group })}>
      {isOut ? positions.associate(group) : positions.dissociate(group)}
    </MenuItem>
  )
}
