import { describe, expect, test } from 'vitest'
import type { SaidWithin } from '#app/domain/floor/comment.ts'
import { saidWithinSchema } from './schema.ts'

/** One of each kind; a new kind does not compile until it is here. */
const whole: { [K in SaidWithin['kind']]: Extract<SaidWithin, { kind: K }> } = {
  comment: {
    kind: 'comment',
    about: { kind: 'proposal', paragraph: 'p1', proposals: ['CAN:1'] },
    text: '@Luis?',
    mentions: [{ kind: 'person', user: 'u1', name: 'Luis' }],
  },
  reply: { kind: 'reply', thread: 't1', text: 'No.', mentions: [] },
  'resolve-thread': { kind: 'resolve-thread', thread: 't1' },
  'reopen-thread': { kind: 'reopen-thread', thread: 't1' },
}

describe('a comment within a delegation', () => {
  test.each(Object.entries(whole))('(%s) passes as it is', (_, said) =>
    expect(saidWithinSchema.parse(said)).toEqual(said),
  )
  test.each<[string, unknown]>([
    ['for another delegation', { ...whole.reply, delegation: 'CAN' }],
    [
      'that calls upon a delegation',
      { ...whole.reply, mentions: [{ kind: 'delegation', code: 'CAN', name: 'Canada' }] },
    ],
    ['about nothing', { ...whole.comment, about: null }],
    ['that is nothing', null],
  ])('%s is refused', (_, given) => expect(saidWithinSchema.safeParse(given).success).toBe(false))
})
