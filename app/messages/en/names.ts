import type { ParagraphId } from '#app/domain/basics/paragraph.ts'

/** What a refusal needs to be said: the number of a paragraph ("OP 2"), the name of whoever proposed. */
export type Names = {
  paragraph(id: ParagraphId): string
  proposer(proposal: string): string
}
