import * as Y from 'yjs'
import type { LogFault } from '#app/domain/record/evidence/fault.ts'

/** The log of one draft as it is kept: every update from the first, and the snapshots made on the way. */
export type KeptLog = {
  updates: readonly { number: number; data: Uint8Array }[]
  snapshots: readonly { upTo: number; state: Uint8Array; vector: Uint8Array | null; isWhole: boolean }[]
}

/** Plays the whole log and looks whether it is complete, and whether each snapshot equals it where it was made. */
export function auditLog({ updates, snapshots }: KeptLog): LogFault[] {
  const faults: LogFault[] = []
  const doc = new Y.Doc()
  const waiting = [...snapshots].sort((a, b) => a.upTo - b.upTo)
  const compareUpTo = (number: number) => {
    while (waiting[0] && waiting[0].upTo < number) {
      const { upTo, isWhole, ...kept } = waiting.shift()!
      if (!isWhole) faults.push({ kind: 'damaged-snapshot', upTo })
      else if (!tellsTheSame(kept, doc)) faults.push({ kind: 'other-snapshot', upTo })
    }
  }
  let gap = false
  for (const { number, data } of updates) {
    compareUpTo(number)
    try {
      Y.applyUpdate(doc, data)
    } catch {
      faults.push({ kind: 'unreadable', update: number })
    }
    const misses = doc.store.pendingStructs !== null || doc.store.pendingDs !== null
    if (misses && !gap) faults.push({ kind: 'gap', update: number })
    gap = misses
  }
  compareUpTo(Infinity)
  doc.destroy()
  return faults
}

function tellsTheSame(
  { state, vector }: { state: Uint8Array; vector: Uint8Array | null },
  doc: Y.Doc,
): boolean {
  const kept = new Y.Doc()
  try {
    Y.applyUpdate(kept, state)
    const sameVector =
      vector === null ||
      sameEntries(Y.decodeStateVector(vector), Y.decodeStateVector(Y.encodeStateVector(kept)))
    return sameVector && Y.equalSnapshots(Y.snapshot(kept), Y.snapshot(doc))
  } catch {
    return false
  } finally {
    kept.destroy()
  }
}

const sameEntries = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean =>
  a.size === b.size && [...a].every(([client, clock]) => b.get(client) === clock)
