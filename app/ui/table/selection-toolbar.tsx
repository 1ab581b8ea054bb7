import { Brackets, Quote, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { Button } from '../kit/button.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { Asking } from './asking.ts'
import type { SelectedWords } from '#app/live/types.ts'

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
  const { collapsed, proposals, bracket, box } = selection
  const isHidden = useHiddenByScrolling(selection)
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
  if (bracket) {
    act('unbracket', <Trash2 size={14} />, say.unbracket, () =>
      onDecide({ kind: 'unbracket', open: bracket.open }),
    )
    act('literal', <Quote size={14} />, bracket.literal ? say.negotiated : say.literal, () =>
      onDecide({ kind: 'mark-literal', open: bracket.open, literal: !bracket.literal }),
    )
  }
  if (!collapsed && proposals.length > 0)
    act('accept', null, say.accept, () => onDecide({ kind: 'accept', proposals }))
  if (acts.length === 0 || isHidden) return null
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

/** It stands where the words stood when they were selected; once the page has scrolled, that is elsewhere. */
function useHiddenByScrolling(selection: SelectedWords): boolean {
  const [hidden, setHidden] = useState<SelectedWords | null>(null)
  useEffect(() => {
    const hide = () => setHidden(selection)
    window.addEventListener('scroll', hide, { passive: true, once: true })
    return () => window.removeEventListener('scroll', hide)
  }, [selection])
  return hidden === selection
}
