import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'

export type Labels = Readonly<Record<ParagraphId, string>>

type Labelled = { id: ParagraphId; kind: ParagraphKind; level: number; number: string | null }

/**
 * What hangs in the margin: "OP 2 bis" for a paragraph, only the last letter ("a.") for one under it, the
 * printed number for a heading. Absent where nothing hangs.
 */
export function hangingNumbers(paragraphs: readonly Labelled[], labels: Labels): Map<ParagraphId, string> {
  const hanging = new Map<ParagraphId, string>()
  const owners: string[] = []
  for (const { id, kind, level, number } of paragraphs) {
    const label = labels[id] ?? ''
    if (kind === 'heading') {
      if (number) hanging.set(id, number)
      continue
    }
    if (kind === 'subparagraph') {
      const depth = Math.max(1, level)
      owners.length = Math.min(owners.length, depth)
      const owner = owners.at(-1)
      const own = owner && label.startsWith(`${owner} `) ? label.slice(owner.length + 1) : label
      if (own) hanging.set(id, `${own}.`)
      owners[depth] = label
      continue
    }
    if (label) {
      hanging.set(id, label)
      owners.splice(0, Infinity, label)
    }
  }
  return hanging
}
