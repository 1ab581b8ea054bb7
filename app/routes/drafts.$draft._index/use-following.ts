import { useCallback, useMemo, useState } from 'react'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Following } from '#app/ui/context/table-props.ts'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { postTo } from './post-decision.ts'

/** The paragraphs that one follows at a table, kept by the server. */
export function useFollowing(draft: DraftId, initial: readonly ParagraphId[]): Following {
  const csrf = useCsrf()
  const [follows, setFollows] = useState<ReadonlySet<ParagraphId>>(() => new Set(initial))
  const set = useCallback(
    async (paragraph: ParagraphId, wanted: boolean) => {
      const put = (there: boolean) =>
        setFollows((now) => new Set(there ? [...now, paragraph] : [...now].filter((id) => id !== paragraph)))
      put(wanted)
      const answer = await postTo(`/drafts/${draft}/follows`, csrf, { paragraph, follows: wanted })
      if (!answer.ok) put(!wanted)
      return answer
    },
    [draft, csrf],
  )
  return useMemo(() => ({ follows, set }), [follows, set])
}
