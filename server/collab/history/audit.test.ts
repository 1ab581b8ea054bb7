import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { LogFault } from '#app/domain/record/evidence/fault.ts'
import { auditLog, type KeptLog } from './audit.ts'

/** Five updates of a text, numbered 10 to 50, and the state after the third. */
function aLog() {
  const doc = new Y.Doc()
  const updates: { number: number; data: Uint8Array }[] = []
  doc.on('update', (data: Uint8Array) => updates.push({ number: 10 * (updates.length + 1), data }))
  const text = doc.getText('t')
  for (const [at, word] of ['Recalling ', 'what ', 'was '].entries()) text.insert(at, word)
  const vector = Y.encodeStateVector(doc)
  const snapshot = { upTo: 30, state: Y.encodeStateAsUpdate(doc), vector, isWhole: true }
  text.insert(3, 'said')
  text.delete(0, 4)
  return { updates, snapshot, state: Y.encodeStateAsUpdate(doc) }
}
const { updates, snapshot, state } = aLog()
const without = (number: number) => updates.filter((update) => update.number !== number)

test.each<[string, KeptLog, LogFault[]]>([
  ['nothing in a whole log with its snapshot', { updates, snapshots: [snapshot] }, []],
  ['nothing in a draft without a word', { updates: [], snapshots: [] }, []],
  [
    'nothing in a snapshot of before vectors were kept',
    { updates, snapshots: [{ ...snapshot, vector: null }] },
    [],
  ],
  ['an update that is gone', { updates: without(20), snapshots: [] }, [{ kind: 'gap', update: 30 }]],
  [
    'an update cut in half',
    { updates: [{ number: 10, data: updates[0]!.data.slice(0, 7) }], snapshots: [] },
    [{ kind: 'unreadable', update: 10 }],
  ],
  [
    'a snapshot with a wrong checksum',
    { updates, snapshots: [{ ...snapshot, isWhole: false }] },
    [{ kind: 'damaged-snapshot', upTo: 30 }],
  ],
  [
    'a snapshot of another moment',
    { updates, snapshots: [{ ...snapshot, state }] },
    [{ kind: 'other-snapshot', upTo: 30 }],
  ],
  [
    'a snapshot with another vector',
    { updates, snapshots: [{ ...snapshot, vector: Y.encodeStateVector(new Y.Doc()) }] },
    [{ kind: 'other-snapshot', upTo: 30 }],
  ],
  [
    'a snapshot from a log that is lost altogether',
    { updates: [], snapshots: [snapshot] },
    [{ kind: 'other-snapshot', upTo: 30 }],
  ],
])('finds %s', (_, kept, faults) => {
  expect(auditLog(kept)).toEqual(faults)
})
