import * as Y from 'yjs'
import { DIALECTS } from '../protocol/dialects.ts'
import { LoadSocket } from '../protocol/socket.ts'
import type { ClientPlan, Verified } from '../plan.ts'
import { lengthTyped, type Recording } from '../recording.ts'

/** ms without a word after which a fresh client has got what it will get. */
const SILENCE = 700

/**
 * A fresh client of each room must get every character: of each recording typed there, as many as stood in the text
 * after the updates that were sent (`typed`: recording → updates). Counts them one by one, in a document of its own.
 */
export async function verify(
  table: ClientPlan,
  rooms: readonly string[],
  typed: ReadonlyMap<number, number>,
  recordings: readonly Recording[],
): Promise<Verified> {
  const verified: Verified = { rooms: 0, typed: 0, missing: 0 }
  if (!DIALECTS[table.dialect].syncs) return verified
  for (const room of rooms) {
    const doc = await documentOf(table, room)
    verified.rooms++
    const played = table.places.flatMap((place) =>
      place.room === room && place.recording !== null ? [place.recording] : [],
    )
    for (const at of played) {
      const recording = recordings[at]!
      const sent = typed.get(at) ?? 0
      if (sent === 0) continue
      const isWhole =
        Y.getState(doc.store, recording.client) >= recording.clocks[sent - 1]! && !doc.store.pendingStructs
      const length = lengthTyped(doc, recording)
      const wanted = recording.lengths[sent - 1]!
      verified.typed += wanted
      verified.missing += Math.max(isWhole ? 0 : 1, Math.abs(wanted - length))
    }
  }
  return verified
}

/** The document as a client gets it that has nothing yet. */
async function documentOf({ dialect: name, places }: ClientPlan, room: string): Promise<Y.Doc> {
  const dialect = DIALECTS[name]
  const place = places.find((one) => one.room === room)!
  const doc = new Y.Doc()
  let heardAt = performance.now() + 5_000
  let isOver = false
  const line = new LoadSocket(place.address, place.headers, {
    open() {
      for (const message of dialect.greet(room, Uint8Array.of(0))) line.send(message)
    },
    message(payload, now) {
      const heard = dialect.read(Buffer.from(payload))
      if (heard.kind !== 'words') return
      Y.applyUpdate(doc, heard.update)
      heardAt = now
    },
    close: () => (isOver = true),
  })
  while (!isOver && performance.now() - heardAt < SILENCE)
    await new Promise((resolve) => setTimeout(resolve, 50))
  line.end()
  return doc
}
