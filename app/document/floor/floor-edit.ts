import type { Actor } from '#app/domain/basics/actor.ts'
import type { Subject } from '#app/domain/floor/floor.ts'
import type { StatementRefusal } from '#app/domain/floor/statement.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { Layers } from '../model/layers.ts'
import { floorKey, floorOf } from '../model/floor-keys.ts'
import { standsOn } from './standing.ts'

/** What the record keeps of an statement beyond what it says itself. */
export type Recorded = Readonly<Record<string, unknown>>
export type StatementResult = Result<Recorded | null, StatementRefusal>

/** One statement under way: who speaks, when, and the floor as it is being written. */
export class FloorEdit {
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

  /** What there is of a kind (`of` narrows it down): the rest of each key. */
  keys(holds: string, ...of: string[]): string[][] {
    const start = `${floorKey(holds, ...of)} `
    return [...floorOf(this.layers.doc).keys()].flatMap((key) =>
      key.startsWith(start) ? [key.slice(start.length).split(' ')] : [],
    )
  }

  /** What a subject is now; null when it is neither pending nor in the text. */
  standsOn(subject: Subject): 'proposal' | 'paragraph' | null {
    return standsOn(this.layers, subject)
  }

  /** Refuses what is neither a paragraph of the text nor a proposal that is still open. */
  subject(subject: Subject): Result<Subject, StatementRefusal> {
    const { layers } = this
    const isThere = layers.entries.has(subject) || layers.paragraph(subject) !== null
    return isThere ? accept(subject) : refuse({ kind: 'no-such-subject', subject })
  }
}
