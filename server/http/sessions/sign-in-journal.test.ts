import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { SignInEvents } from '#app/usecases/ports.ts'
import { signInInMemory } from '#tests/builders/sign-in.ts'
import { openJournal } from './sign-in-journal.ts'

const ana = { id: 'ana', email: 'ana@example.org' }
const from = { address: '1.1.1.1', device: 'Firefox' }

function aJournal(events: SignInEvents = signInInMemory().signIns) {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const journal = openJournal(events, { now: () => 1_000 }, { secret: 'secret', log })
  return { journal, events, said: () => lines.join('') }
}

test('what happens at the door is kept and logged; an e-mail in the log is nobody’s', async () => {
  const { journal, events, said } = aJournal()
  await journal.note('signed-in', { user: ana, ...from })
  await journal.note('failed', { user: null, email: ' Hunter2-Is-My-Password ', ...from })
  const [failed, signedIn] = await events.latest(10)
  expect(signedIn).toEqual({ at: 1_000, what: 'signed-in', user: 'ana', account: ana.email, ...from })
  expect(failed).toMatchObject({
    user: null,
    account: expect.stringMatching(/^unknown:[\w-]{16}$/) as string,
  })
  expect(said()).toContain('"event":"failed"')
  expect(said()).toContain('"user":"ana"')
  expect(said()).not.toMatch(/hunter|example\.org/i)
})

test('the same unknown e-mail is the same, whatever its case', async () => {
  const { journal, events } = aJournal()
  for (const email of ['Who@example.org', 'who@example.org ', 'other@example.org'])
    await journal.note('failed', { user: null, email, ...from })
  const [other, second, first] = (await events.latest(3)).map(({ account }) => account)
  expect(second).toBe(first)
  expect(other).not.toBe(first)
})

test('a store that takes nothing stops nobody, and is told to the log', async () => {
  const broken = () => Promise.reject(new Error('disk full'))
  const { journal, said } = aJournal({ add: broken, latest: broken })
  await journal.note('signed-in', { user: ana, ...from })
  expect(said()).toContain('could not be kept')
})
