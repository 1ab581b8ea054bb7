import { describe, expect, test } from 'vitest'
import { AckTracker } from './ack-tracker.ts'

type Step = (acks: AckTracker) => void
const opened: Step = (acks) => acks.opened()
const answers: Step = (acks) => acks.sendsMissing(0, 0)
const writes: Step = (acks) => acks.sends(1, 0)
const held: Step = (acks) => acks.held(0)
const stored =
  (count: number): Step =>
  (acks) =>
    acks.acknowledged(count, 5)

describe('“Saved”', () => {
  const cases: [when: string, isSaved: boolean, hasUnsaved: boolean, steps: Step[]][] = [
    ['is not said before the room was answered', false, false, [opened]],
    ['is not said while the answer is under way', false, false, [opened, answers]],
    ['is said when the answer is stored', true, false, [opened, answers, stored(1)]],
    ['is not said while words are under way', false, true, [opened, answers, stored(1), writes]],
    [
      'is not said when only the older words are stored',
      false,
      true,
      [opened, answers, writes, writes, stored(2)],
    ],
    ['is said when all words are stored', true, false, [opened, answers, writes, writes, stored(3)]],
    [
      'is not said of words that were under way when the line was cut',
      false,
      true,
      [opened, answers, stored(1), writes, opened],
    ],
    [
      'is not said on the word of the connection before',
      false,
      true,
      [opened, answers, stored(1), writes, opened, answers],
    ],
    [
      'is said when the new connection has stored them',
      true,
      false,
      [opened, answers, stored(1), writes, opened, answers, stored(1)],
    ],
    ['is not said of words written without a line', false, true, [opened, answers, stored(1), held]],
    ['is not said of words from before the line was there', false, true, [held, opened, answers]],
    ['is not said when an update is stored before the answer is', false, false, [opened, stored(1)]],
  ]
  test.each(cases)('%s', (_, isSaved, hasUnsaved, steps) => {
    const acks = new AckTracker()
    for (const step of steps) step(acks)
    expect({ isSaved: acks.isSaved, hasUnsaved: acks.hasUnsaved }).toEqual({ isSaved, hasUnsaved })
  })

  test('knows how far one’s words are stored, when, and how long it took', () => {
    const acks = new AckTracker()
    acks.opened()
    acks.sendsMissing(3, 100)
    acks.sends(4, 200)
    acks.sends(5, 300)
    acks.acknowledged(2, 250)
    expect(acks).toMatchObject({ storedClock: 4, savedAt: 250, commit: 50, oldest: 300 })
  })

  test('an answer without words is no save', () => {
    const acks = new AckTracker()
    acks.opened()
    acks.sendsMissing(3, 100)
    acks.acknowledged(1, 150)
    expect(acks.savedAt).toBeNull()
  })
})
