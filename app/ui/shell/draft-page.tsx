import type { DraftHeader } from '#app/domain/basics/draft.ts'
import { addressOf, draftPages } from './draft-pages.ts'
import { DraftTabs, Page } from './page.tsx'
import { useViewer } from './viewer.tsx'
import { useMessages } from '../kit/messages-context.tsx'

/** A page about one draft: its tabs above, its own title. */
export function DraftPage({
  draft,
  ...page
}: { draft: Pick<DraftHeader, 'id' | 'title' | 'symbol' | 'phase'> } & Omit<
  React.ComponentProps<typeof Page>,
  'above'
>) {
  const { navigation } = useMessages()
  const viewer = useViewer() ?? { role: 'observer' as const, delegation: null }
  const tabs = draftPages(draft, viewer).map((each) => ({
    to: addressOf(draft.id, each),
    label: navigation[each],
  }))
  return <Page {...page} above={<DraftTabs title={draft.title} symbol={draft.symbol} tabs={tabs} />} />
}
