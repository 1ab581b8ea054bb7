import type { Actor } from '#app/domain/basics/actor.ts'

/** One thing that a demo delegation wants, in the words of the demo's text. */
export type DemoProposal = {
  delegation: string
  /** "OP 2" */
  paragraph: string
  strike?: string
  insert?: string
  /** Inserted right after these words. */
  after?: string
  newParagraphAfter?: string
  /** Delegations that support it. */
  support?: readonly string[]
}

/** Where the demo's delegates come in: the same rooms as everybody's. */
export type DemoRooms = {
  join(
    line: { send(message: Uint8Array): void; close(code: number, reason: string): void },
    who: { actor: Actor; session: string },
    draft: string,
  ): { receive(message: Uint8Array): void; leave(): void }
}
