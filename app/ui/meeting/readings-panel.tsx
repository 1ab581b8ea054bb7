import { Link } from '@remix-run/react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { progressIn, type Reading } from '#app/domain/meeting/reading.ts'
import type { Labels } from '#app/display/labels.ts'
import { useMessages } from '../kit/messages-context.tsx'

/** The readings of a draft: where the one that goes on is, and what each has left. Nothing before the first. */
export function ReadingsPanel({
  draft,
  readings,
  labels,
}: {
  draft: string
  readings: readonly Reading[]
  labels: Labels
}) {
  const { reading: say } = useMessages().meeting
  if (readings.length === 0) return null
  return (
    <section className="panel">
      <h2>{say.title}</h2>
      <ol className="readings">
        {[...readings].reverse().map((reading) => (
          <li key={reading.id}>
            <p>
              <b>{say.name(reading.number)}</b> · {say.held(reading.meeting, reading.date)}
            </p>
            <Progress {...{ reading, labels }} />
            <LeftIn {...{ draft, reading, labels }} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** "4 of 15 read · next: OP 5 · goes on now" */
function Progress({ reading, labels }: { reading: Reading; labels: Labels }) {
  const { reading: say } = useMessages().meeting
  const { taken, total, next } = progressIn(reading, (id) => id in labels)
  const goesOn = reading.closedAt === null
  const ahead = goesOn && [next ? say.next(labels[next] ?? '') : say.done, say.goesOn].join(' · ')
  return <p className="quiet">{[say.progress(taken, total), ahead].filter(Boolean).join(' · ')}</p>
}

/** What was left open on the paragraphs that were read. */
function LeftIn({ draft, reading, labels }: { draft: string; reading: Reading; labels: Labels }) {
  const { reading: say } = useMessages().meeting
  const left = reading.paragraphs.flatMap((id: ParagraphId) => {
    const points = reading.taken[id]
    return points && points.brackets + points.proposals > 0 ? [{ id, points }] : []
  })
  if (left.length === 0) return null
  return (
    <ul>
      {left.map(({ id, points }) => (
        <li key={id}>
          <Link to={`/drafts/${draft}#${id}`}>{labels[id] ?? '·'}</Link> {say.leftWith(points)}
        </li>
      ))}
    </ul>
  )
}
