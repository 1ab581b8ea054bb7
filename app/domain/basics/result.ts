/** An outcome by value: rules refuse, they do not throw. An exception means a bug. */
export type Result<T, R extends { kind: string }> = { ok: true; value: T } | { ok: false; refusal: R }

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const refuse = <R extends { kind: string }>(refusal: R): { ok: false; refusal: R } => ({
  ok: false,
  refusal,
})
