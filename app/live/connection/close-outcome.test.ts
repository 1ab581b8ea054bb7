import { expect, test } from 'vitest'
import { CLOSE } from '#app/document/wire.ts'
import { closeOutcome } from './close-outcome.ts'

const cases: [what: string, code: number, reason: string, outcome: object][] = [
  ['a server that restarts is come back to at once', 1012, '', { kind: 'again', after: 'restart' }],
  ['a server that stops too', 1001, 'stopping', { kind: 'again', after: 'restart' }],
  ['one that cannot store is given time', 1013, 'not-stored', { kind: 'again', after: 'busy' }],
  ['a lost line is come back to', 1006, '', { kind: 'again', after: 'lost' }],
  ['an unknown code is a lost line', 4999, '', { kind: 'again', after: 'lost' }],
  ['a flood waits', CLOSE.flood, 'flood', { kind: 'again', after: 'crowded' }],
  ['a session that ended needs a person', CLOSE.signedOut, '', { kind: 'over', state: 'ended' }],
  ['so does another role', CLOSE.changed, '', { kind: 'over', state: 'changed' }],
  ['so does a page that is too old', CLOSE.outdated, '', { kind: 'over', state: 'outdated' }],
  ['so does a draft that is gone', CLOSE.noSuchDraft, '', { kind: 'over', state: 'gone' }],
  ['words too many go to the tray', 1009, '', { kind: 'dropped', reason: 'too-much' }],
  [
    'words to a transmitted text too',
    CLOSE.refused,
    'draft-transmitted',
    { kind: 'dropped', reason: 'draft-transmitted' },
  ],
  ['and those of a former role', CLOSE.refused, 'reader', { kind: 'dropped', reason: 'role-changed' }],
  ['and whatever is refused', CLOSE.refused, 'bad-entry', { kind: 'dropped', reason: 'refused' }],
  ['and what cannot be read', CLOSE.malformed, 'malformed', { kind: 'dropped', reason: 'refused' }],
  ['and what was written as the text was closed', CLOSE.draftClosed, '', { kind: 'dropped' }],
]
test.each(cases)('%s', (_, code, reason, outcome) =>
  expect(closeOutcome(code, reason)).toMatchObject(outcome),
)
