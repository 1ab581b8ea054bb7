const width = 120
const height = 24

/** A small plot beside its figures; those who do not see it lose nothing. */
export function Sparkline({ values, most }: { values: readonly number[]; most: number }) {
  if (values.length === 0) return null
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path className="area" d={`${stepsOf(values, most)}V${height}H0Z`} />
      <path className="line" d={stepsOf(values, most)} />
    </svg>
  )
}

/** Steps: what was open at a moment stays so until the next. */
function stepsOf(values: readonly number[], most: number): string {
  const across = width / values.length
  const y = (value: number) => height - 2 - ((height - 4) * value) / Math.max(1, most)
  return values
    .map((value, at) => `${at === 0 ? `M0 ${y(value)}` : `V${y(value)}`}H${(at + 1) * across}`)
    .join('')
}
