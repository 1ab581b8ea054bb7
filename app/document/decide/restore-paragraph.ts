import { charAfter } from '#app/domain/basics/character.ts'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import { accept as accepted, refuse } from '#app/domain/basics/result.ts'
import type { CharId, RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { mayAgree } from '#app/domain/papers/readiness.ts'
import { baseText, isBaseRun } from '#app/domain/text/preview.ts'
import { charId, visibleSpans } from '../model/characters.ts'
import type { BaseEdit } from './base-edit.ts'
import type { Handler } from './handler.ts'
import { barred } from './paragraphs.ts'
import { rewriteText } from './rewrite-text.ts'

/**
 * Puts a paragraph back to its words and its status in an issued revision. What is proposed on words that stay is
 * untouched; what was only proposed in the revision is no part of its words.
 */
export const restoreParagraph: Handler<'restore-paragraph'> = (edit, decision, { given, account }) => {
  const { paragraph, revision } = decision
  const refusal = barred(edit, paragraph)
  if (refusal) return refusal
  if (!given.revision) return refuse({ kind: 'no-such-revision', revision })
  const issued = given.revision.paragraphs.find(({ id }) => id === paragraph)
  if (!issued || issued.proposed) return refuse({ kind: 'not-in-revision', paragraph, revision })
  const { status, statusDate } = issued
  const wanted = baseText(issued)
  const base = edit.base(paragraph)!
  if (edit.text(paragraph).toString() === wanted && base.get('status') === status)
    return refuse({ kind: 'nothing-changes' })
  account.about({ paragraphs: [paragraph], tellsTexts: true })
  rewriteText(edit, paragraph, wanted)
  markLiterals(edit, issued, given.revision)
  edit.refresh()
  if (status === 'ad-referendum' || status === 'agreed') {
    const agreed = mayAgree(edit.layers.rolling(), paragraph, { status, declineRemaining: false })
    if (!agreed.ok) return agreed
  }
  edit.set(paragraph, 'status', status)
  edit.set(paragraph, 'statusDate', isClosed(status) ? statusDate : null)
  return accepted(decision)
}

/** Brackets that were literal in the revision are again, also those that had to be written anew. */
function markLiterals(edit: BaseEdit, issued: RollingParagraph, { literalBrackets }: RollingText): void {
  const literal = new Set(literalBrackets)
  if (literal.size === 0) return
  const characters = issued.runs
    .filter(isBaseRun)
    .flatMap(({ text, first }) => Array.from({ length: text.length }, (_, at) => charAfter(first, at)))
  characters.forEach((id: CharId, at) => {
    const [span] = literal.has(id) ? visibleSpans(edit.text(issued.id), at, 1) : []
    if (span) edit.markLiteral(charId(span), true)
  })
}
