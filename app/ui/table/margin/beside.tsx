import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Margin, ProposalList, type MarginProps } from './margin.tsx'
import type { TableProps } from '#app/ui/context/table-props.ts'
import { Comments } from '#app/ui/discussion/comments/comments.tsx'
import { BesideTabs } from './tabs.tsx'
import type { Voices } from '#app/ui/discussion/use-discussion.ts'

type BesideProps = {
  margin: Omit<MarginProps, 'paragraphs' | 'order'>
  voices: Voices
  table: Pick<TableProps, 'delegations' | 'voices' | 'today' | 'onFocusParagraph'>
  onGo: (paragraph: string) => void
}

/** What stands beside the text: the proposals, or the comments; in a working copy the proposals alone. */
export function Beside(props: BesideProps) {
  const { comments } = useMessages()
  return (
    <aside className="margin" aria-label={comments.tabsLabel}>
      <Tabbed {...props} />
    </aside>
  )
}

/** The same, one under another, for the sheet from below. */
export const BesideListed = (props: BesideProps) => <Tabbed {...props} listed />

function Tabbed({ margin, voices, table, onGo, listed }: BesideProps & { listed?: boolean }) {
  const { paragraphs, order, threads, tab, onTab } = voices
  const List = listed ? ProposalList : Margin
  const proposals = <List {...margin} {...{ paragraphs, order }} />
  if (!voices.speaking) return proposals
  return (
    <BesideTabs
      {...{ tab, onTab, proposals }}
      counts={{
        proposals: margin.proposals.length,
        comments: threads.filter(({ thread }) => thread.resolved === null).length,
      }}
      comments={
        <Comments
          {...{ threads, onGo, listed }}
          order={voices.order}
          opened={voices.commented.opened}
          onOpen={voices.commented.onOpen}
          focus={margin.focus}
          today={table.today}
          delegations={table.delegations}
          within={table.voices?.within ?? null}
        />
      }
    />
  )
}
