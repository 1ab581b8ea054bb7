import type { PostedBridging } from '../drafts.$draft.bridging/schema.ts'

/** Sends what the chair does with a bridging text. Never throws; `id` is that of the text. */
export async function postBridging(
  draft: string,
  csrf: string,
  body: PostedBridging,
): Promise<{ ok: boolean; id?: string }> {
  try {
    const response = await fetch(`/drafts/${draft}/bridging`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { ok: boolean; id?: string }
  } catch {
    return { ok: false }
  }
}
