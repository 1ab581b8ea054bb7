import type { Block } from '../blocks.ts'
import { isFootnotesHeading } from '../text/forms.ts'

/** A note's mark in the text: "3/" after a word, not the "8/" of "doc.8/24". */
export const NOTE_MARK = /(?<![\d/])(\d{1,2})\/(?![\d\p{L}])/gu

export type Note = {
  /** In Word's own count, from 1. */
  id: number
  /** "3": what its mark in the text is. */
  number: string
  /** One, or several where a break was proposed in it. */
  blocks: readonly Block[]
}

export type Notes = {
  /** Stand at the foot of the page where their mark is. */
  footnotes: readonly Note[]
  /** All other paragraphs, those under the heading of the notes at the end included. */
  body: readonly Block[]
}

/** Tells the notes that belong to a page's foot from those that are printed at the end under a heading. */
export function sortNotes(blocks: readonly Block[]): Notes {
  const heading = blocks.findIndex(
    ({ kind, pieces }) => kind === 'heading' && isFootnotesHeading(wordsIn(pieces)),
  )
  const end = heading < 0 ? blocks.length : heading
  const before = blocks.slice(0, end)
  const notes = before.filter(({ kind }) => kind === 'footnote')
  const partsOf = new Map<string, Block[]>()
  for (const block of notes) {
    const known = partsOf.get(block.paragraph)
    if (known) known.push(block)
    else partsOf.set(block.paragraph, [block])
  }
  const footnotes = notes
    .filter(({ part }) => part === 0)
    .map((block, at) => ({
      id: at + 1,
      number: block.number ?? String(at + 1),
      blocks: partsOf.get(block.paragraph) ?? [],
    }))
  return { footnotes, body: [...before.filter(({ kind }) => kind !== 'footnote'), ...blocks.slice(end)] }
}

const wordsIn = (pieces: Block['pieces']): string =>
  pieces
    .map(({ text }) => text)
    .join('')
    .trim()

/** Hands each note out once, to the first mark of its number in reading order. */
export class OpenNotes {
  /** By number, the next one last. */
  private readonly open = new Map<string, Note[]>()

  constructor(notes: readonly Note[]) {
    for (const note of [...notes].reverse())
      this.open
        .set(note.number, this.open.get(note.number) ?? [])
        .get(note.number)!
        .push(note)
  }

  take(number: string): Note | null {
    return this.open.get(number)?.pop() ?? null
  }

  /** Notes whose mark is not in the text: they belong to the title, as papers have it. */
  unmarked(blocks: readonly Block[]): Note[] {
    const marks = new Set(
      blocks.flatMap(({ pieces }) => [...wordsIn(pieces).matchAll(NOTE_MARK)].map((found) => found[1])),
    )
    const taken: Note[] = []
    for (const [number, notes] of this.open)
      for (const note of notes.splice(0, notes.length - (marks.has(number) ? 1 : 0))) taken.push(note)
    return taken.sort((a, b) => a.id - b.id)
  }
}
