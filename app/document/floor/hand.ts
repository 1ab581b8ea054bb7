import type { Actor } from '#app/domain/actor.ts'
import type { Subject } from '#app/domain/floor.ts'
import type { InterventionRefusal } from '#app/domain/intervention.ts'
import { accept, refuse, type Result } from '#app/domain/result.ts'
import type { Layers } from '../layers.ts'
import { floorKey, floorOf } from './keys.ts'

/** What the record keeps of an intervention beyond what it says itself. */
export type Noted = Readonly<Record<string, unknown>>
export type Said = Result<Noted | null, InterventionRefusal>

/** One intervention under way: who speaks, when, and the floor as it is being written. */
export class FloorHand {
  constructor(
    readonly layers: Layers,
    readonly by: Actor,
    /** ms since epoch */
    readonly now: number,
    /** A new id, unique for ever. */
    readonly newId: () => string,
  ) {}

  get<T>(holds: string, ...of: string[]): T | undefined {
    return floorOf(this.layers.doc).get(floorKey(holds, ...of)) as T | undefined
  }

  set(value: unknown, holds: string, ...of: string[]): void {
    floorOf(this.layers.doc).set(floorKey(holds, ...of), value)
  }

  delete(holds: string, ...of: string[]): void {
    floorOf(this.layers.doc).delete(floorKey(holds, ...of))
  }

  /** Refuses what is neither a paragraph of the text nor a proposal that is still open. */
  subject(subject: Subject): Result<Subject, InterventionRefusal> {
    const { layers } = this
    const isThere = layers.entries.has(subject) || layers.paragraph(subject) !== null
    return isThere ? accept(subject) : refuse({ kind: 'no-such-subject', subject })
  }
}
