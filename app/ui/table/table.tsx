import { ListTree, MessagesSquare, Inbox } from 'lucide-react'
import { Tooltip } from 'radix-ui'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import { Button } from '../kit/button.tsx'
import { Drawer } from '../kit/overlay/dialog.tsx'
import { ToastProvider } from '../kit/overlay/toast.tsx'
import { AroundTable } from './around-table.tsx'
import { ProgressBar } from '../kit/progress.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { Asking } from './asking.ts'
import { TableBanners } from './bar/banners.tsx'
import { BracketPanel } from './outline/bracket-panel.tsx'
import { BridgingCards } from './margin/bridging-cards.tsx'
import { DecisionDialog } from './dialogs/decision-dialogs.tsx'
import { KeysDialog } from './dialogs/keys-dialog.tsx'
import { useMeeting } from '../meeting/use-meeting.tsx'
import { namesHere, type NamesHere } from '../shared/names.ts'
import { Outline } from './outline/outline.tsx'
import { bracketCounts, outlineOf, progressOf, proposalsOn } from './outline/outline-sections.ts'
import type { PaletteOpens } from './dialogs/palette.tsx'
import type { CardActs } from './margin/proposal-card.tsx'
import { SheetColumn } from './sheet-column.tsx'
import { SelectionToolbar } from './selection-toolbar.tsx'
import { Behalf } from './bar/behalf.tsx'
import { Finding } from './finding.tsx'
import { CopyBanner } from './bar/copy-banner.tsx'
import type { CopyActs, TableProps } from '../context/table-props.ts'
import { useCopyActs } from './use-copy-acts.ts'
import { TopBar } from './bar/top-bar.tsx'
import { Tray } from './dialogs/tray.tsx'
import { useStatement, type MakeStatement } from '../shared/use-statement.ts'
import { useDecide, type Decide } from '../shared/use-decide.ts'
import { useTrayNotice } from './use-tray-notice.ts'
import { useTableKeys } from './use-table-keys.ts'
import { ViewSwitch } from './bar/views.tsx'
import { Beside, BesideListed } from './margin/beside.tsx'
import { SpeakingProvider } from '../context/table-context.tsx'
import { useVoices } from '../discussion/use-discussion.ts'
import { VoiceDialogs } from '../discussion/discussion-dialogs.tsx'

/**
 * The page where everyone sits. Shows what it is given and asks for what is clicked; the negotiation itself
 * lives in the editor slot and on the server. Without an editor the text stands as the server sent it.
 */
export function Table(props: TableProps) {
  return (
    <Tooltip.Provider delayDuration={300}>
      <ToastProvider>
        <AroundTable {...props}>
          <TableLayout {...props} />
        </AroundTable>
      </ToastProvider>
    </Tooltip.Provider>
  )
}

const noActs = () => []

type Opened = PaletteOpens | 'palette' | 'outline' | 'proposals' | 'tray' | null

