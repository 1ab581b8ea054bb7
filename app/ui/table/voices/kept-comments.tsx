import { PencilLine, Trash2 } from 'lucide-react'
import { Button } from '../../button.tsx'
import { useMessages } from '../../words.tsx'
import { useSpeaking } from './context.tsx'
import { useKeptWords } from './kept-words.ts'

/** Comments that were begun and not posted, wherever in the text. */
export function KeptComments() {
  const { comments: say } = useMessages()
  const speaking = useSpeaking()
  const { comments, keepComment } = useKeptWords()
  if (!speaking?.onComment || comments.length === 0) return null
  return (
    <ul className="kept-comments" aria-label={say.kept.title}>
      {comments.map((comment) => {
        const label = speaking.names.paragraph(comment.about.paragraph)
        return (
          <li key={JSON.stringify(comment.about)} className="card kept-comment">
            <p className="card-note">
              {comment.isWithin ? say.kept.within(label) : say.kept.on(label)}
              {comment.about.kind === 'words' && comment.words && <>: “{comment.words.slice(0, 80)}”</>}
            </p>
            <p className="clipped">{comment.text}</p>
            <div className="acts">
              <Button size="small" onClick={() => speaking.onComment?.(comment.about)}>
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
