import { accept as accepted, refuse, type Result } from '#app/domain/result.ts'
import { bracketsOf } from '#app/domain/view.ts'
import { isNegotiatedBracket } from '#app/domain/bracket.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/paragraph.ts'
import { pendingOn } from './decide-proposals.ts'
import type { Surgery } from './surgery.ts'

type Done = Result<null, DecisionRefusal>

/**
 * Moves a paragraph on the ladder. Agreeing needs a paragraph without brackets on which nothing is
 * proposed any more (or the word that the rest is declined); reopening needs a reason.
 */
export function setStatus(surgery: Surgery, decision: Extract<Decision, { kind: 'set-status' }>): Done {
  const { paragraph, status, date, declineRemaining, reason } = decision
  const base = surgery.base(paragraph)
  if (!base || base.get('status') === 'withdrawn') return refuse({ kind: 'no-such-paragraph', paragraph })
  const from = base.get('status') as ParagraphStatus
  if (from === status) return refuse({ kind: 'illegal-status', from, to: status })
  if (isClosed(from) && !isClosed(status) && !reason?.trim()) return refuse({ kind: 'reason-needed' })
  if (isClosed(status)) {
    const pending = pendingOn(surgery, paragraph)
    if (pending.length > 0 && !declineRemaining)
      return refuse({ kind: 'proposals-pending', paragraph, count: pending.length })
    for (const id of pending) surgery.decide(id, 'declined')
    surgery.refresh()
    const count = bracketsIn(surgery, paragraph)
    if (count > 0) return refuse({ kind: 'brackets-pending', paragraph, count })
  }
  surgery.set(paragraph, 'status', status)
  surgery.set(paragraph, 'statusDate', isClosed(status) ? date : null)
  return accepted(null)
}

/** Negotiated pairs that open, close or reach across a paragraph, and strays in it. */
function bracketsIn(surgery: Surgery, paragraph: ParagraphId): number {
  const text = surgery.layers.rolling()
  const order = new Map(text.paragraphs.map(({ id }, i) => [id, i]))
  const here = order.get(paragraph) ?? -1
  const tree = bracketsOf(text, { kind: 'base' })
  const pairs = tree.brackets.filter(isNegotiatedBracket).filter(({ open, close }) => {
    return (order.get(open.paragraph) ?? 0) <= here && here <= (order.get(close.paragraph) ?? -1)
  })
  return pairs.length + tree.strays.filter((stray) => stray.paragraph === paragraph).length
}
