import type { Subject } from '#app/domain/floor/floor.ts'
import type { Layers } from '../model/layers.ts'

/** What a subject is now: a pending proposal, a paragraph of the text, or neither (null). */
export function standsOn(layers: Layers, subject: Subject): 'proposal' | 'paragraph' | null {
  const entry = layers.entries.get(subject)
  if (entry) return entry.kind === 'paragraph' && entry.withdrawn ? null : 'proposal'
  const paragraph = layers.base.get(subject)
  return paragraph && paragraph.get('status') !== 'withdrawn' ? 'paragraph' : null
}
