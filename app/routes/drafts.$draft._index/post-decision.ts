import type { Decision } from '#app/domain/decision.ts'
import type { DecisionAnswer } from '#app/ui/table/seat.ts'

/** Asks the server to carry out a decision. Never throws: what cannot be reached is a refusal without a reason. */
export async function postDecision(draft: string, csrf: string, decision: Decision): Promise<DecisionAnswer> {
  try {
    const response = await fetch(`/drafts/${draft}/decisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify(decision),
    })
    const answer = (await response.json()) as DecisionAnswer
    return answer.ok ? { ok: true } : { ok: false, refusal: answer.refusal ?? null }
  } catch {
    return { ok: false, refusal: null }
  }
}
