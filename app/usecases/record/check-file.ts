import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { genesis, isUnchanged, type BrokenChain, type Sha256 } from '#app/domain/record/chain.ts'
import type { StoredEntry } from '#app/domain/record/entry.ts'
import type { CoverFault } from '#app/domain/record/evidence/cover.ts'
import { headFault, type Head, type HeadFault } from '#app/domain/record/evidence/head.ts'
import { RecordAudit } from '#app/domain/record/evidence/record-audit.ts'
import { readEntry } from '#app/domain/record/read.ts'

export type CheckedFile = { entries: number; last: Head | null; isWhole: boolean }

/**
 * Looks at a record that was written to a file: the whole of it, or a part whose entries are unchanged. The heads must
 * stand in it; of the log there is nothing in it but what its entries say.
 */
export function checkFile(
  stored: readonly StoredEntry[],
  heads: readonly Head[],
  sha256: Sha256,
): Result<CheckedFile, BrokenChain | CoverFault | HeadFault> {
  const draft = stored[0]?.draft ?? ''
  const entries = stored.map(readEntry)
  const changed = stored.find((entry) => entry.draft !== draft || !isUnchanged(entry, sha256))
  if (changed) {
    const fault = changed.draft === draft ? 'entry-changed' : 'other-draft'
    return refuse({ kind: 'record-broken', number: changed.number, fault })
  }
  const check = new RecordAudit(draft, heads, sha256)
  check.take(entries)
  const isWhole = check.fault?.kind !== 'record-broken'
  if (check.fault && isWhole) return refuse(check.fault)
  const fault = strange(heads, draft) ?? (isWhole ? check.headFault() : faultInPart(heads, stored))
  if (fault) return refuse(fault)
  const { number = 0, hash = genesis } = stored.at(-1) ?? {}
  return accept({ entries: stored.length, last: number > 0 ? { draft, number, hash } : null, isWhole })
}

function strange(heads: readonly Head[], draft: string): HeadFault | null {
  const head = heads.find((each) => each.draft !== draft)
  return head ? { kind: 'head-of-nothing', draft: head.draft, number: head.number } : null
}

function faultInPart(heads: readonly Head[], entries: readonly StoredEntry[]): HeadFault | null {
  const hashes = new Map(entries.map(({ number, hash }) => [number, hash]))
  const missing = heads.find(({ number }) => !hashes.has(number))
  if (missing) return { kind: 'head-missing', number: missing.number, entries: null }
  return headFault(heads, hashes, Infinity)
}
