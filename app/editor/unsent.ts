import type { ParagraphId } from '#app/domain/paragraph.ts'
import type { ProposalId } from '#app/domain/rolling.ts'
import type { Layers } from '#app/document/layers.ts'
import type { Unsent } from '#app/ui/table/seat.ts'

/** One's own words in a document, by proposal: what must not be lost when the document is dropped. */
export type OwnWords = ReadonlyMap<ProposalId, { paragraph: ParagraphId; text: string }>

export function ownWords(layers: Layers, delegation: string): OwnWords {
  const words = new Map<ProposalId, { paragraph: ParagraphId; text: string }>()
  for (const [id, entry] of layers.entries) {
    if (entry.attribution.delegation !== delegation) continue
    if (entry.kind !== 'insertion' && entry.kind !== 'paragraph') continue
    const paragraph = entry.kind === 'paragraph' ? id : layers.pending.paragraphOf([id, 0, 0])
    words.set(id, { paragraph, text: entry.text.toString() })
  }
  return words
}

/** What was in the dropped document and is not in the one that came in its place. */
export function missingWords(before: OwnWords, now: OwnWords): { paragraph: ParagraphId; text: string }[] {
  return [...before].flatMap(([id, words]) =>
    now.get(id)?.text === words.text || words.text === '' ? [] : [words],
  )
}

const keyOf = (draft: string, user: string) => `corchete tray ${draft} ${user}`

/** The tray survives the page: what it holds stands nowhere else. */
export function readTray(draft: string, user: string): Unsent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(draft, user)) ?? '[]')
    return Array.isArray(kept) ? (kept as Unsent[]) : []
  } catch {
    return []
  }
}

export function keepTray(draft: string, user: string, unsent: readonly Unsent[]): void {
  try {
    if (unsent.length === 0) localStorage.removeItem(keyOf(draft, user))
    else localStorage.setItem(keyOf(draft, user), JSON.stringify(unsent))
  } catch {
    // A browser that keeps nothing still shows the tray until the page is left.
  }
}
