import type { DelegationCode } from '../basics/actor.ts'
import { proposalsOf } from './proposal.ts'
import type { RollingParagraph } from '../basics/rolling.ts'
import { baseText } from './preview.ts'

/** What is another between two moments of one paragraph. */
export type ParagraphChange =
  { kind: 'new' | 'gone' | 'words'; delegation: DelegationCode } | { kind: 'base' | 'status' }

/** What has changed on a paragraph since somebody looked at it, in the order of importance. */
export function changesSince(seen: RollingParagraph, now: RollingParagraph): ParagraphChange[] {
  const [before, after] = [proposalsOf(seen), proposalsOf(now)]
  const shared = (a: readonly string[], b: readonly string[]) => a.some((id) => b.includes(id))
  const changes: ParagraphChange[] = []
  if (baseText(seen) !== baseText(now)) changes.push({ kind: 'base' })
  if (seen.status !== now.status) changes.push({ kind: 'status' })
  for (const { ids, delegation, struck, inserted } of after) {
    const known = before.find((each) => shared(each.ids, ids))
    if (!known) changes.push({ kind: 'new', delegation })
    else if (known.struck !== struck || known.inserted !== inserted)
      changes.push({ kind: 'words', delegation })
  }
  for (const { ids, delegation } of before)
    if (!after.some((each) => shared(each.ids, ids))) changes.push({ kind: 'gone', delegation })
  return changes
}
