import type { RoomId } from '../../basics/draft.ts'
import type { RecordEntry } from '../entry.ts'
import { kindsWith, traitsOf } from '../kinds.ts'

/** The last entry of a record at a moment: its hash stands for it and for everything before it. */
export type Head = {
  draft: RoomId
  /** Of the paper that was issued or handed on with this entry, else of the draft. */
  symbol: string
  number: number
  hash: string
  /** When it was signed, ms since epoch. */
  at: number
}

export type SignedHead = Head & {
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
export const messageOf = ({ draft, symbol, number, hash, at }: Head): string =>
  [
    'The record of a draft in Corchete, up to this entry',
    `draft: ${draft}`,
    `symbol: ${symbol.replace(/\s+/g, ' ').trim()}`,
    `entry: ${number}`,
    `hash: ${hash}`,
    `at: ${new Date(at).toISOString()}`,
    '',
  ].join('\n')

/** Hex digits of a short code: 80 bits, which nobody can hit by trying. */
const CODE = 20

/** A hash as people can note it: "9F3A-01C2-77B0-4E5D-A812". */
export const codeOf = (hash: string): string =>
  hash
    .slice(0, CODE)
    .toUpperCase()
    .replace(/.{4}(?=.)/g, '$&-')

/** Whether what somebody has noted, a hash or a short code of it, is this hash. */
export function isNotedAs(noted: string, hash: string): boolean {
  const digits = noted.toLowerCase().replace(/[\s-]/g, '')
  return digits.length >= CODE && /^[0-9a-f]+$/.test(digits) && hash.startsWith(digits)
}

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

export type HeadFault = {
  number: number
  /** `cut-off`: the record has no such entry any more. `not-by-this-key`: none of the keys that were given signed it. */
  fault: 'cut-off' | 'other-entry' | 'not-by-this-key' | 'signature-wrong'
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
): HeadFault[] =>
  heads.flatMap((head): HeadFault[] => {
    const { number, publicKey, hash } = head
    if (!keys.has(publicKey)) return [{ number, fault: 'not-by-this-key' }]
    if (!isSigned(head)) return [{ number, fault: 'signature-wrong' }]
    const kept = hashAt(number)
    if (kept === null) return [{ number, fault: 'cut-off' }]
    return kept === hash ? [] : [{ number, fault: 'other-entry' }]
  })
