import { Tabs } from 'radix-ui'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { Tab } from '#app/ui/discussion/use-discussion.ts'

/** Proposals and comments stand apart, so that neither drowns in the other; each says how many there are. */
export function BesideTabs({
  tab,
  onTab,
  counts,
  proposals,
  comments,
}: {
  tab: Tab
  onTab: (tab: Tab) => void
  counts: Readonly<Record<Tab, number>>
  proposals: React.ReactNode
  comments: React.ReactNode
}) {
  const { comments: say } = useMessages()
  return (
    <Tabs.Root value={tab} onValueChange={(next) => onTab(next as Tab)} className="beside-tabs">
      <Tabs.List className="beside-list" aria-label={say.tabsLabel}>
        {(['proposals', 'comments'] as const).map((one) => (
          <Tabs.Trigger key={one} value={one} className="beside-tab">
            {say.tabs[one]} <span className="count">{counts[one]}</span>
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="proposals" tabIndex={-1}>
        {proposals}
      </Tabs.Content>
      <Tabs.Content value="comments" tabIndex={-1}>
        {comments}
      </Tabs.Content>
    </Tabs.Root>
  )
}
