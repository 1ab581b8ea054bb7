import { Brackets, Quote, Scissors, Trash2 } from 'lucide-react'
import type { Decision } from '#app/domain/decision.ts'
import { Button } from '../button.tsx'
import { useMessages } from '../words.tsx'
import type { Asking } from './asking.ts'
import type { SelectedWords } from './seat.ts'

/** What the chair can do with the words it has selected, right above them. Never takes the focus. */
export function SelectionToolbar({
  selection,
  onDecide,
  onAsk,
}: {
  selection: SelectedWords
  onDecide: (decision: Decision) => void
  onAsk: (asking: Asking) => void
}) {
  const { selection: say } = useMessages()
  const { paragraph, from, collapsed, proposals, bracket, box } = selection
  const acts: React.ReactNode[] = []
  const act = (key: string, icon: React.ReactNode, said: string, run: () => void) =>
    acts.push(
      <Button key={key} size="small" tone="ghost" onClick={run}>
        {icon}
        {said}
      </Button>,
    )
  if (!collapsed && proposals.length === 0)
    act('bracket', <Brackets size={14} />, say.bracket, () => onAsk({ kind: 'bracket', selection }))
  if (collapsed && proposals.length === 0)
    act('split', <Scissors size={14} />, say.split, () =>
      onDecide({ kind: 'split-paragraph', paragraph, after: from }),
    )
  if (bracket) {
    act('unbracket', <Trash2 size={14} />, say.unbracket, () =>
      onDecide({ kind: 'unbracket', open: bracket.open }),
    )
    act('literal', <Quote size={14} />, bracket.literal ? say.negotiated : say.literal, () =>
      onDecide({ kind: 'mark-literal', open: bracket.open, literal: !bracket.literal }),
    )
  }
  if (proposals.length > 0) act('accept', null, say.accept, () => onDecide({ kind: 'accept', proposals }))
  if (acts.length === 0) return null
  const above = box.top > 120
  return (
    <div
      role="toolbar"
      aria-label={say.label}
      className="selection-toolbar"
      onMouseDown={(event) => event.preventDefault()}
      style={{
        top: above ? box.top - 8 : box.bottom + 8,
        left: (box.left + box.right) / 2,
        translate: above ? '-50% -100%' : '-50% 0',
      }}
    >
      {acts}
    </div>
  )
}
