import { expect, it } from 'vitest'
import { CoolingOff } from './cooling-off.ts'

it.each([
  ['a second for the first time', [0], 0, 1_000],
  ['twice as long each time', [0, 2_000, 5_000], 5_000, 4_000],
  ['a minute at most', Array.from({ length: 20 }, (_, n) => n), 20, 59_999],
  ['nothing when it is over', [0], 1_000, 0],
  ['a second again after ten quiet minutes', [0, 2_000, 900_000], 900_000, 1_000],
])('keeps an offender out for %s', (_, offences, now, left) => {
  const cooling = new CoolingOff()
  for (const at of offences) cooling.start('someone', at)
  expect(cooling.left('someone', now)).toBe(left)
  expect(cooling.left('someone else', now)).toBe(0)
})
