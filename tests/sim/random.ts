/** A small seeded generator (mulberry32), so that a failing run can be named and run again. */
export class Random {
  private state: number
  constructor(readonly seed: number) {
    this.state = seed | 0
  }
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  /** A whole number from 0 up to, and without, n. */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }
  chance(p: number): boolean {
    return this.next() < p
  }
}
