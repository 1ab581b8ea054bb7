import { Composer } from './comments/composer.tsx'
import { CommentChosen } from './comments/comment-chosen.tsx'
import { CommentPointed } from './comments/comment-pointed.tsx'
import { GroupsDialog } from './positions/groups-dialog.tsx'
import type { Voices } from './use-discussion.ts'
import type { TableProps } from '../context/table-props.ts'

/** What stands before the table while one speaks: the question for a comment, the groups. */
export function VoiceDialogs({
  voices,
  table,
}: {
  voices: Voices
  table: Pick<TableProps, 'delegations' | 'voices' | 'me'>
}) {
  const { asking, onAskEnd, onTab, speaking } = voices
  const { delegations } = table
  const chosen = table.voices?.chosen ?? null
  if (!speaking) return null
  return (
    <>
      {/* The chair's own toolbar stands above the words. */}
      {chosen && speaking.onComment && !asking && <CommentChosen chosen={chosen} onAsk={voices.onAskHere} />}
      {voices.commented.pointed && (
        <CommentPointed pointed={voices.commented.pointed} onEnd={voices.commented.onPointed} />
      )}
      {asking && (
        <Composer
          key={JSON.stringify(asking)}
          asked={asking}
          within={table.voices?.within ?? null}
          delegations={delegations}
          onClose={onAskEnd}
          onPosted={() => {
            onAskEnd()
            onTab('comments')
          }}
        />
      )}
      <GroupsDialog open={voices.groupsOpen} onClose={voices.onGroupsClose} delegations={delegations} />
    </>
  )
}
