import {
  BookOpenCheck,
  Hourglass,
  MonitorPlay,
  MonitorUp,
  Presentation,
  Smartphone,
  Timer,
  UsersRound,
} from 'lucide-react'
import { useNavigate } from '@remix-run/react'
import { useCallback, useMemo, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import { openReading } from '#app/domain/meeting/reading.ts'
import { meetingZone } from '#app/messages/zone.ts'
import { IconButton } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLink } from '../kit/overlay/menu.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { PaletteAct } from '../table/dialogs/palette.tsx'
import type { TableProps } from '../context/table-props.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import { useKeys } from '../table/keys/use-keys.ts'
import { useMessages } from '../kit/messages-context.tsx'
import { meetingActs, type MeetingAct } from './acts.ts'
import type { MeetingAsking } from '../context/asking.ts'
import { MeetingDialog } from './meeting-dialogs.tsx'
import { MeetingStrip } from './meeting-strip.tsx'
import { knownSilences } from '../context/silences.ts'
import { SpeakersDrawer } from './speakers-drawer.tsx'

export type MeetingHere = {
  /** In the bar at the top. */
  menu: React.ReactNode
  /** Under it: what goes on. */
  strip: React.ReactNode
  /** Drawers and dialogs. */
  overlays: React.ReactNode
  /** For the palette. */
  acts: () => readonly PaletteAct[]
  /** In the menu at a paragraph. */
  itemsAt: (paragraph: ParagraphId) => React.ReactNode
}

/** The meeting as the table has it; null in a working copy, where nobody meets. */
export function useMeeting(
  props: TableProps,
  names: NamesHere,
  makeStatement: MakeStatement,
): MeetingHere | null {
  const { draft, me, floor, text, line, focus, today, delegations } = props
  const m = useMessages()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<MeetingAsking | null>(null)
  const [speakersOpen, setSpeakersOpen] = useState(false)
  const now = useCallback(() => line?.now() ?? Date.now(), [line])
  const ids = useMemo(() => new Set(text.paragraphs.map(({ id }) => id)), [text])
  const frozen = draft.phase === 'transmitted'
  const show = (paragraph: ParagraphId | null) => void makeStatement({ kind: 'set-focus', paragraph })
  const here = focus === null ? undefined : silenceAt(floor, focus)
  useKeys({
    ...(may(me, 'set-focus') && !frozen && !props.copy && { 'alt+R': () => show(focus) }),
    ...(may(me, 'break-silence') && here && { 'alt+S': () => setAsking({ kind: 'break-silence', ...here }) }),
  })
  if (props.copy) return null
  const onSpeakers = () => setSpeakersOpen(true)
  const zone = meetingZone(floor.zone, props.zone)
  const opens = {
    speakers: onSpeakers,
    room: () => openRoom(draft.id),
    remote: () => navigate(`/drafts/${draft.id}/remote`),
  }
  const nextReading = 1 + Math.max(0, ...floor.readings.map(({ number }) => number))
  return {
    menu: <MeetingMenu {...{ props, frozen, onSpeakers, makeStatement }} onAsk={setAsking} />,
    strip: frozen ? null : (
      <MeetingStrip
        {...{ floor, me, names, focus, now, makeStatement, onSpeakers }}
        inText={(id) => ids.has(id)}
        onAsk={setAsking}
      />
    ),
    overlays: (
      <>
        <SpeakersDrawer
          {...{ me, names, delegations, now, makeStatement }}
          speakers={floor.speakers}
          open={speakersOpen}
          onClose={() => setSpeakersOpen(false)}
        />
        {asking && (
          <MeetingDialog
            {...{ asking, text, names, today, nextReading, zone, now, makeStatement }}
            onClose={() => setAsking(null)}
          />
        )}
      </>
    ),
    acts: () =>
      frozen
        ? []
        : meetingActs({ floor, me, text, focus, names, m }).map((act) => ({
            said: act.said,
            run: () => runAct(act, { makeStatement, onAsk: setAsking, opens }),
          })),
    itemsAt: (paragraph) => (
      <ParagraphItems {...{ props, paragraph, makeStatement, show }} onAsk={setAsking} />
    ),
  }
}

const openRoom = (draft: string) => window.open(`/drafts/${draft}/room`, '_blank', 'noopener')

