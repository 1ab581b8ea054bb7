/**
 * Work that many want done at once, done one piece in each turn of the event loop, in the order it came: those who are
 * here already go on in between.
 */
export class OnePerTurn {
  private readonly waiting: (() => void)[] = []

  wait(work: () => void): void {
    if (this.waiting.push(work) === 1) setImmediate(this.next)
  }

  private readonly next = () => {
    this.waiting.shift()!()
    if (this.waiting.length > 0) setImmediate(this.next)
  }
}
