import { useId } from 'react'
import { useMessages } from '../kit/messages-context.tsx'
import { stretchOf, type Stretch } from './moment.ts'

const width = 1000
const height = 60
const floor = 56

/** How much was written when, with a slider over it. Stretches without words are left out, so nights are short. */
export function TimeSlider({
  activity,
  update,
  said,
  onStretch,
  onKey,
}: {
  activity: readonly Stretch[]
  update: number
  /** The moment in words. */
  said: string
  onStretch: (update: number) => void
  /** Whether a key was for the steps. */
  onKey: (event: React.KeyboardEvent) => boolean
}) {
  const { time: say } = useMessages()
  const id = useId()
  const at = stretchOf(activity, update)
  return (
    <div className="time-slider">
      <ActivityPlot activity={activity} at={at} />
      <label className="unseen" htmlFor={id}>
        {say.slider}
      </label>
      <input
        id={id}
        type="range"
        min={-1}
        max={activity.length - 1}
        step={1}
        value={at}
        style={{ marginInline: `calc(${50 / (activity.length + 1)}% - 8px)` }}
        aria-valuetext={said}
        onChange={(event) => {
          const to = Number(event.currentTarget.value)
          onStretch(to < 0 ? 0 : activity[to]!.update)
        }}
        onKeyDown={(event) => {
          if (onKey(event)) event.preventDefault()
        }}
      />
    </div>
  )
}

function ActivityPlot({ activity, at }: { activity: readonly Stretch[]; at: number }) {
  const { time: say, when } = useMessages()
  const most = Math.max(1, ...activity.map(({ updates }) => updates))
  const total = activity.reduce((sum, { updates }) => sum + updates, 0)
  const step = width / (activity.length + 1)
  const wide = Math.min(step * 0.8, width / 60)
  const place = (index: number) => (index + 1.5) * step
  const days = daysOf(activity)
  const every = Math.ceil(days.length / 10)
  return (
    <div className="activity-frame">
      <svg
        className="plot activity"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${say.plot}. ${say.plotSaid(total, activity[0]!.from, activity.at(-1)!.to)}`}
      >
        {days.map(({ index }) => (
          <line
            key={index}
            className="axis"
            x1={place(index) - step / 2}
            x2={place(index) - step / 2}
            y1={4}
            y2={floor}
          />
        ))}
        {activity.map(({ update, updates }, index) => {
          // A root: hours of ten changes are seen beside hours of ten thousand.
          const tall = Math.max(2, (floor - 6) * Math.sqrt(updates / most))
          return (
            <rect
              key={update}
              className={index <= at ? 'past' : undefined}
              x={place(index) - wide / 2}
              y={floor - tall}
              width={wide}
              height={tall}
            />
          )
        })}
        <line className="here" x1={place(at)} x2={place(at)} y1={0} y2={floor + 4} />
      </svg>
      <div className="activity-days" aria-hidden="true">
        {days
          .filter((_, count) => count % every === 0)
          .map(({ index, from }) => (
            <span key={index} style={{ left: `${(100 * (place(index) - step / 2)) / width}%` }}>
              {when.day(when.machine(from)).replace(/,? \d{4}$/, '')}
            </span>
          ))}
      </div>
    </div>
  )
}

/** The first stretch of each day. */
function daysOf(activity: readonly Stretch[]): { index: number; from: number }[] {
  const dayOf = (at: number) => Math.floor(at / 86_400_000)
  return activity.flatMap(({ from }, index) =>
    index === 0 || dayOf(activity[index - 1]!.from) !== dayOf(from) ? [{ index, from }] : [],
  )
}
