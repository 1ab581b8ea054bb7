import * as Y from 'yjs'
import { Layers } from '#app/document/model/layers.ts'
import { recordFaults, type PostedDecision } from './chair.ts'
import type { KeystrokeLog, Keystroke } from '../faults/keystroke-log.ts'
import type { Fault } from '#app/domain/record/evidence/fault.ts'
import { verifyRoom } from '#server/verification.ts'
import { openDatabase, type DatabasePlace } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'

/** What is on the disk of one draft, read as a server that starts now would. */
export type StoredDraft = { draft: string; doc: Y.Doc; record: RecordEntry[]; faults: readonly Fault[] }

/** Reads drafts from a database that no server writes to at the moment. */
export async function readStored(place: DatabasePlace, drafts: readonly string[]): Promise<StoredDraft[]> {
  const database = await openDatabase(place, () => undefined)
  try {
    const { room, record } = storesOn(database, () => undefined)
    const stored = []
    for (const draft of drafts) {
      const log = await room.load(draft)
      const doc = new Y.Doc()
      if (log.snapshot) Y.applyUpdate(doc, log.snapshot)
      for (const update of log.updates) Y.applyUpdate(doc, update)
      const { faults } = await verifyRoom(database.pool, draft, [])
      stored.push({ draft, doc, record: await record.of(draft), faults })
    }
    return stored
  } finally {
    await database.close()
  }
}

/** What a restarted server would not know any more of what was told to be stored. Empty when all is well. */
export function faultsOf(
  { draft, doc, record, faults }: StoredDraft,
  stored: Acknowledged,
  posted: readonly PostedDecision[],
): string[] {
  return [
    ...faults.map((fault) => `what is kept of ${draft}: ${JSON.stringify(fault)}`),
    ...stored.typed.flatMap((keystroke) => (isKnown(doc, keystroke) ? [] : [`lost: ${describe(keystroke)}`])),
    ...stored.erased.flatMap((keystroke) => (isGone(doc, keystroke) ? [] : [`back: ${describe(keystroke)}`])),
    ...recordFaults(draft, posted, record),
  ]
}

/** What the room had said is stored, at one moment. */
export type Acknowledged = { typed: Keystroke[]; erased: Keystroke[] }
export const acknowledgedIn = ({ keystrokes }: KeystrokeLog): Acknowledged => ({
  typed: keystrokes.filter(({ stored }) => stored),
  erased: keystrokes.filter(({ eraseStored }) => eraseStored),
})

const describe = ({ char, at }: Keystroke): string => `${char} at ${at?.client}:${at?.clock}`

const isKnown = (doc: Y.Doc, { at }: Keystroke): boolean =>
  at !== null && Y.getState(doc.store, at.client) > at.clock

const isGone = (doc: Y.Doc, { at }: Keystroke): boolean =>
  at !== null && Y.getItem(doc.store, Y.createID(at.client, at.clock)).deleted

/**
 * Every keystroke once: in the text, or out of it by a decision that keeps it in the record, or in its
 * author's tray; unless its author struck it again.
 */
export function keystrokeFaults(
  keystrokes: KeystrokeLog,
  text: string,
  trays: string,
  record: readonly RecordEntry[],
): string[] {
  const count = new Map<string, number>()
  for (const char of text) count.set(char, (count.get(char) ?? 0) + 1)
  const kept = new Set(record.map(({ detail }) => JSON.stringify(detail)).join(''))
  const inTray = new Set(trays)
  return keystrokes.keystrokes.flatMap((keystroke) => {
    const { char, at, erased } = keystroke
    const times = count.get(char) ?? 0
    if (!at) return []
    if (times > 1) return [`doubled: ${describe(keystroke)} stands ${times} times in the text`]
    if (times === 0 && !erased && !kept.has(char) && !inTray.has(char))
      return [`lost: ${describe(keystroke)} is neither in the text nor in the record nor in a tray`]
    return []
  })
}

export function textOf(doc: Y.Doc): string {
  const layers = new Layers(doc)
  return layers
    .order()
    .map((id) =>
      layers
        .paragraph(id)!
        .pieces.map(({ text }) => text)
        .join(''),
    )
    .join('\n')
}
