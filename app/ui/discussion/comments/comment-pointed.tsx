import { MessageSquareText } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { PointedWords } from './use-commented.ts'

/** The way to the comments on words that were pointed at, where no room is beside the text. Never takes the focus. */
export function CommentPointed({
  pointed,
  onEnd,
}: {
  pointed: PointedWords
  onEnd: (opens: boolean) => void
}) {
  const { comments } = useMessages()
  useEffect(() => {
    const hide = () => onEnd(false)
    window.addEventListener('scroll', hide, { passive: true, once: true })
    return () => window.removeEventListener('scroll', hide)
  }, [onEnd])
  const { bottom, left } = pointed.box
  return (
    <div
      className="selection-toolbar comment-pointed"
      role="toolbar"
      aria-label={comments.onWords(pointed.threads.length)}
      onMouseDown={(event) => event.preventDefault()}
      style={{
        top: bottom + 8,
        left: `clamp(8px, ${Math.round(left)}px, calc(100vw - 15rem))`,
        translate: 'none',
      }}
    >
      <Button size="small" tone="ghost" onClick={() => onEnd(true)}>
        <MessageSquareText size={14} aria-hidden /> {comments.onWords(pointed.threads.length)}
      </Button>
    </div>
  )
}
