import { median } from '#tests/bench/figures.ts'
import { JUDGEMENT, type Goal, type Measured, type Row, type Scenario } from '../scenario.ts'
import { TARGETS } from '../servers/targets.ts'

/** What the rounds of a scenario measured, by key of target. */
export type Rounds = ReadonlyMap<string, readonly Measured[]>

const NAME = 38
const CELL = 23

export const short = (value: number): string => {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : '∞'
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** The median of a row over the rounds; of a judgement the worst. NaN where nothing was measured. */
export function valueOf(row: Row, rounds: readonly Measured[]): number {
  const values = rounds.map((round) => round[row.figure] ?? NaN).filter((value) => !Number.isNaN(value))
  if (values.length === 0) return NaN
  return JUDGEMENT.includes(row) ? Math.max(...values) : median(values)
}

/** Whether a value is as it must be; `of` tells another target's value of the same row. Null when nobody can say. */
export function isMet(goal: Goal, value: number, of: (target: string) => number): boolean | null {
  if (Number.isNaN(value)) return false
  if ('atMost' in goal) return value <= goal.atMost
  if ('atLeast' in goal) return value >= goal.atLeast
  const other = of(goal.of)
  return Number.isNaN(other) ? null : value >= goal.atLeastTimes * other
}

const wordsOf = (goal: Goal, unit: string): string => {
  if ('atMost' in goal) return `≤ ${goal.atMost} ${unit}`
  if ('atLeast' in goal) return `≥ ${goal.atLeast.toLocaleString('en')} ${unit}`
  return `≥ ${goal.atLeastTimes} × ${TARGETS[goal.of]!.name}`
}

/** The table of a scenario: a row a figure, a column a target, with each peer's ratio to the first target of ours. */
export function table(scenario: Scenario, keys: readonly string[], rounds: Rounds): string {
  const first = keys.find((key) => TARGETS[key]!.isOurs)
  const head = ['', ...keys.map((key) => TARGETS[key]!.name)]
  const lines = scenario.rows.flatMap((row) => {
    const of = (key: string) => valueOf(row, rounds.get(key) ?? [])
    if (keys.every((key) => Number.isNaN(of(key)))) return []
    const own = first ? of(first) : NaN
    const cells = keys.map((key) => {
      const value = of(key)
      const isCompared = key !== first && !JUDGEMENT.includes(row) && own > 0 && value > 0
      return `${short(value)}${isCompared ? ` (×${short(value / own)})` : ''}`
    })
    const judged = row.goal ? judgement(row.goal, row.unit, keys, of) : ''
    return [`${line([`${row.figure}${row.unit && `, ${row.unit}`}`, ...cells])}${judged}`]
  })
  return [`\n${scenario.title}`, line(head), ...lines].join('\n')
}

function judgement(goal: Goal, unit: string, keys: readonly string[], of: (key: string) => number): string {
  const ours = keys.filter((key) => TARGETS[key]!.isOurs)
  if (ours.length === 0) return ''
  const verdicts = ours.map((key) => isMet(goal, of(key), of))
  const said = verdicts.map((met) => (met === null ? 'not compared' : met ? 'met' : 'MISSED')).join(' / ')
  return `   goal ${wordsOf(goal, unit)}: ${said}`
}

const line = ([name = '', ...cells]: readonly string[]): string =>
  [`  ${name}`.padEnd(NAME), ...cells.map((cell) => cell.padStart(CELL))].join(' ')
