import { useCallback } from 'react'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { FollowingProvider } from '#app/ui/discussion/following.tsx'
import { KeptUnder } from '#app/ui/discussion/comments/kept-words.ts'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { postTo } from './post-decision.ts'

/** What is one's own at a table and nobody else's: the paragraphs one follows, the words one has not posted. */
export function Keeping({
  given: { draft, user, follows },
  children,
}: {
  given: { draft: { id: DraftId }; user: string; follows: readonly ParagraphId[] }
  children: React.ReactNode
}) {
  const csrf = useCsrf()
  const onFollow = useCallback(
    (paragraph: ParagraphId, follows: boolean) =>
      postTo(`/drafts/${draft.id}/follows`, csrf, { paragraph, follows }),
    [draft.id, csrf],
  )
  return (
    <KeptUnder.Provider value={`${draft.id} ${user}`}>
      <FollowingProvider initial={follows} onFollow={onFollow}>
        {children}
      </FollowingProvider>
    </KeptUnder.Provider>
  )
}
