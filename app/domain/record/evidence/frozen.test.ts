import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aDraft, aRevision, aTransmission, anEntry } from '#tests/builders/samples.ts'
import {
  freezeRevision,
  freezeTransmission,
  keptRevision,
  paperFault,
  papersIn,
  type KeptRevision,
} from './frozen.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const header = aDraft()
const kept = keptRevision(aRevision(header, 1))
const step = aTransmission(header, { revision: 1 })
const [revision, transmission] = [freezeRevision(kept, sha256), freezeTransmission(step, sha256)]
const { symbol } = revision

test('the hash of the content is that of its text as it is stored', () =>
  expect(revision.frozen.content).toBe(sha256(kept.content)))

test.each<[string, Partial<KeptRevision>]>([
  ['number', { number: 2 }],
  ['symbol', { symbol: 'other' }],
  ['date', { date: '2024-01-01' }],
  ['time', { issuedAt: 1 }],
  ['author', { issuedBy: 'u3' }],
  ['count of brackets', { brackets: 9 }],
  ['content', { content: kept.content.replace('urge', 'beg') }],
])('another %s is another paper', (_, change) =>
  expect(freezeRevision({ ...kept, ...change }, sha256).frozen.row).not.toBe(revision.frozen.row),
)

const entry = (what: string, detail: object) => anEntry(header.id, 5, { what, detail: { ...detail } })
const issue = { symbol, date: '2024-03-14', renumber: false }
const sent = { revision: 1, to: 'CIDI', symbol: step.symbol, date: '2024-05-02' }

test.each<[string, ReturnType<typeof entry>, object[]]>([
  [
    'issue',
    entry('issue-revision', { ...issue, number: 1, frozen: revision.frozen }),
    [{ ...revision, entry: 5 }],
  ],
  [
    'issue of an earlier version',
    entry('issue-revision', issue),
    [{ kind: 'revision', id: null, symbol, frozen: null, entry: 5 }],
  ],
  [
    'transmission',
    entry('transmit', { ...sent, transmission: step.id, frozen: transmission.frozen }),
    [{ ...transmission, entry: 5 }],
  ],
  [
    'step after it',
    entry('pass-on', { ...sent, transmission: 'before', onward: step.id, frozen: transmission.frozen }),
    [{ ...transmission, entry: 5 }],
  ],
  [
    'cover of what an earlier version froze',
    entry('log-covered', { papers: [revision, transmission] }),
    [
      { ...revision, entry: 5 },
      { ...transmission, entry: 5 },
    ],
  ],
  ['cover of the log alone', entry('log-covered', {}), []],
  ['decision', entry('accept', { proposals: [] }), []],
])('the entry of an %s names its papers', (_, given, papers) => expect(papersIn(given)).toEqual(papers))

describe('papers', () => {
  const claim = { ...revision, entry: 5 }
  const before = { ...claim, id: null, frozen: null }
  const paper = { kind: 'revision', symbol }

  test.each<[string, Parameters<typeof paperFault>[0], Parameters<typeof paperFault>[1], object | null]>([
    ['as they were frozen', [claim], [revision], null],
    ['of an earlier version', [before], [revision], null],
    ['none', [], [], null],
    [
      'with another content',
      [claim],
      [{ ...revision, frozen: { ...revision.frozen, content: 'x' } }],
      { kind: 'paper-changed', paper, entry: 5 },
    ],
    [
      'with another row',
      [claim],
      [{ ...revision, frozen: { ...revision.frozen, row: 'x' } }],
      { kind: 'paper-changed', paper, entry: 5 },
    ],
    [
      'of an earlier version under another symbol',
      [{ ...before, id: '1' }],
      [{ ...revision, symbol: 'other' }],
      { kind: 'paper-changed', paper, entry: 5 },
    ],
    ['gone', [claim], [transmission], { kind: 'paper-missing', paper, entry: 5 }],
    ['of which no entry says anything', [], [revision], { kind: 'paper-unrecorded', paper }],
  ])('%s', (_, claims, papers, fault) => expect(paperFault(claims, papers)).toEqual(fault))
})
