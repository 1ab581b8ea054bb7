import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'

const browsers = withBrowsers()

test('what one delegation types is saved, and everyone sees it with its name', async () => {
  const participants = await browsers().join('demo', 'Mexico', 'Canada', 'Chair', 'Observer')
  const [mexico, canada] = participants
  await mexico!.typeAfter('no State can govern migration', ' well')
  const text = await allRead(...participants)
  expect(text.filter((each) => each.includes('{+MEX: well+}'))).toHaveLength(1)
  expect(await canada!.paragraph('govern migration well')).toContain(
    'govern migration{+MEX: well+} on its own',
  )
})
