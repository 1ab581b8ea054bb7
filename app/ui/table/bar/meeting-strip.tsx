import { useState } from 'react'
import { openReading, progressIn, type Reading } from '#app/domain/meeting/reading.ts'
import { runningItems, type Silence, type SilenceItem } from '#app/domain/meeting/silence.ts'
import type { Action } from '#app/ui/context/action.ts'
import { silencedName } from '#app/ui/context/silences.ts'
import { useSharedTable, useTable, useTableNow, type Table } from '#app/ui/context/table-context.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Menu } from '#app/ui/kit/overlay/menu.tsx'
import { SilenceClock, useSeconds } from '#app/ui/meeting/clock.tsx'
import { SpeakingClock } from '#app/ui/meeting/speaking-time.tsx'
import { ActionButtons, ActionItems } from '#app/ui/context/action-items.tsx'
import { readingActions } from '#app/ui/meeting/actions/reading.ts'
import { silenceActions } from '#app/ui/meeting/actions/silence.ts'

/** ms for which what has become of a silence stays in the strip, unless it is put away. */
const TOLD_FOR = 72 * 3_600_000

/** What goes on in the meeting: the reading, silences, speakers. Nothing where nothing does. */
export function MeetingStrip() {
  const table = useSharedTable()
  return table && !table.isTransmitted ? <Strip table={table} /> : null
}

function Strip({ table: { m, floor, now } }: { table: Table }) {
  const here = useTableNow()
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
  const actions = [...readingActions(here), ...silenceActions(here)].filter(({ places }) =>
    places.includes('strip'),
  )
  return (
    <section className="meeting-strip" aria-label={m.meeting.strip}>
      {reading && <ReadingPart reading={reading} actions={actions} />}
      {running.map((silence) => (
        <SilencePart key={silence.id} silence={silence} actions={actions} />
      ))}
      {hasSpeakers && <SpeakersPart />}
      {told.map((silence) => (
        <ToldPart key={silence.id} silence={silence} onAway={() => setAway([...away, silence.id])} />
      ))}
    </section>
  )
}

type PartProps = { actions: readonly Action[] }

function ReadingPart({ reading, actions }: PartProps & { reading: Reading }) {
  const { m, names, text } = useTableNow()
  const { reading: say } = m.meeting
  const ids = new Set(text.paragraphs.map(({ id }) => id))
  const { taken, total, next, left } = progressIn(reading, (id) => ids.has(id))
  return (
    <div>
      <p>
        <b>{say.name(reading.number)}</b>
        <span className="quiet">{reading.meeting}</span>
        <span>{say.progress(taken, total)}</span>
        {left > 0 && <span>{say.left(left)}</span>}
        <span>{next ? say.next(names.paragraph(next)) : say.done}</span>
      </p>
      <ActionButtons actions={actions.filter(({ id }) => id.startsWith('reading.'))} />
    </div>
  )
}

function SilencePart({ silence, actions }: PartProps & { silence: Silence }) {
  const { m, names, now } = useTable()
  const items = runningItems(silence)
  const own = actions.filter(({ about }) => about?.split(' ')[0] === silence.id)
  return (
    <div>
      <p>
        <b>{m.meeting.silence.on(items.map((item) => silencedName(item, names, m)))}</b>
        <SilenceClock silence={silence} now={now} />
      </p>
      <Breaking actions={own.filter(({ id }) => id === 'silence.break')} />
      <ActionButtons actions={own.filter(({ id }) => id !== 'silence.break')} />
    </div>
  )
}

/** More buttons than this would push the text out of a small window. */
const IN_A_ROW = 2

function Breaking({ actions }: PartProps) {
  const { silence: say } = useMessages().meeting
  if (actions.length <= IN_A_ROW) return <ActionButtons actions={actions} />
  return (
    <Menu align="start" trigger={<Button size="small">{`${say.break}…`}</Button>}>
      <ActionItems actions={actions} />
    </Menu>
  )
}

function ToldPart({ silence, onAway }: { silence: Silence; onAway: () => void }) {
  const { m, names } = useTable()
  const { fates, dismiss } = m.meeting.silence
  const said = (item: SilenceItem): string | null => {
    const label = silencedName(item, names, m)
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

function SpeakersPart() {
  const { m, floor, names, now, perform } = useTable()
  const { room, meeting } = m
  const { speakers } = floor
  const next = speakers.waiting.slice(0, 3).map(({ delegation }) => names.delegation(delegation))
  return (
    <div>
      <p>
        {speakers.speaking && <b>{room.speaking(names.delegation(speakers.speaking.delegation))}</b>}
        <SpeakingClock speakers={speakers} now={now} />
        {next.length > 0 && <span>{room.next(next)}</span>}
      </p>
      <Button
        size="small"
        tone="ghost"
        onClick={() => perform({ effect: { kind: 'open', panel: 'speakers' } })}
      >
        {meeting.speakers.open(speakers.waiting.length)}
      </Button>
    </div>
  )
}
