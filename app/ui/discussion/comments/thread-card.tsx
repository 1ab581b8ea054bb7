import { Check, CornerDownRight, Lock, RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { callsIn, maySettle, type Comment, type Speaker } from '#app/domain/floor/comment.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { delegationColour } from '#app/display/colour.ts'
import { cx } from '#app/ui/kit/cx.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { CommentField } from './comment-field.tsx'
import { candidatesFor, useSay } from './composer.tsx'
import { useSharedTable, useTable } from '#app/ui/context/table-context.tsx'
import { useKeptWords } from './kept-words.ts'
import type { PlacedThread } from './threads.ts'
import type { OpenedThread } from './use-commented.ts'

type CardProps = {
  placed: PlacedThread
  on: boolean
  onGo: (paragraph: string) => void
  /** Set while this thread is looked at. */
  opened: OpenedThread | null
  onOpen: (thread: string) => void
}

/** Replies shown before one asks for the others. */
const SHOWN = 3

/** One conversation: what it is about, what was said, and what one can add. */
export function ThreadCard(props: CardProps) {
  const { placed, on, opened } = props
  const { today } = useTable()
  const card = useOpened(opened)
  const { thread, isWithin } = placed
  const { comments: say } = useMessages()
  const [isWhole, setWhole] = useState(false)
  const [first, ...replies] = thread.comments
  const hidden = isWhole ? 0 : Math.max(0, replies.length - SHOWN)
  const voice = codeOf(first!)
  return (
    <section
      ref={card}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && event.target === card.current && backToText()}
      className={cx(
        'card thread',
        on && 'on',
        opened && 'opened',
        isWithin && 'within',
        thread.resolved && 'resolved',
      )}
      data-colour={delegationColour(voice)}
      aria-label={`${say.add}: ${thread.words.slice(0, 60)}`}
    >
      <Where {...props} />
      <CommentWords comment={first!} today={today} />
      {hidden > 0 && (
        <button type="button" className="quiet-button" onClick={() => setWhole(true)}>
          {say.more(hidden)}
        </button>
      )}
      {replies.slice(hidden).map((reply) => (
        <CommentWords key={reply.id} comment={reply} today={today} isReply />
      ))}
      <Settled {...props} />
      <ThreadActions {...props} />
    </section>
  )
}

/** Brings the thread into sight that somebody asked for; asked for by a key, the focus too. */
function useOpened(opened: OpenedThread | null) {
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!opened || !card.current) return
    if (opened.focus) card.current.focus({ preventScroll: true })
    // Beside the text it stands at its words already.
    if (card.current.closest('.card-list')) card.current.scrollIntoView({ block: 'nearest' })
  }, [opened])
  return card
}

/** The text takes the focus back, and with it the caret where it stood. */
function backToText() {
  const text = document.querySelector<HTMLElement>('.rolling[contenteditable=true]')
  ;(text ?? document.getElementById('main'))?.focus({ preventScroll: true })
}

const codeOf = ({ delegation, role }: Speaker): string => delegation ?? (role === 'chair' ? CHAIR : role)

/** The place it is about, with its words; what became of them when they are gone. */
function Where({ placed: { thread, place, isWithin }, onGo, onOpen }: CardProps) {
  const { comments: say } = useMessages()
  const names = useSharedTable()?.names
  const { about, words } = thread
  const { paragraph, isGone } = place
  const label = names?.paragraph(paragraph ?? about.paragraph) ?? ''
  const said =
    about.kind === 'proposal' ? say.about.proposal(label, names?.proposer(about.proposals[0]!) ?? '') : label
  const gone = { words: say.gone, proposal: say.goneProposal, paragraph: say.goneParagraph }
  return (
    <>
      <header>
        {paragraph === null ? (
          <span className="thread-where">{say.nowhere}</span>
        ) : (
          <a
            href={`#${paragraph}`}
            className="thread-where"
            onClick={() => {
              onOpen(thread.id)
              onGo(paragraph)
            }}
          >
            {said}
          </a>
        )}
        {isWithin && (
          <span className="thread-within">
            <Lock size={12} aria-hidden /> {say.withinShort}
          </span>
        )}
      </header>
      {words && about.kind !== 'paragraph' && (
        <blockquote className="about-words clipped">{words}</blockquote>
      )}
      {isGone && <p className="thread-gone">{gone[about.kind]}</p>}
    </>
  )
}