function runAct(
  act: MeetingAct,
  {
    makeStatement,
    onAsk,
    opens,
  }: {
    makeStatement: MakeStatement
    onAsk: (asking: MeetingAsking) => void
    opens: Record<Extract<MeetingAct, { kind: 'open' }>['what'], () => void>
  },
): void {
  if (act.kind === 'send') void makeStatement(act.statement)
  else if (act.kind === 'ask') onAsk(act.asking)
  else opens[act.what]()
}

/** What is under silence at a paragraph: itself, or else a proposal in it. */
function silenceAt({ silences }: TableProps['floor'], paragraph: ParagraphId) {
  const { subjects } = knownSilences(silences)
  return subjects.get(paragraph) ?? [...subjects.values()].find(({ item }) => item.paragraph === paragraph)
}

type ItemProps = { props: TableProps; makeStatement: MakeStatement; onAsk: (asking: MeetingAsking) => void }

function MeetingMenu({
  props,
  frozen,
  makeStatement,
  onAsk,
  onSpeakers,
}: ItemProps & { frozen: boolean; onSpeakers: () => void }) {
  const { draft, me, floor } = props
  const { meeting: say } = useMessages()
  const base = `/drafts/${draft.id}`
  const waits = floor.speakers.waiting.some(({ delegation }) => delegation === me.delegation)
  return (
    <Menu
      label={say.menu}
      trigger={
        <IconButton label={say.menu} tone="plain">
          <Presentation size={16} />
        </IconButton>
      }
    >
      {!frozen && may(me, 'open-reading') && !openReading(floor.readings) && (
        <MenuItem icon={<BookOpenCheck size={15} />} onSelect={() => onAsk({ kind: 'open-reading' })}>
          {say.reading.open}
        </MenuItem>
      )}
      {!frozen && may(me, 'start-silence') && (
        <MenuItem
          icon={<Hourglass size={15} />}
          onSelect={() => onAsk({ kind: 'start-silence', paragraph: null })}
        >
          {say.silence.start}
        </MenuItem>
      )}
      {!frozen && may(me, 'ask-floor') && (
        <MenuItem
          icon={<UsersRound size={15} />}
          disabled={!waits && !floor.speakers.open}
          onSelect={() => void makeStatement({ kind: waits ? 'leave-floor' : 'ask-floor' })}
        >
          {waits ? say.speakers.leave : say.speakers.ask}
        </MenuItem>
      )}
      <MenuItem icon={<UsersRound size={15} />} onSelect={onSpeakers}>
        {say.speakers.title}
      </MenuItem>
      {!frozen && may(me, 'limit-speaking') && (
        <MenuItem
          icon={<Timer size={15} />}
          onSelect={() => onAsk({ kind: 'limit-speaking', minutes: floor.speakers.minutes })}
        >
          {say.speakers.time.ask}
        </MenuItem>
      )}
      <MenuItem icon={<MonitorUp size={15} />} onSelect={() => openRoom(draft.id)}>
        {say.roomScreen}
      </MenuItem>
      {may(me, 'set-screen') && (
        <MenuLink to={`${base}/remote`} icon={<Smartphone size={15} />}>
          {say.remote}
        </MenuLink>
      )}
    </Menu>
  )
}

function ParagraphItems({
  props: { me, floor },
  paragraph,
  makeStatement,
  show,
  onAsk,
}: ItemProps & { paragraph: ParagraphId; show: (paragraph: ParagraphId) => void }) {
  const { meeting: say } = useMessages()
  const reading = openReading(floor.readings)
  return (
    <>
      {may(me, 'set-focus') && (
        <MenuItem
          icon={<MonitorPlay size={15} />}
          disabled={floor.focus === paragraph}
          onSelect={() => show(paragraph)}
        >
          {floor.focus === paragraph ? say.shownInRoom : say.showInRoom}
        </MenuItem>
      )}
      {may(me, 'take-up') && reading?.paragraphs.includes(paragraph) && (
        <MenuItem
          icon={<BookOpenCheck size={15} />}
          onSelect={() => void makeStatement({ kind: 'take-up', paragraph })}
        >
          {say.reading.takeUpItem}
        </MenuItem>
      )}
      {may(me, 'start-silence') && (
        <MenuItem icon={<Hourglass size={15} />} onSelect={() => onAsk({ kind: 'start-silence', paragraph })}>
          {say.silence.start}
        </MenuItem>
      )}
    </>
  )
}
