import { Copy, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { AboutAsked } from '#app/domain/floor/comment.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { useSharedTable } from '#app/ui/context/table-context.tsx'
import { asComment, useKeptWords, type KeptReply } from './kept-words.ts'
import type { PlacedThread } from './threads.ts'

/** Comments that were begun and not posted, wherever in the text. */
export function KeptComments() {
  const { comments: say } = useMessages()
  const table = useSharedTable()
  const { comments, keepComment } = useKeptWords()
  if (!table?.onComment || comments.length === 0) return null
  return (
    <ul className="kept-comments" aria-label={say.kept.title}>
      {comments.map((comment) => {
        const label = table.names.paragraph(comment.about.paragraph)
        return (
          <li key={JSON.stringify(comment.about)} className="card kept-comment">
            <p className="card-note">
              {comment.isWithin ? say.kept.within(label) : say.kept.on(label)}
              {comment.about.kind === 'words' && comment.words && <>: “{comment.words.slice(0, 80)}”</>}
            </p>
            <p className="clipped">{comment.text}</p>
            <div className="actions">
              <Button size="small" onClick={() => table.onComment?.(comment.about)}>
                <PencilLine size={13} aria-hidden /> {say.kept.goOn}
                <span className="unseen">: {label}</span>
              </Button>
              <Button size="small" tone="ghost" onClick={() => keepComment({ ...comment, text: '' })}>
                <Trash2 size={13} aria-hidden /> {say.kept.discard}
                <span className="unseen">: {label}</span>
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

type RepliesProps = {
  threads: readonly PlacedThread[]
  order: ReadonlyMap<ParagraphId, number>
  focus: ParagraphId | null
}

/**
 * Replies that were begun in threads which are no longer there. They can go on as a comment, be copied or discarded;
 * until all threads are known none is taken for gone.
 */
export function KeptReplies({ threads, order, focus }: RepliesProps) {
  const { comments: say } = useMessages()
  const table = useSharedTable()
  const { replies } = useKeptWords()
  if (!table || table.internal?.isKnown === false) return null
  const there = new Set(threads.map(({ thread }) => thread.id))
  const left = replies.filter(({ thread }) => !there.has(thread))
  if (left.length === 0) return null
  const placeOf = ({ paragraph }: KeptReply) =>
    [paragraph, focus].find((id) => id !== null && id !== undefined && order.has(id)) ?? null
  return (
    <ul className="kept-comments" aria-label={say.kept.title}>
      {left.map((reply) => (
        <LeftReply key={reply.thread} reply={reply} paragraph={placeOf(reply)} />
      ))}
    </ul>
  )
}

function LeftReply({ reply, paragraph }: { reply: KeptReply; paragraph: ParagraphId | null }) {
  const { comments: say } = useMessages()
  const table = useSharedTable()
  const { commentOn, keepComment, keepReply } = useKeptWords()
  const [isCopied, setCopied] = useState(false)
  if (!table) return null
  const { me, names, onComment } = table
  // What may have been meant for one's delegation is never offered to the table.
  const isWithin = reply.isWithin ?? me.delegation !== null
  const discard = () => keepReply({ ...reply, text: '' })
  const goOn = (about: AboutAsked) => {
    keepComment(asComment({ ...reply, isWithin }, about, commentOn(about)))
    discard()
    onComment?.(about)
  }
  return (
    <li className="card kept-comment">
      <p className="card-note">{isWithin ? say.kept.replyWithin : say.kept.reply}</p>
      <p className="clipped">{reply.text}</p>
      <div className="actions">
        {onComment && paragraph !== null && (
          <Button size="small" onClick={() => goOn({ kind: 'paragraph', paragraph })}>
            <PencilLine size={13} aria-hidden /> {say.kept.replyOn(names.paragraph(paragraph))}
          </Button>
        )}
        <Button
          size="small"
          onClick={() => void navigator.clipboard?.writeText(reply.text).then(() => setCopied(true))}
        >
          <Copy size={13} aria-hidden /> {isCopied ? say.kept.copied : say.kept.copy}
        </Button>
        <Button size="small" tone="ghost" onClick={discard}>
          <Trash2 size={13} aria-hidden /> {say.kept.discard}
        </Button>
      </div>
    </li>
  )
}
