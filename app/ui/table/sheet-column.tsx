import { may } from '#app/domain/policy.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { EmptyState } from '../kit/banner.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import type { MeetingHere } from '../meeting/use-meeting.tsx'
import { RollingSheet } from '../sheet/sheet.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { Asking } from './asking.ts'
import type { NamesHere } from '../shared/names.ts'
import { ParagraphTools } from './paragraph-tools.tsx'
import { MoveItem, ProposeTools } from './propose-tools.tsx'
import type { TableProps } from '../context/table-props.ts'
import type { Decide } from '../shared/use-decide.ts'
import type { Commented } from '../discussion/comments/use-commented.ts'
import type { SelectedWords } from '#app/live/types.ts'

/** The text on its paper, live or as the server sent it, with what one may decide about the paragraph in focus. */
export function SheetColumn({
  props,
  names,
  writes,
  meeting,
  commented,
  onDecide,
  onAsk,
  isDeciding,
  onDeciding,
  onMove,
}: {
  props: TableProps
  names: NamesHere
  writes: boolean
  meeting: MeetingHere | null
  commented: Commented
  onDecide: Decide
  onAsk: (asking: Asking) => void
  /** The chair's menu at the paragraph in focus is open. */
  isDeciding: boolean
  onDeciding: (open: boolean) => void
  /** Asks where the paragraph in focus is to stand. */
  onMove: () => void
}) {
  const m = useMessages()
  const { text, labels, view, focus, editor, draft, me, today } = props
  const focused = text.paragraphs.find(({ id }) => id === focus)
  const focusOn = (event: React.MouseEvent) => {
    const paragraph = event.target instanceof Element ? event.target.closest('.paragraph') : null
    if (paragraph?.id) props.onFocusParagraph(paragraph.id)
  }
  return (
    // The keys for going from paragraph to paragraph are the table's own, so a click is only a short cut.
    <main
      id="main"
      className="sheet-column"
      tabIndex={-1}
      onClick={(event) => {
        if (!editor || !writes) focusOn(event)
        commented.onPoint(event.target)
      }}
    >
      {!writes && draft.phase !== 'transmitted' && m.table.reading[me.role] && (
        <p className="sheet-note">{m.table.reading[me.role]}</p>
      )}
      {text.paragraphs.length === 0 ? (
        <EmptySheet {...props} onAsk={onAsk} />
      ) : (
        editor || (
          <RollingSheet {...{ text, labels, view, focus }} marking={commented.marking} label={m.table.text} />
        )
      )}
      {may(me, 'add-paragraph') && draft.phase === 'negotiation' && focused && (
        <ParagraphTools
          {...{ text, today, me, onAsk }}
          more={
            <>
              {meeting?.itemsAt(focused.id)}
              {props.propose && (
                <MoveItem paragraph={focused} label={names.paragraph(focused.id)} onMove={onMove} />
              )}
            </>
          }
          paragraph={focused}
          label={names.paragraph(focused.id)}
          caret={caretIn(props.selection, focused.id)}
          open={isDeciding}
          onOpenChange={onDeciding}
          onDecide={(decision) => void onDecide(decision)}
        />
      )}
      {!may(me, 'add-paragraph') && props.propose && focused && (
        <ProposeTools
          {...{ text, onMove }}
          propose={props.propose}
          paragraph={focused}
          label={names.paragraph(focused.id)}
        />
      )}
    </main>
  )
}

const caretIn = (selection: SelectedWords | null, paragraph: ParagraphId) =>
  selection?.collapsed && selection.paragraph === paragraph && selection.proposals.length === 0
    ? selection.from
    : null

function EmptySheet({ draft, me, onAsk }: TableProps & { onAsk: (asking: Asking) => void }) {
  const { table } = useMessages()
  const fills = may(me, 'fill')
  return (
    <div className="rolling">
      <EmptyState
        title={table.empty}
        action={
          fills && (
            <>
              <LinkButton tone="primary" to={`/drafts/${draft.id}/import`}>
                {table.import}
              </LinkButton>
              <Button onClick={() => onAsk({ kind: 'add', after: null })}>{table.startTyping}</Button>
            </>
          )
        }
      >
        {fills ? table.emptyText : table.emptyForOthers}
      </EmptyState>
    </div>
  )
}
