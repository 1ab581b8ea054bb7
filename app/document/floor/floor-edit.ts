import type { Actor } from '#app/domain/basics/actor.ts'
import type { Subject } from '#app/domain/floor/floor.ts'
import type { RecordedStatement, Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { Handed } from '#app/domain/floor/working-copy.ts'
import type { RecordedDetail } from '#app/domain/record/kinds.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { Layers } from '../model/layers.ts'
import { floorKey, floorOf } from '../model/floor-keys.ts'
import { standsOn } from './standing.ts'

export type StatementOf<K extends Statement['kind']> = Extract<Statement, { kind: K }>

/**
 * What the record keeps of a statement; null of one that does not stand in it. The labels of the paragraphs that it
 * names are added to it.
 */
export type KeptOf<K extends Statement['kind']> = K extends RecordedStatement['kind']
  ? RecordedDetail[K]
  : null
export type StatementResult<K extends Statement['kind']> = Result<KeptOf<K>, StatementRefusal>
export type StatementHandler<K extends Statement['kind']> = (
  edit: FloorEdit,
  statement: StatementOf<K>,
) => StatementResult<K>

/** One statement under way: who speaks, when, and the floor as it is being written. */
export class FloorEdit {
  /** What a working copy hands to the table: the answer to whoever has asked for it. */
  handed: readonly Handed[] = []

  constructor(
    readonly layers: Layers,
    /** Whoever speaks; `user` is what stands for that person in the draft. */
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
