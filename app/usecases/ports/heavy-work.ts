import type { View } from '#app/domain/basics/rolling.ts'
import type { ComparedParagraph, Side } from '#app/domain/text/compare.ts'
import type { Paper } from '#app/exchange/paper.ts'

/** What takes long enough that nobody who writes should wait for it: done elsewhere than where the words pass. */
export interface HeavyWork {
  writeDocx(paper: Paper): Promise<Uint8Array>
  compare(before: Side, after: Side, view: View): Promise<ComparedParagraph[]>
}
