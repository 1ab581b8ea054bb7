import type { Asking } from '../context/asking.ts'
import { useSharedTable } from '../context/table-context.tsx'
import { CommentPointed } from './comments/comment-pointed.tsx'
import { Composer } from './comments/composer.tsx'
import { GroupsDialog } from './positions/groups-dialog.tsx'
import { PositionNote } from './positions/position-note.tsx'
import type { Discussion } from './use-discussion.ts'

/** What stands before the table while one speaks: the question for a comment, the groups. */
export function DiscussionDialogs({
  asking,
  onClose,
  discussion: { commented, onTab },
}: {
  asking: Asking | null
  onClose: () => void
  discussion: Discussion
}) {
  const table = useSharedTable()
  if (!table) return null
  return (
    <>
      {commented.pointed && <CommentPointed pointed={commented.pointed} onEnd={commented.onPointed} />}
      {asking?.kind === 'comment' && (
        <Composer
          key={JSON.stringify(asking.about)}
          about={asking.about}
          onClose={onClose}
          onPosted={() => {
            onClose()
            onTab('comments')
          }}
        />
      )}
      {asking?.kind === 'position-note' && <PositionNote asking={asking} onClose={onClose} />}
      {asking?.kind === 'groups' && <GroupsDialog onClose={onClose} />}
    </>
  )
}
