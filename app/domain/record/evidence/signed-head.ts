import type { RecordEntry } from '../entry.ts'
import type { Head } from './head.ts'
import { kindsWith, traitsOf } from '../kinds.ts'

/** A head with what else is signed of it. */
export type DatedHead = Head & {
  /** Of the paper that was issued or handed on with this entry, else of the draft. */
  symbol: string
  /** When it was signed, ms since epoch. */
  at: number
}

export type SignedHead = DatedHead & {
  /** Who signed it, as OpenSSH writes a public key: "ssh-ed25519 AAAA…". */
  publicKey: string
  /** Of {@link messageOf}, as OpenSSH writes a signature. */
  signature: string
}

/** What a signature of a head is for: one made for something else does not count. */
export const HEAD_NAMESPACE = 'corchete-record'
/** Who signs, in the lists of allowed signers that OpenSSH reads. */
export const HEAD_SIGNER = 'corchete'
/** A line of the file of allowed signers that `ssh-keygen -Y verify -f` reads. */
export const allowedSigner = (publicKey: string): string =>
  `${HEAD_SIGNER} namespaces="${HEAD_NAMESPACE}" ${publicKey}\n`

/** ms after which a record that went on has its head signed again. */
export const HEAD_EVERY = 86_400_000

/** The kinds of entries after which the head is signed at once. */
export const signedKinds = kindsWith(({ signed }) => signed)

/** What is signed, as anybody can read it: a line a field, in UTF-8. */
export const messageOf = ({ draft, symbol, number, hash, at }: DatedHead): string =>
  [
    'The record of a draft in Corchete, up to this entry',
    `draft: ${draft}`,
    `symbol: ${symbol.replace(/\s+/g, ' ').trim()}`,
    `entry: ${number}`,
    `hash: ${hash}`,
    `at: ${new Date(at).toISOString()}`,
    '',
  ].join('\n')

/** The symbol that an entry gives a paper; null for one that gives none. */
export function symbolIn({ what, detail }: RecordEntry): string | null {
  const isSigned = what !== 'unknown' && traitsOf(what).signed
  return isSigned && 'symbol' in detail ? detail.symbol : null
}

/** The entry that issued a revision. The first ones did not keep its number, which its symbol stands for. */
export const issuing =
  ({ number, symbol }: { number: number; symbol: string }) =>
  ({ what, detail }: RecordEntry): boolean =>
    what === 'issue-revision' &&
    (detail.number === undefined ? detail.symbol === symbol : detail.number === number)

/** The entry that handed a text on, under the symbol that the receiving organ gave it. */
export const handingOn =
  ({ symbol }: { symbol: string }) =>
  (entry: RecordEntry): boolean =>
    entry.what !== 'issue-revision' && symbolIn(entry) === symbol

export type SignatureFault = {
  number: number
  /**
   * What was signed is not in the record any more, or another entry stands there; none of the keys that were given
   * signed it; or nobody did.
   */
  kind: 'signed-missing' | 'signed-differs' | 'signed-by-another' | 'signature-wrong'
}

/**
 * What is wrong with signed heads of a record, in their order.
 *
 * @param hashAt of the entry with a number; null where there is none
 * @param isSigned whether the signature is one of the message by the key beside it
 * @param keys the public keys that are trusted
 */
export const faultsOfHeads = (
  heads: readonly SignedHead[],
  {
    hashAt,
    isSigned,
    keys,
  }: {
    hashAt(number: number): string | null
    isSigned(head: SignedHead): boolean
    keys: ReadonlySet<string>
  },
): SignatureFault[] =>
  heads.flatMap((head): SignatureFault[] => {
    const { number, publicKey, hash } = head
    if (!keys.has(publicKey)) return [{ number, kind: 'signed-by-another' }]
    if (!isSigned(head)) return [{ number, kind: 'signature-wrong' }]
    const kept = hashAt(number)
    if (kept === null) return [{ number, kind: 'signed-missing' }]
    return kept === hash ? [] : [{ number, kind: 'signed-differs' }]
  })
