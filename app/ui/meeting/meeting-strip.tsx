import { useState } from 'react'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import { openReading, progressIn, type Reading } from '#app/domain/meeting/reading.ts'
import { runningItems, type Silence, type SilenceItem } from '#app/domain/meeting/silence.ts'
import { Button } from '../kit/button.tsx'
import { Menu, MenuItem } from '../kit/overlay/menu.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import { useMessages } from '../kit/messages-context.tsx'
import type { MeetingAsking } from '../context/asking.ts'
import { SilenceClock, useSeconds } from './clock.tsx'
import { SpeakingClock } from './speaking-time.tsx'
import type { Seat } from '#app/live/types.ts'

export type StripProps = {
  floor: Floor
  me: Seat
  names: NamesHere
  focus: ParagraphId | null
  inText: (paragraph: ParagraphId) => boolean
  now: () => number
  makeStatement: MakeStatement
  onAsk: (asking: MeetingAsking) => void
  onSpeakers: () => void
}

/** ms for which what has become of a silence stays in the strip, unless it is put away. */
const TOLD_FOR = 72 * 3_600_000

/** What goes on in the meeting: the reading, silences, speakers. Nothing where nothing does. */
export function MeetingStrip(props: StripProps) {
  const { floor, now } = props
  const { meeting } = useMessages()
  const [away, setAway] = useState<readonly string[]>([])
  const time = useSeconds(now)
  const reading = openReading(floor.readings)
  const running = floor.silences.filter((silence) => runningItems(silence).length > 0)
  const told = floor.silences.filter(
    ({ id, items, endedAt }) =>
      !away.includes(id) &&
      items.some(({ fate }) => fate.kind !== 'running') &&
      (endedAt === null || (time !== null && time - endedAt < TOLD_FOR)),
  )
  const { speakers } = floor
  const hasSpeakers = speakers.speaking !== null || speakers.waiting.length > 0
  if (!reading && running.length + told.length === 0 && !hasSpeakers) return null
  return (
    <section className="meeting-strip" aria-label={meeting.strip}>
      {reading && <ReadingPart {...props} reading={reading} />}
      {running.map((silence) => (
        <SilencePart key={silence.id} {...props} silence={silence} />
      ))}
      {hasSpeakers && <SpeakersPart {...props} />}
      {told.map((silence) => (
        <ToldPart
          key={silence.id}
          {...props}
          silence={silence}
          onAway={() => setAway([...away, silence.id])}
        />
      ))}
    </section>
  )
}

function ReadingPart({
  reading,
  me,
  names,
  focus,
  inText,
  makeStatement,
  onAsk,
}: StripProps & { reading: Reading }) {
  const { reading: say } = useMessages().meeting
  const { taken, total, next, left } = progressIn(reading, inText)
  const isHere = focus !== null && reading.paragraphs.includes(focus) && !reading.taken[focus]
  const current = isHere ? focus : next
  return (
    <div>
      <p>
        <b>{say.name(reading.number)}</b>
        <span className="quiet">{reading.meeting}</span>
        <span>{say.progress(taken, total)}</span>
        {left > 0 && <span>{say.left(left)}</span>}
        <span>{next ? say.next(names.paragraph(next)) : say.done}</span>
      </p>
      {may(me, 'take-up') && current && (
        <Button size="small" onClick={() => void makeStatement({ kind: 'take-up', paragraph: current })}>
          {say.takeUp(names.paragraph(current))}
        </Button>
      )}
      {may(me, 'close-reading') && (
        <Button size="small" tone="ghost" onClick={() => onAsk({ kind: 'close-reading', reading })}>
          {say.close}
        </Button>
      )}
    </div>
  )
}

const nameOf = ({ label, kind, subjects }: SilenceItem, names: NamesHere): string =>
  kind === 'proposal' ? `${label} (${names.proposer(subjects[0]!)})` : label

function SilencePart({ silence, me, names, now, onAsk }: StripProps & { silence: Silence }) {
  const { silence: say } = useMessages().meeting
  const items = runningItems(silence)
  return (
    <div>
      <p>
        <b>{say.on(items.map((item) => nameOf(item, names)))}</b>
        <SilenceClock silence={silence} now={now} />
      </p>
      {may(me, 'break-silence') && (
        <Breaking
          items={items.map((item) => ({
            key: item.subjects[0]!,
            said: items.length === 1 ? `${say.break}…` : `${say.breakOn(nameOf(item, names))}…`,
            run: () => onAsk({ kind: 'break-silence', silence, item }),
          }))}
        />
      )}
      {may(me, 'extend-silence') && (
        <>
          <Button size="small" onClick={() => onAsk({ kind: 'extend-silence', silence })}>
            {say.extend}
          </Button>
          <Button size="small" tone="ghost" onClick={() => onAsk({ kind: 'cancel-silence', silence })}>
            {say.cancel}
          </Button>
        </>
      )}
    </div>
  )
}

/** More buttons than this would push the text out of a small window. */
const IN_A_ROW = 2

function Breaking({ items }: { items: readonly { key: string; said: string; run: () => void }[] }) {
  const { silence: say } = useMessages().meeting
  if (items.length <= IN_A_ROW)
    return items.map(({ key, said, run }) => (
      <Button key={key} size="small" onClick={run}>
        {said}
      </Button>
    ))
  return (
    <Menu align="start" trigger={<Button size="small">{`${say.break}…`}</Button>}>
      {items.map(({ key, said, run }) => (
        <MenuItem key={key} onSelect={run}>
          {said}
        </MenuItem>
      ))}
    </Menu>
  )
}

function ToldPart({ silence, names, onAway }: StripProps & { silence: Silence; onAway: () => void }) {
  const m = useMessages()
  const { fates, dismiss } = m.meeting.silence
  const said = (item: SilenceItem): string | null => {
    const label = nameOf(item, names)
    switch (item.fate.kind) {
      case 'running':
        return null
      case 'held':
        return fates.held(label, item.kind === 'proposal')
      case 'broken':
        return fates.broken(label, names.delegation(item.fate.delegation), item.fate.reason)
      case 'not-possible':
        return fates.notPossible(label, m.refusal(item.fate.refusal, names))
      case 'cancelled':
        return fates.cancelled(label)
    }
  }
  return (
    <div className="ended" role="status">
      <p className="fates">{silence.items.map(said).filter(Boolean).join(' · ')}</p>
      <Button size="small" tone="ghost" onClick={onAway}>
        {dismiss}
      </Button>
    </div>
  )
}

function SpeakersPart({ floor: { speakers }, names, now, onSpeakers }: StripProps) {
  const { room, meeting } = useMessages()
  const next = speakers.waiting.slice(0, 3).map(({ delegation }) => names.delegation(delegation))
  return (
    <div>
      <p>
        {speakers.speaking && <b>{room.speaking(names.delegation(speakers.speaking.delegation))}</b>}
        <SpeakingClock speakers={speakers} now={now} />
        {next.length > 0 && <span>{room.next(next)}</span>}
      </p>
      <Button size="small" tone="ghost" onClick={onSpeakers}>
        {meeting.speakers.open(speakers.waiting.length)}
      </Button>
    </div>
  )
}
