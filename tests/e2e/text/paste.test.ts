import { expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead } from '../browser/participant.ts'

const browsers = withBrowsers()

const WORDS = 10_000
const words = (count: number, first = 0): string =>
  Array.from({ length: count }, (_, at) => `word${first + at}`).join(' ')

test('ten thousand words pasted into a paragraph are there for everybody, and one goes on typing', async () => {
  const [mexico, canada] = await browsers().join(await browsers().newDraft(), 'Mexico', 'Canada')
  await mexico.caretAfter('to widen')
  await mexico.paste(` ${words(WORDS)}`)
  await mexico.stored()
  await mexico.type(' and')
  await allRead(mexico, canada)
  expect(await canada.paragraph('to widen')).toBe(
    `To urge member states to widen{+MEX: ${words(WORDS)} and+} regular pathways for migration.`,
  )
})

test('ten thousand words in a hundred lines are a hundred new paragraphs, taken back in one step', async () => {
  const [mexico, canada] = await browsers().join(await browsers().newDraft(), 'Mexico', 'Canada')
  const before = await canada.text()
  const lines = Array.from({ length: 100 }, (_, at) => `${words(WORDS / 100, (at * WORDS) / 100)}.`)
  await mexico.caretAfter('pathways for migration.')
  await mexico.paste(`\n${lines.join('\n')}`)
  await mexico.stored()
  await allRead(mexico, canada)
  expect((await canada.text()).filter((each) => each.startsWith('{+MEX:word'))).toEqual(
    lines.map((line) => `{+MEX:${line}+}`),
  )
  await mexico.press('Control+z')
  await mexico.stored()
  await expect.poll(() => canada.text()).toEqual(before)
})