/** Somebody's words; within a delegation one knows whose, at the table which delegation's. */
function CommentWords({ comment, today, isReply }: { comment: Comment; today: string; isReply?: boolean }) {
  const m = useMessages()
  const names = useSharedTable()?.names
  const { at, delegation, role, name } = comment
  const who = delegation ? (names?.delegation(delegation) ?? delegation) : m.roles[role]
  return (
    <article className={cx('statement', isReply && 'reply')}>
      <p className="statement-by">
        {name ? <b>{name}</b> : <Chip code={codeOf(comment)} name={who} />}
        <time dateTime={m.when.machine(at)}>{m.when.since(at, today)}</time>
      </p>
      <p className="statement-words">
        {callsIn(comment).map(({ text, mention }, part) =>
          mention ? (
            <span key={part} className="call">
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </p>
    </article>
  )
}

function Settled({ placed: { thread } }: CardProps) {
  const { m, names, today } = useTable()
  const by = thread.resolved
  if (!by) return null
  const who = by.name ?? (by.delegation ? names.delegation(by.delegation) : m.roles[by.role])
  return (
    <p className="card-note thread-settled">
      <Check size={13} aria-hidden /> {m.comments.resolvedBy(who, m.when.since(by.at, today))}
    </p>
  )
}

function ThreadActions({ placed: { thread, place, isWithin } }: CardProps) {
  const { comments: say, words } = useMessages()
  const { onComment, delegations, internal, me } = useTable()
  const send = useSay()
  const { replyIn, keepReply } = useKeptWords()
  const text = replyIn(thread.id)
  const setText = (text: string) =>
    keepReply({ thread: thread.id, text, paragraph: place.paragraph, isWithin })
  const [isReplying, setReplying] = useState(false)
  const [busy, setBusy] = useState(false)
  if (!onComment && !isWithin) return null
  const candidates = candidatesFor(isWithin, delegations, internal)
  const settles = isWithin || maySettle(thread, me)
  async function act(said: Parameters<typeof send>[0]) {
    setBusy(true)
    const isDone = await send(said, isWithin)
    setBusy(false)
    return isDone
  }
  async function reply() {
    if (!text.trim() || !(await act({ kind: 'reply', thread: thread.id, text, mentions: candidates }))) return
    setText('')
    setReplying(false)
  }
  if (isReplying)
    return (
      <form
        className="thread-reply"
        onSubmit={(event) => {
          event.preventDefault()
          void reply()
        }}
      >
        <CommentField
          autoFocus
          rows={2}
          label={say.replyLabel}
          value={text}
          onChange={setText}
          candidates={candidates}
          onSend={() => void reply()}
        />
        <div className="row end">
          <Button size="small" onClick={() => setReplying(false)}>
            {words.cancel}
          </Button>
          <Button size="small" type="submit" tone="primary" busy={busy} disabled={text.trim() === ''}>
            {say.reply}
          </Button>
        </div>
      </form>
    )
  return (
    <div className="actions">
      <Button size="small" onClick={() => setReplying(true)}>
        <CornerDownRight size={13} aria-hidden /> {text ? say.kept.goOnReply : say.reply}
      </Button>
      {text && (
        <Button size="small" tone="ghost" onClick={() => setText('')}>
          {say.kept.discard}
        </Button>
      )}
      {settles && (
        <Button
          size="small"
          busy={busy}
          onClick={() =>
            void act({ kind: thread.resolved ? 'reopen-thread' : 'resolve-thread', thread: thread.id })
          }
        >
          {thread.resolved ? <RotateCcw size={13} aria-hidden /> : <Check size={13} aria-hidden />}
          {thread.resolved ? say.reopen : say.resolve}
        </Button>
      )}
    </div>
  )
}