function TableLayout(props: TableProps) {
  const { labels, delegations, draft, me, view, focus, behalf } = props
  // What stands beside the text may follow a moment later; typing never waits for it.
  const text = useDeferredValue(props.text)
  const m = useMessages()
  const [opened, setOpened] = useState<Opened>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const names = useMemo(() => namesHere(m, delegations, labels), [m, delegations, labels])
  const counts = useMemo(() => bracketCounts(text), [text])
  const sections = useMemo(() => outlineOf(text, labels, counts), [text, labels, counts])
  const progress = useMemo(() => progressOf(text, counts), [text, counts])
  const proposals = useMemo(() => text.paragraphs.flatMap(proposalsOn), [text])
  const proposers = useMemo(() => [...new Set(proposals.map(({ delegation }) => delegation))], [proposals])
  const decide = useDecide(props.onDecide, names)
  const frozen = draft.phase === 'transmitted'
  const writes = !frozen && may(me, 'type-words')
  const makeStatement = useStatement(props.onStatement, names)
  const copy = useCopyActs(props, names)
  const acts = useCardActs(props, decide, setAsking, { copy, makeStatement })
  const onBelow = useCallback(() => setOpened('proposals'), [])
  const voices = useVoices(props, text, names, makeStatement, onBelow)
  const meeting = useMeeting(props, names, makeStatement)
  const { onFocusParagraph } = props
  const go = useCallback(
    (paragraph: ParagraphId) => {
      setOpened(null)
      onFocusParagraph(paragraph)
    },
    [onFocusParagraph],
  )
  useTableKeys(props, proposals, go, setOpened)
  useTrayNotice(props.unsent.length, setOpened)
  const margin = { proposals, focus, names, me, frozen, today: props.today, acts }
  const outline = (
    <>
      <ProgressBar {...progress} />
      <BracketPanel
        {...{ text, focus, names, me, draft, copy }}
        onDecide={(decision) => void decide(decision)}
      />
      <Outline sections={sections} focus={focus} onGo={go} />
    </>
  )
  return (
    <SpeakingProvider value={voices.speaking}>
      <div className="table-page">
        <TopBar
          {...props}
          names={names}
          meeting={meeting?.menu ?? null}
          onKeys={() => setOpened('keys')}
          onFind={() => setOpened('palette')}
          onGroups={voices.onGroups}
          onBehalf={behalf && !frozen ? () => setOpened('behalf') : null}
          onUndo={me.role === 'chair' && !frozen ? () => void decide({ kind: 'undo' }) : null}
          isEmpty={props.text.paragraphs.length === 0}
          views={<ViewSwitch view={view} proposers={proposers} names={names} onView={props.onView} />}
        />
        <TableBanners {...{ draft, view, writes }} connection={props.connection} line={props.line} />
        {meeting?.strip}
        <Behalf
          {...{ behalf, delegations, names }}
          asks={opened === 'behalf'}
          onAsk={(asks) => setOpened(asks ? 'behalf' : null)}
        />
        {copy && <CopyBanner {...{ draft, me, names, proposals, copy }} />}
        <BridgingCards draft={draft.id} {...{ text, names, me }} />
        <div className="table">
          <aside className="outline" aria-label={m.outline.title}>
            {outline}
          </aside>
          <SheetColumn
            {...{ props, names, writes, meeting }}
            commented={voices.commented}
            onDecide={decide}
            onAsk={setAsking}
            isDeciding={opened === 'decisions'}
            onDeciding={(open) => setOpened(open ? 'decisions' : null)}
            onMove={() => setOpened('move')}
          />
          <Beside {...{ margin, voices, table: props }} onGo={onFocusParagraph} />
        </div>
        <SheetTools proposals={proposals.length} unsent={props.unsent.length} onOpen={setOpened} />
        <Drawer side open={opened === 'outline'} onClose={() => setOpened(null)} title={m.outline.title}>
          {outline}
        </Drawer>
        <Drawer open={opened === 'proposals'} onClose={() => setOpened(null)} title={m.comments.tabsLabel}>
          <BesideListed {...{ margin, voices, table: props }} onGo={go} />
        </Drawer>
        <Finding
          {...{ names, makeStatement, opened }}
          meeting={meeting?.acts ?? noActs}
          table={props}
          onGo={onFocusParagraph}
          onOpen={setOpened}
        />
        <KeysDialog open={opened === 'keys'} onClose={() => setOpened(null)} />
        <Tray
          open={opened === 'tray' && props.unsent.length > 0}
          unsent={props.unsent}
          onClose={() => setOpened(null)}
          onDiscard={props.onDiscardUnsent}
        />
        <Deciding {...{ asking, text, names, counts, decide, frozen }} table={props} onAsk={setAsking} />
        {meeting?.overlays}
        <VoiceDialogs {...{ voices, table: props }} />
      </div>
    </SpeakingProvider>
  )
}

/** What the chair decides on selected words, and what is asked before a decision. */
function Deciding({
  asking,
  text,
  names,
  counts,
  decide,
  frozen,
  table,
  onAsk,
}: {
  asking: Asking | null
  text: TableProps['text']
  names: NamesHere
  counts: ReturnType<typeof bracketCounts>
  decide: Decide
  frozen: boolean
  table: TableProps
  onAsk: (asking: Asking | null) => void
}) {
  const { selection, me, delegations, today } = table
  if (asking)
    return (
      <DecisionDialog
        {...{ asking, text, names, delegations, today }}
        bracketsIn={(id) => (counts.pairs[id] ?? 0) + (counts.strays[id] ?? 0)}
        onDecide={decide}
        onClose={() => onAsk(null)}
      />
    )
  if (!selection || me.role !== 'chair' || frozen) return null
  return <SelectionToolbar selection={selection} onDecide={(d) => void decide(d)} onAsk={onAsk} />
}

/** On small windows: what stands beside the text otherwise. The tray is here on every window. */
function SheetTools({
  proposals,
  unsent,
  onOpen,
}: {
  proposals: number
  unsent: number
  onOpen: (opened: Opened) => void
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

function useCardActs(
  props: TableProps,
  decide: Decide,
  ask: (asking: Asking) => void,
  { copy, makeStatement }: { copy: CopyActs | null; makeStatement: MakeStatement },
): CardActs {
  const { onWithdraw, onSupport, onFocusParagraph } = props
  return useMemo(
    () => ({
      copy,
      onConfirm: (proposals) => void makeStatement({ kind: 'confirm', proposals }),
      onDecide: (decision) => void decide(decision),
      onDecline: (proposal) => ask({ kind: 'decline', proposal }),
      onWithdraw: onWithdraw && (({ ids }) => onWithdraw(ids)),
      onSupport: onSupport && !copy ? ({ ids }, supports) => onSupport(ids, supports) : null,
      onGo: ({ paragraph }) => onFocusParagraph(paragraph),
    }),
    [decide, ask, makeStatement, onWithdraw, onSupport, onFocusParagraph, copy],
  )
}
