import * as Y from 'yjs'
import { placeOf } from '#app/document/floor/place.ts'
import { readFloor } from '#app/document/floor/read.ts'
import { floorOf } from '#app/document/model/floor-keys.ts'
import type { About, ThreadPlace } from '#app/domain/floor/comment.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import { layerOf } from '#app/domain/basics/actor.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { Author, Edit } from '#app/document/propose/edit.ts'
import { editing } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { RoomConnection } from './connection/room-connection.ts'
import type { ConnectionOptions } from './connection/options.ts'
import { missingWords, wordsOf, type Words } from './unsent/proposed-words.ts'
import type { Identity } from './types.ts'

/** Marks transactions of the document that were made by other means than typing; these too can be undone. */
export const CARD = { origin: 'card' }

/** ms in which words have to be stored before something can be said about them. */
const STORED_WITHIN = 10_000

export type DocumentOptions = ConnectionOptions & {
  me: Identity
  /** What stands for the user in this draft. */
  author: string
  /** A new unique id. */
  id(): string
}

/** One document with its connection to the room. Dropped as a whole when the room refuses what it holds. */
export class LiveDocument {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  readonly connection: RoomConnection

  constructor(private readonly options: DocumentOptions) {
    this.connection = new RoomConnection(this.doc, options)
  }

  get isReady(): boolean {
    return this.layers.base.size > 0
  }

  /** Null for someone who only reads. */
  get author(): (() => Author) | null {
    const { me, author: user, writes, id, time } = this.options
    const delegation = layerOf(me)
    if (!writes || delegation === null) return null
    return () => ({ delegation, user, now: time.now(), id })
  }

  private edit(edits: (edit: Edit) => void) {
    const author = this.author
    if (author) editing(this.layers, author(), CARD, edits)
  }

  withdraw(ids: readonly ProposalId[]) {
    this.edit((edit) => ids.forEach((id) => edit.withdraw(id)))
  }

  support(ids: readonly ProposalId[], supports: boolean) {
    this.edit((edit) => ids.forEach((id) => (supports ? edit.support(id) : edit.unsupport(id))))
  }

  /** Proposes a paragraph after another, at the end for null; null for someone who writes nothing. */
  addParagraph(
    after: ParagraphId | null,
    like: { kind: ParagraphKind; level: number },
    text: string,
  ): ProposalId | null {
    const order = this.layers.order()
    const at = after === null ? order.length - 1 : order.indexOf(after)
    const place = { after: order[at] ?? null, before: order[at + 1] ?? null }
    let added: ProposalId | null = null
    this.edit((edit) => (added = edit.addParagraph(place, like, text)))
    return added
  }

  removeParagraph(paragraph: ParagraphId) {
    this.edit((edit) => edit.removeParagraph(paragraph))
  }

  joinParagraph(paragraph: ParagraphId) {
    this.edit((edit) => edit.merge(paragraph))
  }

  /** Proposes that a paragraph stand behind another one, or at the start; null when it cannot. */
  moveParagraph(paragraph: ParagraphId, after: ParagraphId | null): ProposalId | null {
    let made: ProposalId | null = null
    this.edit((edit) => (made = edit.move(paragraph, after)))
    return made
  }

  /** Resolves when what was written is stored, so that something can be said about it; false when it takes too long. */
  async whenStored(): Promise<boolean> {
    for (let waited = 0; waited < STORED_WITHIN; waited += 50) {
      if (this.connection.current === 'saved') return true
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return false
  }

  /** What is said about the text. */
  floor(): Floor {
    return readFloor(this.layers)
  }

  /** Tells when something new is said, or what was said something about comes or goes. Returns the way to stop. */
  onFloor(run: () => void): () => void {
    const floor = floorOf(this.doc)
    floor.observe(run)
    const stop = this.layers.onChange(({ order }) => order && run())
    return () => {
      floor.unobserve(run)
      stop()
    }
  }

  /** Where a thread of comments belongs in the text as it is now. */
  placeOf(about: About): ThreadPlace {
    return placeOf(this.layers, about)
  }

  /** All proposed words, to be compared with what the room has. */
  words(): Words[] {
    return wordsOf(this.layers)
  }

  /** Those of the words that are not in this document. */
  missing(words: readonly Words[]): Words[] {
    return missingWords(words, (client) => Y.getState(this.doc.store, client))
  }

  destroy() {
    this.connection.destroy()
    this.layers.destroy()
    this.doc.destroy()
  }
}
