/** Things by number, some of which belong together. */
export class Groups {
  private readonly above: number[]

  constructor(count: number) {
    this.above = Array.from({ length: count }, (_, at) => at)
  }

  /** From now on all that belongs to the one belongs to the other too. */
  join(one: number, other: number) {
    const [a, b] = [this.firstOf(one), this.firstOf(other)]
    this.above[Math.max(a, b)] = Math.min(a, b)
  }

  private firstOf(at: number): number {
    while (this.above[at] !== at) at = this.above[at] = this.above[this.above[at]!]!
    return at
  }

  /** Groups of more than one, by their first members; members in order. */
  ofSeveral(): number[][] {
    const found = new Map<number, number[]>()
    for (const at of this.above.keys()) {
      const first = this.firstOf(at)
      const known = found.get(first)
      if (known) known.push(at)
      else found.set(first, [at])
    }
    return [...found.values()].filter(({ length }) => length > 1)
  }
}
