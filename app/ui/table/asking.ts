import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { SelectedWords } from '#app/live/types.ts'

/** A decision that needs a word more, or whose consequence is shown, before it is taken. */
export type Asking =
  | { kind: 'decline'; proposal: Proposal }
  | { kind: 'agree'; paragraph: ParagraphId; status: 'agreed' | 'ad-referendum' }
  | { kind: 'reopen'; paragraph: ParagraphId }
  | { kind: 'remove'; paragraph: ParagraphId }
  | { kind: 'add'; after: ParagraphId | null }
  | { kind: 'form'; paragraph: ParagraphId }
  | { kind: 'bracket'; selection: SelectedWords }
