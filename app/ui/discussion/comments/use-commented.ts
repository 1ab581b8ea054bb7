import { useCallback, useEffect, useMemo, useState } from 'react'
import { commentedWords, type CommentedWords } from '#app/domain/floor/commented-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Marking } from '#app/ui/sheet/leaves.ts'
import { useToast } from '#app/ui/kit/overlay/toast.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { PlacedThread } from './threads.ts'

/** The thread that is looked at. A new object each time somebody asks for it. */
export type OpenedThread = {
  id: string
  /** Asked for from the keyboard: the focus goes along. */
  focus: boolean
}

/** Commented words that were pointed at where no cards stand beside the text. */
export type PointedWords = { threads: readonly string[]; box: { bottom: number; left: number } }

export type Commented = {
  marking: Marking
  opened: OpenedThread | null
  onOpen(thread: string): void
  /** Opens the thread at the caret, else one on the paragraph in focus; again for the next one. */
  onOpenHere(): void
  /** What a click in the text hit. */
  onPoint(target: EventTarget): void
  pointed: PointedWords | null
  /** Opens what was pointed at, or leaves it. */
  onPointed(opens: boolean): void
}

type CommentedOptions = {
  threads: readonly PlacedThread[]
  focus: ParagraphId | null
  /** Draws the marks in the live text. */
  onCommented: ((words: CommentedWords, opened: string | null) => void) | null
  onTab: (tab: 'comments') => void
  /** Opens the sheet from below, where small windows have the comments. */
  onBelow: () => void
}

/** The marks of comments in the text, and the way from them to the thread: a click, or a key at the caret. */
export function useCommented(options: CommentedOptions): Commented {
  const { threads, focus, onCommented, onTab, onBelow } = options
  const say = useToast()
  const { comments } = useMessages()
  const [opened, setOpened] = useState<OpenedThread | null>(null)
  const [pointed, setPointed] = useState<PointedWords | null>(null)
  const words = useMemo(() => commentedWords(threads), [threads])
  const isThere = opened !== null && threads.some(({ thread }) => thread.id === opened.id)
  const shown = isThere ? opened : null
  const openedId = shown?.id ?? null
  const marking = useMemo(() => ({ commented: words, opened: openedId }), [words, openedId])
  useEffect(() => onCommented?.(words, openedId), [onCommented, words, openedId])

  const open = useCallback(
    (among: readonly string[], focus: boolean) => {
      setPointed(null)
      setOpened((now) => ({ id: nextOf(among, now?.id), focus }))
      onTab('comments')
      if (!isBeside()) onBelow()
    },
    [onTab, onBelow],
  )
  const onPoint = (target: EventTarget) => {
    const mark = markAt(target)
    setPointed(null)
    if (!mark || window.getSelection()?.isCollapsed === false) return
    if (isBeside()) return open(mark.threads, false)
    const { bottom, left } = mark.element.getBoundingClientRect()
    setPointed({ threads: mark.threads, box: { bottom, left } })
  }
  const onOpenHere = () => {
    const mark = markAt(window.getSelection()?.focusNode ?? null)
    const here = mark?.threads ?? threadsOn(threads, focus)
    if (here.length > 0) open(here, true)
    else say({ text: comments.noneHere })
  }
  return {
    marking,
    opened: shown,
    onOpen: (thread) => setOpened({ id: thread, focus: false }),
    onOpenHere,
    onPoint,
    pointed,
    onPointed: (opens) => (opens && pointed ? open(pointed.threads, true) : setPointed(null)),
  }
}

/** The one after the one that is open, so that asking again goes through all of them. */
const nextOf = (among: readonly string[], now: string | undefined): string =>
  among[(now === undefined ? 0 : among.indexOf(now) + 1) % among.length]!

const threadsOn = (threads: readonly PlacedThread[], paragraph: ParagraphId | null): string[] =>
  paragraph === null
    ? []
    : threads
        .filter(({ thread, place }) => thread.resolved === null && place.paragraph === paragraph)
        .map(({ thread }) => thread.id)

/** Whether the cards stand beside the text; on small windows they are in a sheet of their own. */
const isBeside = (): boolean =>
  (document.querySelector<HTMLElement>('.margin')?.offsetParent ?? null) !== null

function markAt(target: EventTarget | null): { element: Element; threads: string[] } | null {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null
  const mark = element?.closest('.rolling [data-threads]')
  return mark ? { element: mark, threads: (mark.getAttribute('data-threads') ?? '').split(' ') } : null
}
