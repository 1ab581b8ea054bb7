import { may } from '#app/domain/policy.ts'
import type { Asking } from '../context/asking.ts'
import { useTable, useTableNow } from '../context/table-context.tsx'
import type { Commented } from '../discussion/comments/use-commented.ts'
import { EmptyState } from '../kit/banner.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { RollingSheet } from '../sheet/sheet.tsx'
import { ParagraphMenu } from './paragraph-menu.tsx'

/** The text on its paper, live or as the server sent it, with what one may decide about the paragraph in focus. */
export function SheetColumn({
  editor,
  writes,
  commented,
  isDeciding,
  onDeciding,
}: {
  /** The live editor; while it is null the text stands as the server sent it. */
  editor: React.ReactNode | null
  writes: boolean
  commented: Commented
  /** The chair's menu at the paragraph in focus is open. */
  isDeciding: boolean
  onDeciding: (open: boolean) => void
}) {
  const { m, me, view, labels, text, focus, isTransmitted } = useTableNow()
  const { onFocusParagraph, ask } = useTable()
  const focusOn = (event: React.MouseEvent) => {
    const paragraph = event.target instanceof Element ? event.target.closest('.paragraph') : null
    if (paragraph?.id) onFocusParagraph(paragraph.id)
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
      {!writes && !isTransmitted && m.table.reading[me.role] && (
        <p className="sheet-note">{m.table.reading[me.role]}</p>
      )}
      {text.paragraphs.length === 0 ? (
        <EmptySheet onAsk={ask} />
      ) : (
        editor || (
          <RollingSheet {...{ text, labels, view, focus }} marking={commented.marking} label={m.table.text} />
        )
      )}
      <ParagraphMenu open={isDeciding} onOpenChange={onDeciding} />
    </main>
  )
}

function EmptySheet({ onAsk }: { onAsk: (asking: Asking) => void }) {
  const { m, me, draft } = useTable()
  const { table: say } = m
  const fills = may(me, 'fill')
  return (
    <div className="rolling">
      <EmptyState
        title={say.empty}
        action={
          fills && (
            <>
              <LinkButton tone="primary" to={`/drafts/${draft.id}/import`}>
                {say.import}
              </LinkButton>
              <Button onClick={() => onAsk({ kind: 'add', after: null })}>{say.startTyping}</Button>
            </>
          )
        }
      >
        {fills ? say.emptyText : say.emptyForOthers}
      </EmptyState>
    </div>
  )
}
