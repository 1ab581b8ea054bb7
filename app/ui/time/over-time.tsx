import { useMessages } from '../kit/messages-context.tsx'

export type Totals = { at: number; brackets: number; proposals: number; openParagraphs: number }

const width = 640
const height = 200
const inset = { top: 12, right: 12, bottom: 26, left: 34 }
const series = ['brackets', 'proposals', 'openParagraphs'] as const

/** Brackets, proposals and open paragraphs over time, as steps; the figures stand in a table below. */
export function OverTime({ totals }: { totals: readonly Totals[] }) {
  const { convergence: say, when, revisions } = useMessages()
  const [first, last] = [totals[0], totals.at(-1)]
  if (!first || !last) return null
  const most = Math.max(1, ...totals.flatMap((each) => series.map((name) => each[name])))
  const floor = height - inset.bottom
  const x = (at: number) =>
    inset.left +
    (last.at === first.at ? 0 : ((at - first.at) / (last.at - first.at)) * (width - inset.left - inset.right))
  const y = (value: number) => inset.top + (floor - inset.top) * (1 - value / most)
  const path = (name: (typeof series)[number]) =>
    totals
      .map((each, at) => (at === 0 ? `M${x(each.at)} ${y(each[name])}` : `H${x(each.at)}V${y(each[name])}`))
      .join('')
  return (
    <figure className="plot-frame">
      <ul className="legend">
        {series.map((name) => (
          <li key={name} data-series={name}>
            {say[name]} <b>{last[name]}</b>
          </li>
        ))}
      </ul>
      <svg
        className="plot over-time"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={say.overTimeSaid(first, last)}
      >
        <line className="axis" x1={inset.left} x2={width - inset.right} y1={floor} y2={floor} />
        {[0, most].map((value) => (
          <text key={value} x={inset.left - 6} y={y(value) + 4} textAnchor="end">
            {value}
          </text>
        ))}
        {series.map((name) => (
          <path key={name} className="line" data-series={name} d={path(name)} />
        ))}
        <text x={inset.left} y={height - 8}>
          {when.moment(first.at)}
        </text>
        {last.at > first.at && (
          <text x={width - inset.right} y={height - 8} textAnchor="end">
            {when.moment(last.at)}
          </text>
        )}
      </svg>
      <details className="figures">
        <summary>{revisions.plotTable}</summary>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{say.when}</th>
              {series.map((name) => (
                <th key={name} scope="col" className="figure">
                  {say[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {totals.map((each) => (
              <tr key={each.at}>
                <td>{when.moment(each.at)}</td>
                {series.map((name) => (
                  <td key={name} className="figure">
                    {each[name]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
