import { describe, expect, test } from 'vitest'
import { Bucket, PATIENCE, costOf } from './pace.ts'

test.each([
  ['GET', '/drafts/d1', 5],
  ['GET', '/drafts/d1/convergence', 12],
  ['GET', '/drafts/d1/convergence.csv', 12],
  ['GET', '/notices', 3],
  ['GET', '/drafts/d1.data', 2],
  ['GET', '/notices/count', 1],
  ['GET', '/__manifest', 1],
  ['GET', '/drafts/d1/time/moment', 2],
  ['GET', '/drafts/d1/revisions/now/rolling.docx', 4],
  ['GET', '/drafts/d1/record.json', 4],
  ['HEAD', '/drafts/d1/record.csv', 4],
  ['POST', '/drafts/d1/statements', 2],
  ['PROPFIND', '/notices/count', 2],
])('%s %s costs %i', (method, path, cost) => expect(costOf(method, path)).toBe(cost))

describe('a bucket of 30 points that gets 10 a second', () => {
  const bucket = () => new Bucket({ perSecond: 10, burst: 30 }, 0)

  test.each<[string, [cost: number, now: number][], { ok: boolean; wait: number }]>([
    ['lets in what it has', [[30, 0]], { ok: true, wait: 0 }],
    [
      'has what is beyond that waited for',
      [
        [30, 0],
        [5, 0],
      ],
      { ok: true, wait: 500 },
    ],
    [
      'counts what is waited for',
      [
        [30, 0],
        [5, 0],
        [5, 0],
      ],
      { ok: true, wait: 1_000 },
    ],
    [
      'is filled by time',
      [
        [30, 0],
        [5, 500],
      ],
      { ok: true, wait: 0 },
    ],
    [
      'has no more than its burst',
      [
        [30, 0],
        [31, 60_000],
      ],
      { ok: true, wait: 100 },
    ],
    [
      'sends away whoever would wait too long',
      [
        [30, 0],
        [30, 0],
        [1, 0],
      ],
      { ok: false, wait: 3_100 },
    ],
    [
      'takes nothing from whoever is sent away',
      [
        [30, 0],
        [30, 0],
        [9, 0],
        [1, 100],
      ],
      { ok: true, wait: PATIENCE },
    ],
    [
      'is not emptied by a clock that goes back',
      [
        [30, 1_000],
        [5, 0],
      ],
      { ok: true, wait: 500 },
    ],
  ])('%s', (_, asked, last) => {
    const filled = bucket()
    const answers = asked.map(([cost, now]) => filled.take(cost, now))
    expect(answers.at(-1)).toEqual({ ok: last.ok, wait: expect.closeTo(last.wait) as number })
  })
})
