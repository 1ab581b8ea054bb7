import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { mayAgree } from '#app/domain/papers/readiness.ts'
import { moveStatus } from '#app/domain/decisions/status.ts'
import { pendingOn } from './proposals.ts'
import type { BaseEdit } from './base-edit.ts'

/** Moves a paragraph on the ladder; what is still proposed on it is declined when the decision says so. */
export function setStatus(
  edit: BaseEdit,
  decision: Extract<Decision, { kind: 'set-status' }>,
): Result<null, DecisionRefusal> {
  const { paragraph, status, date, declineRemaining = false, reason } = decision
  const base = edit.base(paragraph)
  if (!base || base.get('status') === 'withdrawn') return refuse({ kind: 'no-such-paragraph', paragraph })
  const moved = moveStatus(base.get('status') as ParagraphStatus, status, reason)
  if (!moved.ok) return moved
  if (status === 'ad-referendum' || status === 'agreed') {
    const agreed = mayAgree(edit.layers.rolling(), paragraph, { status, declineRemaining })
    if (!agreed.ok) return agreed
    for (const id of pendingOn(edit, paragraph)) edit.decide(id, 'declined')
  }
  edit.set(paragraph, 'status', status)
  edit.set(paragraph, 'statusDate', isClosed(status) ? date : null)
  return accepted(null)
}
