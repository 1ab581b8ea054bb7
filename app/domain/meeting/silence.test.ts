import { describe, expect, test } from 'vitest'
import type { Deadline } from './deadline.ts'
import type { Result } from '../basics/result.ts'
import {
  beginSilence,
  breakSilence,
  cancelSilence,
  endSilence,
  extendSilence,
  isDue,
  nextDeadline,
  silencedParagraphs,
  underSilence,
  type Silence,
  type SilenceItem,
  type SilenceRefusal,
} from './silence.ts'

const at = Date.UTC(2025, 2, 4, 23)
const deadline: Deadline = { day: '2025-03-04', time: '18:00', zone: 'America/New_York', offset: -300 }
const later: Deadline = { ...deadline, time: '19:00' }
const before = at - 1
const item = (subject: string): Omit<SilenceItem, 'fate'> => ({
  kind: subject.includes(':') ? 'proposal' : 'paragraph',
  subjects: subject.split(' '),
  paragraph: 'p1',
  label: 'OP 1',
})
const begun = (...subjects: string[]): Silence => {
  const begun = beginSilence([], { id: 's', items: subjects.map(item), deadline, now: at - 1000 })
  if (!begun.ok) throw new Error(begun.refusal.kind)
  return begun.value
}
const mexico = { delegation: 'MEX', user: 'u', reason: 'instructions' }

/** `p1 running, p2 broken`, with `over` when nothing runs. */
const write = (given: Result<Silence, SilenceRefusal>): string =>
  given.ok
    ? `${given.value.items.map(({ subjects, fate }) => `${subjects.join('+')} ${fate.kind}`).join(', ')}${given.value.endedAt === null ? '' : ', over'}`
    : given.refusal.kind

const over = begun('p1')
const ended = endSilence(over, at, () => ({ kind: 'held' }))

describe('silence', () => {
  test.each<[string, Result<Silence, SilenceRefusal>, string]>([
    [
      'begins on a paragraph',
      beginSilence([], { id: 's', items: [item('p1')], deadline, now: before }),
      'p1 running',
    ],
    [
      'does not begin at its deadline',
      beginSilence([], { id: 's', items: [item('p1')], deadline, now: at }),
      'deadline-past',
    ],
    [
      'does not begin on what is under silence',
      beginSilence([begun('MEX:1 MEX:2')], { id: 't', items: [item('MEX:2')], deadline, now: before }),
      'silence-running',
    ],
    [
      'begins again on what was under silence',
      beginSilence([ended], { id: 't', items: [item('p1')], deadline, now: before }),
      'p1 running',
    ],
    [
      'is broken on one thing and goes on on others',
      breakSilence(begun('p1', 'p2'), 'p1', mexico, before),
      'p1 broken, p2 running',
    ],
    [
      'is over when it is broken on the last',
      breakSilence(begun('p1'), 'p1', mexico, before),
      'p1 broken, over',
    ],
    [
      'is broken on a proposal by any of its entries',
      breakSilence(begun('MEX:1 MEX:2'), 'MEX:2', mexico, before),
      'MEX:1+MEX:2 broken, over',
    ],
    ['is broken in the last millisecond', breakSilence(begun('p1'), 'p1', mexico, at - 1), 'p1 broken, over'],
    ['is not broken at the deadline itself', breakSilence(begun('p1'), 'p1', mexico, at), 'silence-over'],
    [
      'is not broken after it, though nothing is decided yet',
      breakSilence(begun('p1'), 'p1', mexico, at + 5000),
      'silence-over',
    ],
    [
      'is not broken when it has held, though the clock was put back',
      breakSilence(ended, 'p1', mexico, before),
      'silence-over',
    ],
    ['is not broken where there is none', breakSilence(undefined, 'p1', mexico, before), 'no-such-silence'],
    [
      'is not broken on what it is not about',
      breakSilence(begun('p1'), 'p2', mexico, before),
      'silence-over',
    ],
    ['is extended', extendSilence(begun('p1'), later, before), 'p1 running'],
    [
      'is not extended to the same moment',
      extendSilence(begun('p1'), deadline, before),
      'deadline-not-later',
    ],
    ['is not extended after its deadline', extendSilence(begun('p1'), later, at), 'silence-over'],
    ['is cancelled', cancelSilence(begun('p1', 'p2'), before), 'p1 cancelled, p2 cancelled, over'],
    ['is not cancelled twice', cancelSilence(ended, before), 'silence-over'],
  ])('%s', (_, given, expected) => expect(write(given)).toBe(expected))

  test('leaves what was broken before as it is when the rest is cancelled', () => {
    const broken = breakSilence(begun('p1', 'p2'), 'p2', mexico, before)
    expect(write(cancelSilence(broken.ok ? broken.value : undefined, before))).toBe(
      'p1 cancelled, p2 broken, over',
    )
  })

  test('is extended by the clock of its zone', () =>
    expect(extendSilence(begun('p1'), later, before)).toMatchObject({
      value: { at: at + 3_600_000, deadline: later },
    }))
})

describe('at the deadline', () => {
  /** The server looks at these moments, after its start or a jump of its clock. */
  test.each<[string, number[], boolean[]]>([
    ['the server decides at the very moment', [at - 1, at], [false, true]],
    ['it decides when it was down meanwhile', [at + 86_400_000], [true]],
    [
      'it decides once, also when its clock is put back and passes again',
      [at, at - 3_600_000, at + 1],
      [true, false, false],
    ],
    ['a clock that jumps ahead decides at once', [at - 60_000, at + 3_600_000], [false, true]],
    [
      'a clock that is put back before it decides waits again',
      [at - 1, at - 3_600_000, at],
      [false, false, true],
    ],
  ])('%s', (_, moments, decides) => {
    let silence = begun('p1')
    const decided = moments.map((now) => {
      const due = isDue(silence, now)
      if (due) silence = endSilence(silence, now, () => ({ kind: 'held' }))
      return due
    })
    expect(decided).toEqual(decides)
  })
})

test.each<[string, Silence[], number | null]>([
  ['none without silences', [], null],
  ['none when all are over', [ended], null],
  ['the earliest', [begun('p1'), { ...begun('p2'), at: at - 50 }], at - 50],
])('the next deadline is %s', (_, silences, expected) => expect(nextDeadline(silences)).toBe(expected))

describe('what is under silence', () => {
  const one = begun('p1', 'MEX:1 MEX:2')
  const broken = breakSilence(one, 'p1', mexico, before)
  const cases: [string, Silence[], string[], string[]][] = [
    ['is each paragraph and each entry of a proposal', [one], ['p1', 'MEX:1', 'MEX:2'], ['p1']],
    ['is no longer what was broken', broken.ok ? [broken.value] : [], ['MEX:1', 'MEX:2'], ['p1']],
    ['is nothing of what has ended', [ended], [], []],
    ['is nothing where there is none', [], [], []],
  ]
  test.each(cases)('%s', (_, silences, subjects, paragraphs) => {
    expect([...underSilence(silences).keys()]).toEqual(subjects)
    expect([...silencedParagraphs(silences)]).toEqual(paragraphs)
  })
})
