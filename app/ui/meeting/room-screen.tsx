import { useMemo, useRef } from 'react'
import { bracketedText } from '#app/domain/text/bracketed.ts'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText, View } from '#app/domain/basics/rolling.ts'
import type { ScreenView } from '#app/domain/meeting/screen.ts'
import { runningItems } from '#app/domain/meeting/silence.ts'
import { START, type MoveNotes } from '#app/display/move-notes.ts'
import { Notes } from '../sheet/move-notes.tsx'
import { useBracketedNotes, useMoveNotes } from '../sheet/use-move-notes.ts'
import { hangingNumbers, type Labels } from '#app/display/labels.ts'
import { shownParagraphs } from '../sheet/leaves.ts'
import { StaticParagraph } from '../sheet/sheet.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { SilenceClock } from './clock.tsx'
import { SpeakingClock } from './speaking-time.tsx'
import { useFit } from './use-fit.ts'
import type { Connection } from '#app/live/types.ts'

export type RoomProps = {
  title: string
  text: RollingText
  floor: Floor
  labels: Labels
  connection: Connection
  nameOf(delegation: DelegationCode): string
  now(): number
}

/** The text that a view of the screen shows, and how the sheet has to look at it. */
function useViewed(
  text: RollingText,
  labels: Labels,
  view: ScreenView,
  nameOf: RoomProps['nameOf'],
): { viewed: RollingText; look: View; notes: MoveNotes } {
  const { moves } = useMessages()
  const shown = useMemo((): { viewed: RollingText; look: View } => {
    if (view !== 'bracketed') return { viewed: text, look: { kind: view } }
    const capitals = (code: DelegationCode) => nameOf(code).toLocaleUpperCase()
    const saying = { nameOf: capitals, labels, move: moves.elsewhere, join: moves.joined }
    return { viewed: bracketedText(text, saying), look: { kind: 'base' } }
  }, [text, labels, view, nameOf, moves])
  const notes = useMoveNotes(text, labels, shown.look, nameOf)
  const inBrackets = useBracketedNotes(text, labels, nameOf)
  return { ...shown, notes: view === 'bracketed' ? inBrackets : notes }
}

/**
 * What the projector shows: one paragraph or the text around it, as large as it fits, with its label, its status and
 * the clock of a silence. Nothing here can be clicked; the podium steers it.
 */
export function RoomScreen(props: RoomProps) {
  const { title, text, floor, connection } = props
  const { screen } = floor
  const { room } = useMessages()
  const focus = text.paragraphs.some(({ id }) => id === floor.focus) ? floor.focus : null
  return (
    <div className="room" data-view={screen.view} data-blank={screen.blank || undefined}>
      <h1 className="unseen">{title}</h1>
      {screen.blank ? (
        <main id="main" className="unseen" tabIndex={-1}>
          {room.blank}
        </main>
      ) : (
        <>
          <RoomHead {...props} focus={focus} />
          <RoomText {...props} focus={focus} whole={screen.whole || focus === null} />
          <RoomFoot {...props} />
        </>
      )}
      <ConnectionSign connection={connection} />
    </div>
  )
}

function RoomHead({ text, floor, labels, focus, now }: RoomProps & { focus: ParagraphId | null }) {
  const m = useMessages()
  const paragraph = text.paragraphs.find(({ id }) => id === focus)
  const silence = floor.silences.find((each) =>
    runningItems(each).some((item) => focus === null || item.paragraph === focus),
  )
  return (
    <header className="room-strip">
      <p>
        {paragraph ? (
          <>
            <b>{labels[paragraph.id] || m.table.draftNumberless}</b>
            <span className="room-status" data-status={paragraph.status}>
              {m.statuses[paragraph.status]}
            </span>
          </>
        ) : (
          <b>{m.room.whole}</b>
        )}
      </p>
      {silence && (
        <p className="room-silence">
          {m.room.silence} <SilenceClock silence={silence} now={now} />
        </p>
      )}
    </header>
  )
}

function RoomText({
  text,
  floor,
  labels,
  nameOf,
  focus,
  whole,
}: RoomProps & { focus: ParagraphId | null; whole: boolean }) {
  const { room } = useMessages()
  const { view, zoom } = floor.screen
  const { viewed, look, notes } = useViewed(text, labels, view, nameOf)
  const shown = useMemo(() => shownParagraphs(viewed, look), [viewed, look])
  const numbers = useMemo(() => hangingNumbers(text.paragraphs, labels), [text, labels])
  const parts = whole ? shown : shown.filter(({ paragraph }) => paragraph.id === focus)
  const frame = useRef<HTMLElement>(null)
  const size = useFit(frame, { whole, zoom, focus, content: parts })
  return (
    <main id="main" ref={frame} className="room-text" tabIndex={-1} data-whole={whole || undefined}>
      <div className="rolling" style={size === null ? undefined : { fontSize: size }}>
        {parts.length === 0 && <p className="room-nothing">{focus === null ? room.empty : room.notInView}</p>}
        {whole && <Notes notes={notes.get(START)} />}
        {parts.map(({ key, paragraph, leaves }) => (
          <StaticParagraph
            key={key}
            anchor={key}
            paragraph={paragraph}
            leaves={leaves}
            number={key === paragraph.id ? (numbers.get(key) ?? null) : null}
            focused={whole && focus === paragraph.id}
            stamped
            notes={notes.get(key)}
          />
        ))}
      </div>
    </main>
  )
}

function RoomFoot({ floor, nameOf, now }: RoomProps) {
  const { room } = useMessages()
  const { screen, speakers } = floor
  const next = speakers.waiting.slice(0, 3).map(({ delegation }) => nameOf(delegation))
  return (
    <footer className="room-strip room-foot">
      <p>{room.views[screen.view]}</p>
      {screen.speakers && (speakers.speaking || next.length > 0) && (
        <p className="room-speakers">
          {speakers.speaking && <b>{room.speaking(nameOf(speakers.speaking.delegation))}</b>}
          <SpeakingClock speakers={speakers} now={now} />
          {next.length > 0 && <span>{room.next(next)}</span>}
        </p>
      )}
    </footer>
  )
}

const well: readonly Connection[] = [
  'connecting',
  'saved',
  'saving',
  'slow',
  'reading',
  'frozen',
  'reconnecting',
]

/** Small, and only when what stands here may be old. */
function ConnectionSign({ connection }: { connection: Connection }) {
  const { room } = useMessages()
  const isLost = !well.includes(connection)
  return (
    <p className="room-line" role="status">
      {isLost && (connection === 'ended' || connection === 'gone' ? room.ended : room.lost)}
    </p>
  )
}
