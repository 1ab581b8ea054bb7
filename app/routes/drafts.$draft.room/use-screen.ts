import { useCallback, useMemo } from 'react'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { useLiveReading } from '#app/live/use-live-reading.ts'
import type { MeetingContext } from '#app/ui/context/table-context.tsx'
import { namesHere } from '#app/ui/shared/names.ts'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { postStatement } from '../drafts.$draft._index/post-decision.ts'
import type { DelegationName, Identity } from '#app/live/types.ts'

export type GivenScreen = {
  draft: DraftHeader
  text: RollingText
  floor: Floor
  delegations: readonly DelegationName[]
  user: string
  me: Identity
}

/** The live text, by what the podium can do with the screen, and the door for what it arranges. */
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
  const { labels } = live
  const names = useMemo(() => namesHere(m, delegations, labels), [m, delegations, labels])
  const nameOf = useMemo(() => namesHere(m, delegations, {}).delegation, [m, delegations])
  const onStatement = useCallback((said: Statement) => postStatement(draft.id, csrf, said), [draft.id, csrf])
  const here: MeetingContext = {
    ...{ m, draft, me, names, labels, delegations, floor: live.floor, text: live.text },
    ...{ focus: null, isCopy: false, isTransmitted: draft.phase === 'transmitted' },
  }
  return { live, here, nameOf, onStatement }
}
