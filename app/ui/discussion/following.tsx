import { Command } from 'cmdk'
import { Bell, BellRing } from 'lucide-react'
import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { IconButton } from '../kit/button.tsx'
import { MenuItem } from '../kit/overlay/menu.tsx'
import { useToast } from '../kit/overlay/toast.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { TableProps } from '../context/table-props.ts'
import { useKeys } from '../table/keys/use-keys.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

/** Which paragraphs one follows. Nobody else sees it. */
export type Following = {
  follows: ReadonlySet<ParagraphId>
  /** Shown at once, and taken back when the server does not take it. */
  set(paragraph: ParagraphId, follows: boolean): Promise<DecisionAnswer>
}

const Context = createContext<Following | null>(null)

export function FollowingProvider({
  initial,
  onFollow,
  children,
}: {
  initial: readonly ParagraphId[]
  onFollow: (paragraph: ParagraphId, follows: boolean) => Promise<DecisionAnswer>
  children: React.ReactNode
}) {
  const [follows, setFollows] = useState<ReadonlySet<ParagraphId>>(() => new Set(initial))
  const set = useCallback(
    async (paragraph: ParagraphId, wanted: boolean) => {
      const put = (there: boolean) =>
        setFollows((now) => new Set(there ? [...now, paragraph] : [...now].filter((id) => id !== paragraph)))
      put(wanted)
      const answer = await onFollow(paragraph, wanted)
      if (!answer.ok) put(!wanted)
      return answer
    },
    [onFollow],
  )
  const value = useMemo(() => ({ follows, set }), [follows, set])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

/** Null where nothing can be followed, as in a working copy. */
export const useFollowing = (): Following | null => useContext(Context)

type Toggle = { isFollowed: boolean; said: string; toggle: () => void }

/** Follows this paragraph or stops it, and says so. Null where nothing can be followed. */
function useFollow(paragraph: ParagraphId | null, label: string): Toggle | null {
  const following = useFollowing()
  const m = useMessages()
  const say = useToast()
  if (!following || paragraph === null || label === '') return null
  const isFollowed = following.follows.has(paragraph)
  return {
    isFollowed,
    said: isFollowed ? m.changes.unfollow(label) : m.changes.follow(label),
    toggle: () =>
      void following.set(paragraph, !isFollowed).then((answer) => {
        if (answer.ok) say({ text: isFollowed ? m.changes.unfollowed(label) : m.changes.followed(label) })
        else say({ text: m.errors.offlineText, tone: 'warn' })
      }),
  }
}

/** On the paragraph's card beside the text. */
export function FollowButton({ paragraph, label }: { paragraph: ParagraphId; label: string }) {
  const follow = useFollow(paragraph, label)
  if (!follow) return null
  const Icon = follow.isFollowed ? BellRing : Bell
  return (
    <IconButton
      size="small"
      label={follow.said}
      className="follow-button"
      data-on={follow.isFollowed || undefined}
      onClick={follow.toggle}
    >
      <Icon size={15} />
    </IconButton>
  )
}

/** In the chair's menu at a paragraph. */
export function FollowItem({ paragraph, label }: { paragraph: ParagraphId; label: string }) {
  const follow = useFollow(paragraph, label)
  if (!follow) return null
  const Icon = follow.isFollowed ? BellRing : Bell
  return (
    <MenuItem icon={<Icon size={15} />} onSelect={follow.toggle}>
      {follow.said}
    </MenuItem>
  )
}

/** In the palette, and as Alt W, for the paragraph in focus. */
export function FollowCommand({
  table: { focus, text },
  names,
  onClose,
}: {
  table: Pick<TableProps, 'focus' | 'text'>
  names: NamesHere
  onClose: () => void
}) {
  const { changes: say } = useMessages()
  const follow = useFollowHere(focus, text, names)
  if (!follow) return null
  return (
    <Command.Group heading={say.following}>
      <Command.Item
        onSelect={() => {
          onClose()
          follow.toggle()
        }}
      >
        {follow.said}
      </Command.Item>
    </Command.Group>
  )
}

const useFollowHere = (focus: ParagraphId | null, text: TableProps['text'], names: NamesHere) => {
  const here = text.paragraphs.find(({ id }) => id === focus)
  return useFollow(here?.id ?? null, here ? names.paragraph(here.id) : '')
}

export function useFollowKey({ focus, text }: Pick<TableProps, 'focus' | 'text'>, names: NamesHere): void {
  const follow = useFollowHere(focus, text, names)
  useKeys(follow ? { 'alt+W': follow.toggle } : {})
}
