import { MessageSquarePlus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { useStacked } from '#app/ui/sheet/use-stacked.ts'
import { useSharedTable } from '#app/ui/context/table-context.tsx'
import { KeptComments, KeptReplies } from './kept-comments.tsx'
import { ThreadCard } from './thread-card.tsx'
import type { OpenedThread } from './use-commented.ts'
import { filterThreads, threadFilters, type PlacedThread, type ThreadFilter } from './threads.ts'

export type CommentsProps = {
  threads: readonly PlacedThread[]
  focus: ParagraphId | null
  /** The paragraphs of the text. */
  order: ReadonlyMap<ParagraphId, number>
  onGo: (paragraph: ParagraphId) => void
  /** The thread that is looked at. */
  opened: OpenedThread | null
  onOpen: (thread: string) => void
  /** Threads one under another, as in the sheet from below; else each beside its paragraph. */
  listed?: boolean
}

/** The conversations about the text, apart from what is proposed. */
export function Comments(props: CommentsProps) {
  const { threads, focus, listed, opened } = props
  const { comments: say } = useMessages()
  const table = useSharedTable()
  const [filter, setFilter] = useState<ThreadFilter>('open')
  const shown = useMemo(
    () => (table ? filterThreads(threads, filter, table.me) : []),
    [threads, filter, table],
  )
  useEffect(() => {
    const found = threads.find(({ thread }) => thread.id === opened?.id)
    if (found) setFilter(found.thread.resolved ? 'resolved' : 'open')
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when somebody asks for a thread
  }, [opened])
  if (!table) return null
  const { names, onComment, me, internal: within } = table
  const counted = (of: ThreadFilter) => filterThreads(threads, of, me).length
  return (
    <>
      <div className="comments-bar">
        <div className="segments small" role="group" aria-label={say.filter}>
          {threadFilters.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={filter === one}
              data-state={filter === one ? 'on' : 'off'}
              onClick={() => setFilter(one)}
            >
              {say.filters[one]} {counted(one) > 0 && <span className="count">{counted(one)}</span>}
            </button>
          ))}
        </div>
        {onComment && focus !== null && (
          <Button
            size="small"
            className="comment-here"
            onClick={() => onComment({ kind: 'paragraph', paragraph: focus })}
          >
            <MessageSquarePlus size={14} aria-hidden /> {names.paragraph(focus)}
            <span className="unseen">: {say.add}</span>
          </Button>
        )}
      </div>
      {within && !within.isReachable && (
        <p className="card-note" role="status">
          {say.unreachable}
        </p>
      )}
      <KeptReplies {...props} />
      <KeptComments />
      {shown.length === 0 ? (
        <EmptyState small title={say.empty[filter]}>
          {onComment ? say.emptyText : say.emptyForReaders}
        </EmptyState>
      ) : listed ? (
        <div className="card-list">
          {shown.map((placed) => (
            <Card key={placed.thread.id} {...props} placed={placed} />
          ))}
        </div>
      ) : (
        <Beside {...props} shown={shown} />
      )}
    </>
  )
}

function Beside({ shown, ...props }: CommentsProps & { shown: readonly PlacedThread[] }) {
  const column = useRef<HTMLDivElement>(null)
  const opened = props.opened?.id ?? null
  const tops = useStacked(column, props.focus, shown, opened)
  return (
    <div ref={column} className="margin-column" data-placed={tops !== null || undefined}>
      {shown.map((placed, at) => (
        <div
          key={placed.thread.id}
          className="beside"
          data-beside={placed.place.paragraph ?? ''}
          data-thread={placed.thread.id}
          style={tops ? { transform: `translateY(${tops[at] ?? 0}px)` } : undefined}
        >
          <Card {...props} placed={placed} />
        </div>
      ))}
    </div>
  )
}

const Card = ({ placed, focus, onGo, opened, onOpen }: CommentsProps & { placed: PlacedThread }) => (
  <ThreadCard
    {...{ placed, onGo, onOpen }}
    opened={opened?.id === placed.thread.id ? opened : null}
    on={focus !== null && placed.place.paragraph === focus}
  />
)
