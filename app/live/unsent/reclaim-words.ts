import * as Y from 'yjs'
import { Layers } from '#app/document/model/layers.ts'
import { documentName, type Owner } from './stored-keys.ts'
import { wordsOf, type Words } from './proposed-words.ts'
import { BrowserStore } from './browser-store.ts'
import { UnsavedMarks } from './unsaved-marks.ts'

/**
 * Takes out of the browser what somebody wrote there and could not send, for one who may not write any more:
 * the text was transmitted meanwhile, or the role is another. It is forgotten there once `take` has it.
 */
export async function reclaimWords(owner: Owner, take: (words: readonly Words[]) => void): Promise<void> {
  const marks = new UnsavedMarks(owner)
  const clients = [...marks.read().keys()]
  if (clients.length === 0 || typeof indexedDB === 'undefined') return
  const doc = new Y.Doc()
  const browser = new BrowserStore(doc, documentName(owner), () => undefined)
  await browser.whenLoaded
  take(wordsOf(new Layers(doc)))
  await browser.clear()
  browser.destroy()
  doc.destroy()
  for (const client of clients) marks.erase(client)
}
