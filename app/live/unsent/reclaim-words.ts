import * as Y from 'yjs'
import { Layers } from '#app/document/model/layers.ts'
import { wordsOf, type Words } from './tray.ts'
import { BrowserStore } from './browser-store.ts'
import { UnsavedMarks } from './unsaved-marks.ts'
import { storeName } from './unsent-store.ts'

/**
 * Takes out of the browser what somebody wrote there and could not send, for one who may not write any more:
 * the text was transmitted meanwhile, or the role is another. It is forgotten there once `take` has it.
 */
export async function reclaimWords(
  draft: string,
  user: string,
  take: (words: readonly Words[]) => void,
): Promise<void> {
  const notes = new UnsavedMarks(draft, user)
  const clients = [...notes.read().keys()]
  if (clients.length === 0 || typeof indexedDB === 'undefined') return
  const doc = new Y.Doc()
  const kept = new BrowserStore(doc, storeName({ draft, user }), () => undefined)
  await kept.whenLoaded
  take(wordsOf(new Layers(doc)))
  await kept.clear()
  kept.destroy()
  doc.destroy()
  for (const client of clients) notes.erase(client)
}
