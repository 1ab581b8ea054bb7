import { ListTree, MessagesSquare, Inbox } from 'lucide-react'
import { Tooltip } from 'radix-ui'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import type { Asking, Panel } from '../context/asking.ts'
import { TableProvider, useTable, useTableNow } from '../context/table-context.tsx'
import type { TableProps } from '../context/table-props.ts'
import { DiscussionDialogs } from '../discussion/discussion-dialogs.tsx'
import { useDiscussion } from '../discussion/use-discussion.ts'
import { Button } from '../kit/button.tsx'
import { Drawer } from '../kit/overlay/dialog.tsx'
import { ToastProvider } from '../kit/overlay/toast.tsx'
import { ProgressBar } from '../kit/progress.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { AroundProvider } from '../sheet/around.tsx'
import { TableBanners } from './bar/banners.tsx'
import { Behalf } from './bar/behalf.tsx'
import { CopyBanner } from './bar/copy-banner.tsx'
import { MeetingStrip } from './bar/meeting-strip.tsx'
import { TopBar } from './bar/top-bar.tsx'
import { TableDialogs } from './dialogs/table-dialogs.tsx'
import { Tray } from './dialogs/tray.tsx'
import { useTableKeys } from './keys/use-table-keys.ts'
import { Beside, BesideListed } from './margin/beside.tsx'
import { BridgingCards } from './margin/bridging-cards.tsx'
import { BracketPanel } from './outline/bracket-panel.tsx'
import { Outline } from './outline/outline.tsx'
import { bracketCounts, outlineOf, progressOf, proposalsOn } from './outline/outline-sections.ts'
import { SelectionToolbars } from './selection-toolbar.tsx'
import { SheetColumn } from './sheet-column.tsx'
import { useTableState } from './use-table.ts'
import { useTrayNotice } from './use-tray-notice.ts'

/**
 * The page where everyone sits. Shows what it is given and asks for what is clicked; the negotiation itself
 * lives in the editor slot and on the server. Without an editor the text stands as the server sent it.
 */
export function Table(props: TableProps) {
  return (
    <Tooltip.Provider delayDuration={300}>
      <ToastProvider>
        <TableLayout {...props} />
      </ToastProvider>
    </Tooltip.Provider>
  )
}

function TableLayout(props: TableProps) {
  const { draft, me, view, connection, server, unsent, onFocusParagraph } = props
  // What stands beside the text may follow a moment later; typing never waits for it.
  const text = useDeferredValue(props.text)
  const m = useMessages()
  const [panel, open] = useState<Panel | null>(null)
  const [asking, ask] = useState<Asking | null>(null)
  const openComment = useRef(() => {})
  const { table, here } = useTableState(props, text, {
    ask,
    open,
    openComment: useCallback(() => openComment.current(), []),
  })
  const { names, labels, isTransmitted } = table
  const proposals = useMemo(() => text.paragraphs.flatMap(proposalsOn), [text])
  const writes = !isTransmitted && may(me, 'type-words')
  const onBelow = useCallback(() => open('proposals'), [])
  const discussion = useDiscussion(props.discussion, table, here, onBelow)
  openComment.current = discussion.commented.onOpenHere
  const go = useCallback(
    (paragraph: ParagraphId) => {
      open(null)
      onFocusParagraph(paragraph)
    },
    [onFocusParagraph],
  )
  useTableKeys(here, table.perform)
  useTrayNotice(unsent.length, open)
  const around = useMemo(() => ({ text, labels, nameOf: names.delegation }), [text, labels, names])
  const close = useCallback(() => open(null), [])
  // The menu closes after what was chosen in it has opened something else.
  const onDeciding = useCallback(
    (opens: boolean) => open((now) => (opens ? 'decisions' : now === 'decisions' ? null : now)),
    [],
  )
  const answered = useCallback(() => ask(null), [])
  return (
    <TableProvider {...{ table, here }}>
      <AroundProvider value={around}>
        <div className="table-page">
          <TopBar {...{ connection, server, proposals }} people={props.people} onView={props.onView} />
          <TableBanners {...{ draft, view, writes, connection, server }} />
          <MeetingStrip />
          <Behalf
            behalf={props.behalf}
            asks={panel === 'behalf' && !isTransmitted}
            onAsk={(asks) => open(asks ? 'behalf' : null)}
          />
          <CopyBanner proposals={proposals} />
          <BridgingCards />
          <div className="table">
            <aside className="outline" aria-label={m.outline.title}>
              <Outlined onGo={go} />
            </aside>
            <SheetColumn
              {...{ writes }}
              editor={props.editor}
              commented={discussion.commented}
              isDeciding={panel === 'decisions'}
              onDeciding={onDeciding}
            />
            <Beside {...{ proposals, discussion }} onGo={onFocusParagraph} />
          </div>
          <SheetTools proposals={proposals.length} unsent={unsent.length} onOpen={open} />
          <Drawer side open={panel === 'outline'} onClose={close} title={m.outline.title}>
            <Outlined onGo={go} />
          </Drawer>
          <Drawer open={panel === 'proposals'} onClose={close} title={m.comments.tabsLabel}>
            <BesideListed {...{ proposals, discussion }} onGo={go} />
          </Drawer>
          <Tray
            open={panel === 'tray' && unsent.length > 0}
            unsent={unsent}
            onClose={close}
            onDiscard={props.onDiscardUnsent}
          />
          {(!asking || asking.kind === 'comment' || asking.kind === 'groups') && (
            <SelectionToolbars isAsking={asking?.kind === 'comment'} />
          )}
          <TableDialogs {...{ panel, asking, close, answered }} />
          <DiscussionDialogs {...{ asking, discussion }} onClose={answered} />
        </div>
      </AroundProvider>
    </TableProvider>
  )
}

/** How far the text is, the brackets of the paragraph in focus, and all paragraphs. */
function Outlined({ onGo }: { onGo: (paragraph: ParagraphId) => void }) {
  const here = useTableNow()
  const { perform } = useTable()
  const { text, labels, focus } = here
  const counts = useMemo(() => bracketCounts(text), [text])
  const sections = useMemo(() => outlineOf(text, labels, counts), [text, labels, counts])
  const progress = useMemo(() => progressOf(text, counts), [text, counts])
  return (
    <>
      <ProgressBar {...progress} />
      <BracketPanel {...{ here, perform }} />
      <Outline sections={sections} focus={focus} onGo={onGo} />
    </>
  )
}

/** On small windows: what stands beside the text otherwise. The tray is here on every window. */
function SheetTools({
  proposals,
  unsent,
  onOpen,
}: {
  proposals: number
  unsent: number
  onOpen: (panel: Panel) => void
}) {
  const m = useMessages()
  return (
    <div className="sheet-tools">
      <Button className="for-outline" onClick={() => onOpen('outline')}>
        <ListTree size={15} /> {m.outline.title}
      </Button>
      <Button className="for-margin" onClick={() => onOpen('proposals')}>
        <MessagesSquare size={15} /> {m.margin.show(proposals)}
      </Button>
      {unsent > 0 && (
        <Button tone="danger" onClick={() => onOpen('tray')}>
          <Inbox size={15} /> {m.tray.open(unsent)}
        </Button>
      )}
    </div>
  )
}
