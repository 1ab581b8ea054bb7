import type { Revision, Transmission } from '../../basics/draft.ts'
import { canonicalJson, type Sha256 } from '../chain.ts'
import type { FrozenPaper } from '../details.ts'
import type { EntryOf, RecordEntry } from '../entry.ts'

/** A revision as its row keeps it: header, text and labels are one text, byte for byte as they were frozen. */
export type KeptRevision = Omit<Revision, 'header' | 'text' | 'labels'> & { content: string }

/** What of a revision is stored as one text. */
export const keptRevision = ({ header, text, labels, ...rest }: Revision): KeptRevision => ({
  ...rest,
  content: JSON.stringify({ header, text, labels }),
})

/** What the record keeps of a revision: the hash of its content, and one of all that is frozen of it. */
export function freezeRevision({ content, ...rest }: KeptRevision, sha256: Sha256): FrozenPaper {
  const frozen = sha256(content)
  const row = sha256(canonicalJson({ ...rest, content: frozen }))
  return { kind: 'revision', id: String(rest.number), symbol: rest.symbol, frozen: { content: frozen, row } }
}

/** What the record keeps of a transmission. */
export const freezeTransmission = (step: Transmission, sha256: Sha256): FrozenPaper => ({
  kind: 'transmission',
  id: step.id,
  symbol: step.symbol,
  frozen: { row: sha256(canonicalJson({ ...step })) },
})

/** What an entry says of a paper; entries from before hashes were kept name no more than its symbol. */
export type PaperClaim = Omit<FrozenPaper, 'id' | 'frozen'> & {
  entry: number
  id: string | null
  frozen: FrozenPaper['frozen'] | null
}

/** The papers that an entry has made or covers. */
export function papersIn(entry: RecordEntry): PaperClaim[] {
  const { what, number, detail } = entry
  if (what === 'log-covered') return (detail.papers ?? []).map((paper) => ({ ...paper, entry: number }))
  if (what === 'issue-revision') return [claimed('revision', detail.number?.toString(), entry)]
  if (what === 'transmit') return [claimed('transmission', detail.transmission, entry)]
  return what === 'pass-on' ? [claimed('transmission', detail.onward, entry)] : []
}

const claimed = (
  kind: PaperClaim['kind'],
  id: string | undefined,
  { number, detail: { symbol, frozen } }: EntryOf<'issue-revision' | 'transmit' | 'pass-on'>,
): PaperClaim => ({ entry: number, kind, id: id ?? null, symbol, frozen: frozen ?? null })

export type PaperFault = { paper: Pick<FrozenPaper, 'kind' | 'symbol'> } & (
  | { kind: 'paper-changed' | 'paper-missing'; entry: number }
  /** It is there, and no entry says how. */
  | { kind: 'paper-unrecorded' }
)

/** Whether the papers that are kept are those of the record, as they were frozen; the first that is not. */
export function paperFault(claims: readonly PaperClaim[], kept: readonly FrozenPaper[]): PaperFault | null {
  for (const claim of claims) {
    const { kind, symbol, entry } = claim
    const paper = kept.find((each) => isOf(claim, each))
    if (!paper) return { kind: 'paper-missing', paper: { kind, symbol }, entry }
    if (!isAsFrozen(claim, paper)) return { kind: 'paper-changed', paper: { kind, symbol }, entry }
  }
  const unknown = kept.find((paper) => !claims.some((claim) => isOf(claim, paper)))
  return unknown ? { kind: 'paper-unrecorded', paper: { kind: unknown.kind, symbol: unknown.symbol } } : null
}

const isOf = (claim: PaperClaim, { kind, id, symbol }: FrozenPaper): boolean =>
  claim.kind === kind && (claim.id === null ? claim.symbol === symbol : claim.id === id)

const isAsFrozen = ({ symbol, frozen }: PaperClaim, paper: FrozenPaper): boolean =>
  symbol === paper.symbol &&
  (frozen === null || (frozen.row === paper.frozen.row && frozen.content === paper.frozen.content))
