import type { ParagraphId } from '#app/domain/basics/paragraph.ts'

/** Words that came after the chair had closed what they were about. They go to their author's tray. */
export type LateWords = {
  reason: 'paragraph-closed' | 'paragraph-gone' | 'proposal-decided' | 'proposal-withdrawn'
  paragraph: ParagraphId | null
  text: string
  /** The words stand in the text; what came too late was that they be struck. */
  struck?: true
}
