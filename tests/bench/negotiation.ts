import * as Y from 'yjs'
import { SimulatedRoom, paragraph } from '#tests/sim/simulated-room.ts'

export const PARAGRAPHS = 100
export const PROPOSALS = 300
const DELEGATIONS = 50
export const WORDS = 'measures to protect migrants in transit and to strengthen cooperation among states '

/** Four of the demo, and others whose codes nobody has. */
const delegations = (): string[] => [
  ...['MEX', 'CAN', 'BRA', 'JAM'],
  ...Array.from(
    { length: DELEGATIONS - 4 },
    (_, at) => `Q${String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))}`,
  ),
]

/** A draft of 100 paragraphs with 300 proposals of 50 delegations, each at a place of its own. */
export function negotiation(): Uint8Array {
  const table = new SimulatedRoom(
    Array.from({ length: PARAGRAPHS }, (_, at) => paragraph(`To adopt ${WORDS.repeat(4)}${at}.`)),
  )
  const delegates = delegations().map((delegation) => table.join(delegation))
  for (let n = 0; n < PROPOSALS; n++) {
    const delegate = delegates[n % delegates.length]!
    const id = delegate.layers.order()[n % PARAGRAPHS]!
    const offset = 20 + 70 * Math.floor(n / PARAGRAPHS)
    delegate.edits((edit) =>
      n % 3 === 0
        ? edit.strike(id, offset, offset + 12)
        : edit.insert({ paragraph: id, offset }, `with regard to ${n} `),
    )
    table.settle()
  }
  const entries = table.layers.entries.size
  if (entries !== PROPOSALS) throw new Error(`${entries} proposals instead of ${PROPOSALS}`)
  return Y.encodeStateAsUpdate(table.doc)
}
