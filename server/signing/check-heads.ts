import { existsSync, readFileSync } from 'node:fs'
import type { DraftId, RoomId } from '#app/domain/basics/draft.ts'
import {
  faultsOfHeads,
  HEAD_NAMESPACE,
  messageOf,
  type SignatureFault,
  type SignedHead,
} from '#app/domain/record/evidence/signed-head.ts'
import type { Ports } from '#app/usecases/ports.ts'
import { publicKeysIn } from './record-key.ts'
import { isSignedBy } from './ssh-signature.ts'

const isSigned = (head: SignedHead): boolean => {
  const { publicKey, signature } = head
  return isSignedBy(publicKey, messageOf(head), { namespace: HEAD_NAMESPACE, signature })
}

export type CheckedHeads = {
  count: number
  /** False where no key was at hand. */
  isChecked: boolean
  faults: readonly SignatureFault[]
}

/**
 * How many signed heads the record of a room has, and what is wrong with them.
 *
 * @param keys the public keys that are trusted; null where none is at hand, and signatures are not checked
 */
export async function checkHeads(
  { heads, record }: Pick<Ports, 'heads' | 'record'>,
  of: RoomId,
  keys: ReadonlySet<string> | null,
): Promise<CheckedHeads> {
  const room = of as DraftId // a copy's entries stand under its own id
  const all = await heads.of(room)
  const hashes = new Map<number, string>()
  for (const { number } of all) {
    const [entry] = await record.page(room, {}, { after: number - 1, order: 'oldest', limit: 1 })
    if (entry?.number === number) hashes.set(number, entry.hash)
  }
  const trusted = keys ?? new Set(all.map(({ publicKey }) => publicKey))
  const hashAt = (number: number) => hashes.get(number) ?? null
  const faults = faultsOfHeads(all, { hashAt, keys: trusted, isSigned: keys ? isSigned : () => true })
  return { count: all.length, isChecked: keys !== null, faults }
}

/** The public keys in a file that was named, else that of the server's own key; null where neither is at hand. */
export function keysToCheckWith(named: string | undefined, own: string): Set<string> | null {
  const file = named ?? (existsSync(own) ? own : null)
  return file === null ? null : publicKeysIn(readFileSync(file, 'utf8'), file)
}
