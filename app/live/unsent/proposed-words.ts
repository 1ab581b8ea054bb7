import type * as Y from 'yjs'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { spansOf } from '#app/document/model/characters.ts'
import type { Layers } from '#app/document/model/layers.ts'
import type { DeletionEntry } from '#app/document/model/schema.ts'
import { struckWords } from '#app/document/model/struck-words.ts'

/** A client id and how far its count of characters must have come for the words to be there. */
type End = readonly [client: number, clock: number]

/** Words in a document that is given up, and the characters that tell whether the room has them. */
export type Words = { paragraph: ParagraphId; text: string; struck: boolean; ends: readonly End[] }

/** All proposed words of a document, by proposal: what must not be lost when the document is dropped. */
export function wordsOf(layers: Layers): Words[] {
  return [...layers.entries].flatMap(([id, entry]) => {
    if (entry.kind === 'insertion' || entry.kind === 'paragraph') {
      const paragraph = entry.kind === 'paragraph' ? id : layers.pending.paragraphOf([id, 0, 0])
      return { paragraph, text: entry.text.toString(), struck: false, ends: endsOfText(entry.text) }
    }
    return entry.kind === 'deletion' ? strikesOf(layers, id, entry) : []
  })
}

function strikesOf(layers: Layers, id: ProposalId, entry: DeletionEntry): Words[] {
  const ends = [...entry.ranges._map.values()].map(endOf)
  return layers.paragraphsOf(id).flatMap((paragraph) => {
    const text = struckWords(layers, paragraph, id)
    return text === '' ? [] : { paragraph, text, struck: true, ends }
  })
}

const endsOfText = (text: Y.Text): End[] =>
  [...spansOf(text)].flatMap(({ client, clock, length, string }) =>
    string === null ? [] : [[client, clock + length] as const],
  )

const endOf = ({ id, length }: Y.Item): End => [id.client, id.clock + length]

/**
 * Those of the words in a dropped document that the room does not have.
 * @param clockOf how far the room knows what a client wrote
 */
export const missingWords = (before: readonly Words[], clockOf: (client: number) => number): Words[] =>
  before.filter(({ text, ends }) => text !== '' && ends.some(([client, clock]) => clock > clockOf(client)))
