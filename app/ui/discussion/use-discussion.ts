import { useCallback, useMemo, useRef, useState } from 'react'
import type { AboutAsked } from '#app/domain/floor/comment.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { knownSilences } from '../context/silences.ts'
import { useSame } from '../kit/use-same.ts'
import { useFollowing } from './following.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { TableProps } from '../context/table-props.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import { useKeys } from '../table/keys/use-keys.ts'
import type { Asked } from './comments/composer.tsx'
import type { Speaking } from '../context/table-context.tsx'
import { SaidIndex } from '../context/statements-index.ts'
import { placeThreads, type PlacedThread } from './comments/threads.ts'
import { useCommented, type Commented } from './comments/use-commented.ts'
import type { ChosenWords, Seat } from '#app/live/types.ts'

/** Beside the text stand the proposals or the comments. */
export type Tab = 'proposals' | 'comments'

export type Voices = {
  /** Null in a working copy. */
  speaking: Speaking | null
  threads: readonly PlacedThread[]
  /** Paragraphs with a place of their own among the proposals, in the order of the text. */
  paragraphs: readonly ParagraphId[]
  order: ReadonlyMap<ParagraphId, number>
  tab: Tab
  onTab(tab: Tab): void
  /** The marks of comments in the text. */
  commented: Commented
  asking: Asked | null
  onAskEnd(): void
  /** Asks for a comment on the words that are selected, else on the paragraph in focus. */
  onAskHere(): void
  groupsOpen: boolean
  /** Opens the groups; null for whoever does not set them up. */
  onGroups: (() => void) | null
  onGroupsClose(): void
}

const NONE: readonly never[] = []

/** Whether somebody who sits here may comment at the table. */
const mayComment = (me: Seat): boolean =>
  may(me, 'comment') && (me.role !== 'delegate' || me.delegation !== null)

/** What everything that speaks about the text needs; null in a working copy. */
function useSpeakingHere(
  { floor, me, voices, draft, line }: TableProps,
  names: NamesHere,
  makeStatement: MakeStatement,
  onComment: (about: AboutAsked) => void,
): Speaking | null {
  const before = useRef<SaidIndex | null>(null)
  const said = useMemo(
    () => (before.current = new SaidIndex(floor, me.delegation, before.current)),
    [floor, me.delegation],
  )
  const frozen = draft.phase === 'transmitted'
  const comments = !frozen && mayComment(me)
  const isHere = voices !== null
  const now = useCallback(() => line?.now() ?? Date.now(), [line])
  return useMemo(
    () =>
      isHere
        ? { floor, said, me, names, frozen, makeStatement, now, onComment: comments ? onComment : null }
        : null,
    [isHere, floor, said, me, names, frozen, makeStatement, now, comments, onComment],
  )
}

/**
 * What people say about the text, and what one can say oneself. `text` may be a moment behind.
 *
 * @param onBelow opens the sheet from below, where small windows have the comments
 */
export function useVoices(
  props: TableProps,
  text: RollingText,
  names: NamesHere,
  makeStatement: MakeStatement,
  onBelow: () => void,
): Voices {
  const { floor, focus, voices } = props
  const [tab, setTab] = useState<Tab>('proposals')
  const [groupsOpen, setGroupsOpen] = useState(false)
  const [asking, setAsking] = useState<Asked | null>(null)
  const latest = useRef({ text, chosen: voices?.chosen?.text })
  latest.current = { text, chosen: voices?.chosen?.text }
  const ask = useCallback((about: AboutAsked) => {
    const { text, chosen } = latest.current
    setAsking({ about, words: wordsAsked(about, text, chosen) })
  }, [])
  const speaking = useSpeakingHere(props, names, makeStatement, ask)
  const ids = useSame(text.paragraphs.map(({ id }) => id))
  const order = useMemo(() => new Map(ids.map((id, at) => [id, at])), [ids])
  const placeOf = voices?.placeOf ?? null
  const within = voices?.within?.threads ?? NONE
  const said = speaking ? floor.threads : NONE
  const threads = useMemo(() => placeThreads([said, within], order, placeOf), [said, within, order, placeOf])
  const isFollowable = useFollowing() !== null
  const paragraphs = useSame(
    useMemo(() => paragraphsOf(text, speaking, focus, isFollowable), [text, speaking, focus, isFollowable]),
  )
  const onAskHere = () => {
    const here = aboutHere(voices?.chosen ?? null, focus !== null && order.has(focus) ? focus : null)
    if (here) speaking?.onComment?.(here)
  }
  useKeys({ 'alt+C': onAskHere })
  const onCommented = voices?.onCommented ?? null
  const commented = useCommented({ threads, focus, onCommented, onTab: setTab, onBelow })
  return {
    ...{ speaking, threads, paragraphs, order, tab, commented, asking, onAskHere, groupsOpen },
    onTab: setTab,
    onAskEnd: () => setAsking(null),
    onGroups: speaking && maySetGroups(speaking) ? () => setGroupsOpen(true) : null,
    onGroupsClose: () => setGroupsOpen(false),
  }
}

const maySetGroups = ({ me, frozen }: Speaking): boolean => !frozen && may(me, 'set-group')

/** Paragraphs that something was said about or that are under silence, and the one in focus where one can say something, or follow it. */
function paragraphsOf(
  { paragraphs }: RollingText,
  speaking: Speaking | null,
  focus: ParagraphId | null,
  isFollowable: boolean,
): readonly ParagraphId[] {
  if (!speaking) return NONE
  const { said, me, frozen, floor, onComment } = speaking
  const { subjects } = knownSilences(floor.silences)
  const speaks = isFollowable || onComment !== null || (!frozen && may(me, 'take-position'))
  return paragraphs
    .filter(
      ({ id, kind, proposed }) =>
        kind !== 'formula' && !proposed && (said.has(id) || subjects.has(id) || (speaks && id === focus)),
    )
    .map(({ id }) => id)
}

function aboutHere(chosen: ChosenWords | null, focus: ParagraphId | null): AboutAsked | null {
  if (chosen) return { kind: 'words', paragraph: chosen.paragraph, from: chosen.from, to: chosen.to }
  return focus === null ? null : { kind: 'paragraph', paragraph: focus }
}

/** The words that a question for a comment shows. */
function wordsAsked(about: AboutAsked, text: RollingText, chosen: string | undefined): string {
  if (about.kind === 'words') return chosen?.trim() ?? ''
  const runs = text.paragraphs.find(({ id }) => id === about.paragraph)?.runs ?? []
  if (about.kind === 'paragraph')
    return runs
      .map((run) => run.text)
      .join('')
      .trim()
  const proposed = runs.filter(({ insertions, strikes }) =>
    [...insertions, ...strikes].some(({ id }) => about.proposals.includes(id)),
  )
  return proposed
    .map((run) => run.text)
    .join(' ')
    .trim()
}
