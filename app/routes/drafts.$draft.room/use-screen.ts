import { useCallback, useMemo } from 'react'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { useLiveReading } from '#app/live/use-live-reading.ts'
import { namesHere } from '#app/ui/shared/names.ts'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { postStatement } from '../drafts.$draft._index/post-decision.ts'
import type { DelegationName, Identity } from '#app/live/types.ts'

export type GivenScreen = {
  draft: { id: string; title: string }
  text: RollingText
  floor: Floor
  delegations: readonly DelegationName[]
  user: string
  me: Identity
}

/** The live text, the names in it, and the door for what the podium arranges. */
export function useScreen({ draft, text, floor, delegations, user, me }: GivenScreen) {
  const m = useMessages()
  const csrf = useCsrf()
  const live = useLiveReading({
    draft: draft.id,
    user,
    me,
    isPresent: false,
    initial: text,
    initialFloor: floor,
  })
  const names = useMemo(() => namesHere(m, delegations, live.labels), [m, delegations, live.labels])
  const nameOf = useMemo(() => namesHere(m, delegations, {}).delegation, [m, delegations])
  const onStatement = useCallback((said: Statement) => postStatement(draft.id, csrf, said), [draft.id, csrf])
  return { live, names, nameOf, onStatement }
}
