import type { Attribution, View } from '../basics/rolling.ts'

/** Whether a pending proposal is carried out in this view; `rolling` shows proposals without carrying them out. */
export function isApplied({ delegation }: Pick<Attribution, 'delegation'>, view: View): boolean {
  switch (view.kind) {
    case 'rolling':
    case 'base':
      return false
    case 'clean':
      return true
    case 'only':
      return view.delegations.includes(delegation)
  }
}
