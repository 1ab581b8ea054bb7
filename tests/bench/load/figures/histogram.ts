/** Parts of each doubling: a value is known to within 1 %. */
const PARTS = 64
const DOUBLINGS = 28

/** Times from 1 µs to some minutes, counted in classes that are 1 % wide, so that millions cost nothing to keep. */
export class Histogram {
  private readonly counts: Float64Array
  private total = 0

  constructor(counts?: ArrayLike<number>) {
    this.counts = counts ? Float64Array.from(counts) : new Float64Array(DOUBLINGS * PARTS)
    for (const count of this.counts) this.total += count
  }

  /** Counts a time in ms, `times` over. */
  add(ms: number, times = 1): void {
    const us = Math.max(1, ms * 1000)
    const doubling = Math.min(DOUBLINGS - 1, 31 - Math.clz32(us))
    const part = Math.min(PARTS - 1, Math.floor((us / 2 ** doubling - 1) * PARTS))
    this.counts[doubling * PARTS + part]! += times
    this.total += times
  }

  get size(): number {
    return this.total
  }

  /** The time in ms below which `share` (0 to 1) of all lie; NaN when there are none. */
  quantile(share: number): number {
    let left = Math.max(1, Math.ceil(this.total * share))
    for (let at = 0; at < this.counts.length; at++) {
      left -= this.counts[at]!
      if (left <= 0) return middleOf(at)
    }
    return NaN
  }

  summary(): Times {
    return {
      count: this.total,
      p50: this.quantile(0.5),
      p99: this.quantile(0.99),
      longest: this.quantile(1),
    }
  }
}

/** ms. */
export type Times = { count: number; p50: number; p99: number; longest: number }

const middleOf = (at: number): number =>
  (2 ** Math.floor(at / PARTS) * (1 + ((at % PARTS) + 0.5) / PARTS)) / 1000
