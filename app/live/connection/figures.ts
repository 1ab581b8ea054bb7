import type { ConnectionFigures } from '#app/live/types.ts'

/** ms between two announcements. */
const PACE = 250

/** The figures of a connection as a store: measured when they are read, announced when they change. */
export class Figures {
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | null = null
  private seen: ConnectionFigures | null = null

  constructor(private readonly measure: () => ConnectionFigures) {}

  get now(): ConnectionFigures {
    this.seen ??= this.measure()
    return this.seen
  }

  changed() {
    if (this.timer !== null || this.listeners.size === 0) return
    this.timer = setTimeout(() => {
      this.timer = null
      const next = this.measure()
      if (this.seen && isSame(this.seen, next)) return
      this.seen = next
      for (const run of this.listeners) run()
    }, PACE)
  }

  subscribe(run: () => void): () => void {
    this.listeners.add(run)
    this.changed()
    return () => this.listeners.delete(run)
  }

  stop() {
    if (this.timer !== null) clearTimeout(this.timer)
    this.listeners.clear()
  }
}

/** Times are measured by a clock that is set anew at each connection: half a second is no difference. */
const isSame = (a: ConnectionFigures, b: ConnectionFigures): boolean =>
  (Object.keys(a) as (keyof ConnectionFigures)[]).every((key) => {
    const [one, other] = [a[key], b[key]]
    const isTime = key === 'since' || key === 'savedAt' || key === 'triesAt'
    return isTime && one !== null && other !== null ? Math.abs(+one - +other) < 500 : one === other
  })
