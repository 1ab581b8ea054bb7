import { useMessages } from './messages-context.tsx'

export type PlotMark = { label: string; value: number }

const width = 560
const height = 120
const inset = { top: 24, right: 20, bottom: 26, left: 20 }

/**
 * Brackets over the revisions as steps: what stood in each issue stands until the next one. The figures are
 * in a table below for those who do not see the picture.
 */
export function Plot({ marks, title }: { marks: readonly PlotMark[]; title: string }) {
  const { revisions, words } = useMessages()
  if (marks.length === 0) return null
  const places = placed(marks)
  const floor = height - inset.bottom
  const line = places.map(({ x, y }, at) => (at === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('')
  const first = places[0]!
  const last = places.at(-1)!
  const every = Math.ceil(marks.length / 12)
  return (
    <figure className="plot-frame">
      <svg className="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        <path className="area" d={`${line}V${floor}H${first.x}Z`} />
        <line className="axis" x1={inset.left} x2={width - inset.right} y1={floor} y2={floor} />
        <path className="line" d={line} />
        {places.map(({ x, y, label, value }, at) => (
          <g key={label}>
            <circle cx={x} cy={y} r={4} className={at === places.length - 1 ? 'last' : undefined} />
            {(at % every === 0 || at === places.length - 1) && (
              <>
                <text className="value" x={x} y={y - 10} textAnchor={anchor(at, places.length)}>
                  {value}
                </text>
                <text x={x} y={height - 8} textAnchor={anchor(at, places.length)}>
                  {label}
                </text>
              </>
            )}
          </g>
        ))}
      </svg>
      <figcaption className="plot-said">{revisions.plotSaid(first.value, last.value)}</figcaption>
      <details className="figures">
        <summary>{revisions.plotTable}</summary>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{words.issue}</th>
              <th scope="col" className="figure">
                {revisions.brackets}
              </th>
            </tr>
          </thead>
          <tbody>
            {marks.map(({ label, value }) => (
              <tr key={label}>
                <td>{label}</td>
                <td className="figure">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

const anchor = (at: number, length: number) =>
  length === 1 ? 'start' : at === 0 ? 'start' : at === length - 1 ? 'end' : 'middle'

function placed(marks: readonly PlotMark[]) {
  const most = Math.max(1, ...marks.map(({ value }) => value))
  const across = width - inset.left - inset.right
  const down = height - inset.top - inset.bottom
  return marks.map((mark, at) => ({
    ...mark,
    x: inset.left + (marks.length === 1 ? 0 : (across * at) / (marks.length - 1)),
    y: inset.top + down * (1 - mark.value / most),
  }))
}
