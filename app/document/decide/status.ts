import { accept as accepted, refuse } from '#app/domain/basics/result.ts'
import { isClosed, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { mayAgree } from '#app/domain/papers/readiness.ts'
import { moveStatus } from '#app/domain/decisions/status.ts'
import { pendingOn } from './proposals.ts'
import type { Handler } from './handler.ts'

/** Moves a paragraph on the ladder; what is still proposed on it is declined when the decision says so. */
export const setStatus: Handler<'set-status'> = (edit, decision, { account }) => {
  const { paragraph, status, date, declineRemaining = false, reason } = decision
  const base = edit.base(paragraph)
  if (!base || base.get('status') === 'withdrawn') return refuse({ kind: 'no-such-paragraph', paragraph })
  const moved = moveStatus(base.get('status') as ParagraphStatus, status, reason)
  if (!moved.ok) return moved
  const remaining = isClosed(status) ? pendingOn(edit, paragraph) : []
  account.about({ paragraphs: [paragraph], proposals: remaining })
  if (status === 'ad-referendum' || status === 'agreed') {
    const agreed = mayAgree(edit.layers.rolling(), paragraph, { status, declineRemaining })
    if (!agreed.ok) return agreed
    for (const id of remaining) edit.decide(id, 'declined')
  }
  edit.set(paragraph, 'status', status)
  edit.set(paragraph, 'statusDate', isClosed(status) ? date : null)
  return accepted(decision)
}
