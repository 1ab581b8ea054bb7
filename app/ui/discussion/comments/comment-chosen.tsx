import { MessageSquarePlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { ChosenWords } from '#app/live/types.ts'

/** A comment on the words one has just selected, right below them. Never takes the focus. */
export function CommentChosen({ chosen, onAsk }: { chosen: ChosenWords; onAsk: () => void }) {
  const { comments } = useMessages()
  const [hidden, setHidden] = useState<ChosenWords | null>(null)
  useEffect(() => {
    // It stands where the words stood when they were selected; once the page has scrolled, that is elsewhere.
    const hide = () => setHidden(chosen)
    window.addEventListener('scroll', hide, { passive: true, once: true })
    return () => window.removeEventListener('scroll', hide)
  }, [chosen])
  if (hidden === chosen) return null
  const { bottom, right } = chosen.box
  return (
    <div
      className="selection-toolbar comment-chosen"
      role="toolbar"
      aria-label={comments.addOnWords}
      onMouseDown={(event) => event.preventDefault()}
      style={{ top: bottom + 8, left: Math.max(right, 120), translate: '-100% 0' }}
    >
      <Button size="small" tone="ghost" onClick={onAsk}>
        <MessageSquarePlus size={14} aria-hidden /> {comments.add}
      </Button>
    </div>
  )
}
