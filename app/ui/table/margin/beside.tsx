import { useTable, useTableNow } from '#app/ui/context/table-context.tsx'
import { Comments } from '#app/ui/discussion/comments/comments.tsx'
import type { Discussion } from '#app/ui/discussion/use-discussion.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { Margin, ProposalList } from './margin.tsx'
import { BesideTabs } from './tabs.tsx'

type BesideProps = {
  proposals: readonly Proposal[]
  discussion: Discussion
  onGo: (paragraph: string) => void
}

/** What stands beside the text: the proposals, or the comments; in a working copy the proposals alone. */
export function Beside(props: BesideProps) {
  const { comments } = useTable().m
  return (
    <aside className="margin" aria-label={comments.tabsLabel}>
      <Tabbed {...props} />
    </aside>
  )
}

/** The same, one under another, for the sheet from below. */
export const BesideListed = (props: BesideProps) => <Tabbed {...props} listed />

function Tabbed({ proposals, discussion, onGo, listed }: BesideProps & { listed?: boolean }) {
  const { focus } = useTableNow()
  const { paragraphs, order, threads, tab, onTab, commented } = discussion
  const List = listed ? ProposalList : Margin
  const list = <List {...{ proposals, focus, paragraphs, order }} />
  if (!discussion.isHere) return list
  return (
    <BesideTabs
      {...{ tab, onTab }}
      proposals={list}
      counts={{
        proposals: proposals.length,
        comments: threads.filter(({ thread }) => thread.resolved === null).length,
      }}
      comments={
        <Comments
          {...{ threads, onGo, listed, order, focus }}
          opened={commented.opened}
          onOpen={commented.onOpen}
        />
      }
    />
  )
}
