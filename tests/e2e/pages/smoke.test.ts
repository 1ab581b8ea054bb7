import { expect, test } from 'vitest'
import { withHouse } from '../browser/browsers.ts'
import { alike } from '../browser/participant.ts'

const house = withHouse()

test('what one delegation types is saved, and everyone sees it with its name', async () => {
  const seats = await house().table('demo', 'Mexico', 'Canada', 'Chair', 'Observer')
  const [mexico, canada] = seats
  await mexico!.typeAfter('no State can govern migration', ' well')
  const text = await alike(...seats)
  expect(text.filter((each) => each.includes('{+MEX: well+}'))).toHaveLength(1)
  expect(await canada!.paragraph('govern migration well')).toContain(
    'govern migration{+MEX: well+} on its own',
  )
})
