import type { Decision } from '#app/domain/decisions/decision.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

/** Asks the server to carry out a decision. Never throws: what cannot be reached is a refusal without a reason. */
export const postDecision = (draft: string, csrf: string, decision: Decision): Promise<DecisionAnswer> =>
  postTo(`/drafts/${draft}/decisions`, csrf, decision)

/** Asks the server to have something said or arranged at the table. */
export const postStatement = (draft: string, csrf: string, said: Statement): Promise<DecisionAnswer> =>
  postTo(`/drafts/${draft}/statements`, csrf, said)

/** Sends something as JSON. Never throws. */
export async function postTo(address: string, csrf: string, body: unknown): Promise<DecisionAnswer> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as DecisionAnswer
    return answer.ok ? { ok: true } : { ok: false, refusal: answer.refusal ?? null }
  } catch {
    return { ok: false, refusal: null }
  }
}
