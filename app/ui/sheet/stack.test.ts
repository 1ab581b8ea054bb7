import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stack } from './stack.ts'

const cards = (...pairs: [number, number][]) => pairs.map(([anchor, height]) => ({ anchor, height }))

describe('stack', () => {
  test.each<[string, ReturnType<typeof cards>, number | null, number[]]>([
    ['has nothing to place', [], null, []],
    ['stands at its anchor alone', cards([40, 10]), null, [40]],
    ['leaves those apart where they are', cards([0, 10], [50, 10]), null, [0, 50]],
    ['pushes the next one down', cards([0, 30], [10, 10]), null, [0, 32]],
    ['pushes several down in a row', cards([0, 30], [0, 30], [0, 30]), null, [0, 32, 64]],
    ['lets one after a crowd stand at its anchor again', cards([0, 30], [0, 30], [90, 5]), null, [0, 32, 90]],
    ['puts the pinned one at its anchor and those before it up', cards([50, 30], [60, 30]), 1, [28, 60]],
    [
      'leaves those before the pinned one in their places where there is room',
      cards([10, 10], [10, 10], [90, 10]),
      2,
      [10, 22, 90],
    ],
    ['pushes those after the pinned one down', cards([50, 30], [50, 30], [50, 5]), 1, [18, 50, 82]],
    ['moves the pinned one down when there is no room above', cards([0, 30], [10, 30]), 1, [0, 32]],
    ['puts nothing above the top', cards([-20, 10]), 0, [0]],
    ['ignores a pin that is not there', cards([5, 10]), 7, [5]],
  ])('%s', (_, given, pinned, tops) => expect(stack(given, 2, pinned)).toEqual(tops))

  test('never lets two touch and never leaves the order', () => {
    const card = fc.record({ anchor: fc.nat(2000), height: fc.integer({ min: 1, max: 300 }) })
    fc.assert(
      fc.property(fc.array(card, { minLength: 1, maxLength: 30 }), fc.nat(40), (given, pin) => {
        const ordered = given.sort((a, b) => a.anchor - b.anchor)
        const tops = stack(ordered, 8, pin < ordered.length ? pin : null)
        tops.forEach((top, at) => {
          expect(top).toBeGreaterThanOrEqual(at === 0 ? 0 : tops[at - 1]! + ordered[at - 1]!.height + 8)
        })
      }),
    )
  })
})
