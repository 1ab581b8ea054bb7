// By what factor each thing that is derived from the text grows when the text doubles, for shapes of text that are
// hard on one or another of them. 2 is linear, 4 is quadratic:
//
//     npx tsx tests/bench/doubling.ts
//
// With names of shapes behind it, only these. What takes less than a few ms says nothing, and is left out.
import { derived, givenFrom } from '#tests/doubling/derived.ts'
import { shapes } from '#tests/doubling/shapes.ts'
import { median, print, type Figure } from './figures.ts'

const DOUBLINGS = 3
/** ms below which a time is noise. */
const NOISE = 4
/** ms after which a shape is not doubled any more. */
const LONG = 4_000
const GOAL = 2.3

const asked = process.argv.slice(2)
const timeOf = (work: () => unknown): number => {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

function growth(times: readonly number[]): number[] {
  return times.slice(1).flatMap((time, at) => (times[at]! > NOISE ? [time / times[at]!] : []))
}

for (const { name, size, make } of shapes.filter((each) => asked.length === 0 || asked.includes(each.name))) {
  const sizes = Array.from({ length: DOUBLINGS + 1 }, (_, at) => size * 2 ** at)
  const taken = new Map<string, number[]>()
  for (const each of sizes) {
    let given: ReturnType<typeof givenFrom>
    try {
      given = givenFrom(make(each))
    } catch (error) {
      console.log(`  ${name} ${each}: ${String(error).slice(0, 80)}`)
      break
    }
    for (const [what, work] of Object.entries(derived)) {
      const times = taken.get(what) ?? []
      taken.set(what, times)
      if ((times.at(-1) ?? 0) > LONG) continue
      try {
        // The best of two: the first may have been slowed by whatever was compiled or collected meanwhile.
        const once = timeOf(() => work(given))
        times.push(
          once > 500
            ? once
            : Math.min(
                once,
                timeOf(() => work(given)),
              ),
        )
      } catch (error) {
        console.log(`  ${name} ${each}: ${what}: ${String(error).slice(0, 80)}`)
      }
    }
  }
  const figures = [...taken].flatMap(([what, times]): Figure[] => {
    const samples = growth(times)
    if (samples.length === 0) return []
    const note = `${times.map((time) => time.toFixed(0)).join(' → ')} ms`
    return [{ what, unit: '×', samples, goal: GOAL, ...(median(samples) > GOAL && { note }) }]
  })
  print(`${name}: ${sizes[0]!.toLocaleString('en')} to ${sizes.at(-1)!.toLocaleString('en')}`, figures)
}
