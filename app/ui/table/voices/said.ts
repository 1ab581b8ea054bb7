import type { DelegationCode } from '#app/domain/actor.ts'
import { rationaleOf, type Floor, type Position, type Rationale, type Subject } from '#app/domain/floor.ts'
import { positionsOf, type Standing } from '#app/domain/positions.ts'

/** What has been said about a proposal or a paragraph. */
export type SaidAbout = {
  standings: readonly Standing[]
  rationale: Rationale | null
  /** One's own position, as one took it. */
  own: Position | null
}

export const NOTHING_SAID: SaidAbout = { standings: [], rationale: null, own: null }

/**
 * Finds what has been said about anything. Where nothing has, and where it is what `before` found, the answer is the
 * same object: a card of three hundred is drawn again only when something was said about it.
 */
export class SaidIndex {
  private readonly spoken: ReadonlySet<Subject>
  private readonly found = new Map<string, { json: string; said: SaidAbout }>()

  constructor(
    private readonly floor: Floor,
    private readonly me: DelegationCode | null,
    private readonly before: SaidIndex | null,
  ) {
    this.spoken = new Set(
      [...floor.positions, ...floor.groupPositions, ...floor.rationales].map(({ subject }) => subject),
    )
  }

  /** Paragraphs and proposals that something was said about. */
  has(subject: Subject): boolean {
    return this.spoken.has(subject)
  }

  about(subjects: readonly Subject[], author: DelegationCode | null): SaidAbout {
    if (!subjects.some((subject) => this.spoken.has(subject))) return NOTHING_SAID
    const key = subjects.join(' ')
    const known = this.found.get(key)
    if (known) return known.said
    const said = this.look(subjects, author)
    const json = JSON.stringify(said)
    const same = this.before?.found.get(key)
    const kept = same?.json === json ? same : { json, said }
    this.found.set(key, kept)
    return kept.said
  }

  private look(subjects: readonly Subject[], author: DelegationCode | null): SaidAbout {
    const own = this.floor.positions.filter(
      ({ delegation, subject }) => delegation === this.me && subjects.includes(subject),
    )
    return {
      standings: positionsOf({ subjects, author }, this.floor),
      rationale: rationaleOf(subjects, this.floor),
      own: own.reduce<Position | null>((a, b) => (a && a.at >= b.at ? a : b), null),
    }
  }
}
