import { useMemo, useSyncExternalStore } from 'react'
import type { AboutAsked } from '#app/domain/floor/comment.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { useTableIfAny } from '#app/ui/context/table-context.tsx'

/** A comment that was begun and not posted. */
export type KeptComment = {
  about: AboutAsked
  /** The words that are shown with the question. */
  words: string
  text: string
  /** Meant for one's own delegation: nothing that was is ever offered to the table. */
  isWithin: boolean
}
/** A reply that was begun and not posted, with what is needed should its thread go. */
export type KeptReply = {
  thread: string
  text: string
  /** The paragraph that the thread was at; absent where that was not kept. */
  paragraph?: ParagraphId | null
  /** Whether the thread was within one's own delegation; absent where that was not kept. */
  isWithin?: boolean
}

export type KeptWords = {
  /** The latest first. */
  comments: readonly KeptComment[]
  commentOn(about: AboutAsked): KeptComment | null
  /** Without any words it is forgotten. */
  keepComment(comment: KeptComment): void
  replies: readonly KeptReply[]
  replyIn(thread: string): string
  /** Without any words it is forgotten. */
  keepReply(reply: KeptReply): void
}

/** Comments, and replies, kept for one person at one table: more than anybody begins. */
const MOST = 50

/** What somebody has typed and not posted. It survives the page, in this browser, until it is posted or discarded. */
export function useKeptWords(): KeptWords {
  const under = useTableIfAny()?.keptUnder ?? null
  const key = under === null ? null : `unsent comments ${under}`
  const raw = useSyncExternalStore(
    listen,
    () => (key === null ? null : read(key)),
    () => null,
  )
  return useMemo(() => {
    const { comments, replies } = parsed(raw)
    const isOn = (about: AboutAsked) => (kept: KeptComment) => sameAbout(kept.about, about)
    return {
      comments,
      replies,
      commentOn: (about) => comments.find(isOn(about)) ?? null,
      keepComment(comment) {
        if (key === null) return
        const { comments, replies } = parsed(read(key))
        const others = comments.filter((kept) => !sameAbout(kept.about, comment.about))
        write(key, { comments: comment.text.trim() ? [comment, ...others] : others, replies })
      },
      replyIn: (thread) => replies.find((kept) => kept.thread === thread)?.text ?? '',
      keepReply(reply) {
        if (key === null) return
        const { comments, replies } = parsed(read(key))
        const others = replies.filter((kept) => kept.thread !== reply.thread)
        write(key, { comments, replies: reply.text.trim() ? [reply, ...others] : others })
      },
    }
  }, [key, raw])
}

/**
 * A reply whose thread is gone, as a comment that was begun on something else; behind what was begun there already.
 * What was within the delegation stays there.
 */
export function asComment(
  { text, isWithin }: { text: string; isWithin: boolean },
  about: AboutAsked,
  begun: KeptComment | null,
): KeptComment {
  if (!begun) return { about, words: '', text, isWithin }
  return { ...begun, text: `${begun.text.trimEnd()}\n\n${text}`, isWithin: begun.isWithin || isWithin }
}

const sameAbout = (a: AboutAsked, b: AboutAsked): boolean => JSON.stringify(a) === JSON.stringify(b)

type Kept = { comments: KeptComment[]; replies: KeptReply[] }

function parsed(raw: string | null): Kept {
  try {
    const { comments = [], replies = [] } = JSON.parse(raw ?? '{}') as Partial<Kept>
    return { comments, replies }
  } catch {
    return { comments: [], replies: [] }
  }
}

const listeners = new Set<() => void>()

/** Tells of changes on this page and on the other pages of this browser. */
function listen(run: () => void): () => void {
  listeners.add(run)
  window.addEventListener('storage', run)
  return () => {
    listeners.delete(run)
    window.removeEventListener('storage', run)
  }
}

/** What a browser that keeps nothing has at least until the page is left. */
const onPage = new Map<string, string>()

function read(key: string): string | null {
  try {
    return onPage.get(key) ?? localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, { comments, replies }: Kept): void {
  const isEmpty = comments.length + replies.length === 0
  const raw = JSON.stringify({ comments: comments.slice(0, MOST), replies: replies.slice(0, MOST) })
  try {
    onPage.delete(key)
    if (isEmpty) localStorage.removeItem(key)
    else localStorage.setItem(key, raw)
  } catch {
    onPage.set(key, raw)
  }
  listeners.forEach((run) => run())
}
