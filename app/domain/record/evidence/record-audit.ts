import { genesis, verifyFrom, type BrokenChain, type ChainPlace, type Sha256 } from '../chain.ts'
import type { RecordEntry } from '../entry.ts'
import { coverIn, isCoverFault, type Cover, type CoverFault } from './cover.ts'
import { papersIn, type PaperClaim } from './frozen.ts'
import { headFault, type Head, type HeadFault } from './head.ts'

/**
 * Goes along a record from its first entry, a part at a time, and keeps what it says of everything else: how far the
 * log had come, and which papers were frozen. It ends at the first fault.
 */
export class RecordAudit {
  fault: BrokenChain | CoverFault | null = null
  /** In the order of the entries; those of earlier versions cover nothing. */
  readonly covers: Cover[] = []
  readonly papers: PaperClaim[] = []
  /** The entry up to which it is whole. */
  place: ChainPlace
  private readonly noted: ReadonlySet<number>
  private readonly hashes = new Map<number, string>()

  constructor(
    draft: string,
    private readonly heads: readonly Head[],
    private readonly sha256: Sha256,
  ) {
    this.place = { draft, number: 0, hash: genesis }
    this.noted = new Set(heads.map(({ number }) => number))
  }

  /** Takes the entries that follow. */
  take(entries: readonly RecordEntry[]): void {
    const checked = verifyFrom(this.place, entries, this.sha256)
    if (!checked.ok) this.fault = checked.refusal
    const whole = checked.ok ? entries : entries.slice(0, checked.refusal.number - 1 - this.place.number)
    for (const entry of whole) this.takeOne(entry)
  }

  private takeOne(entry: RecordEntry): void {
    const { draft, number, hash } = entry
    this.place = { draft, number, hash }
    if (this.noted.has(number)) this.hashes.set(number, hash)
    this.papers.push(...papersIn(entry))
    const cover = coverIn(entry, this.covers.at(-1) ?? null)
    if (isCoverFault(cover)) this.fault ??= cover
    else if (cover) this.covers.push(cover)
  }

  /** The first of the heads noted elsewhere that does not stand in the record. */
  headFault(): HeadFault | null {
    return headFault(this.heads, this.hashes, this.place.number)
  }
}
