import { useEffect, useMemo, useState } from 'react'
import type { Bracket, BracketTree } from '#app/domain/brackets/bracket.ts'
import { bracketsReaching } from '#app/domain/brackets/bracket-reach.ts'
import { charAt } from '#app/domain/basics/character.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphId } from '#app/domain/basics/paragraph.ts'
import {
  proposedAlternatives,
  type ProposedAlternatives,
} from '#app/domain/consolidation/proposed-alternatives.ts'
import type { CharId, RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import { may } from '#app/domain/policy.ts'
import { bracketsOf, joinRuns, runsOf } from '#app/domain/text/view.ts'
import { Badge } from '#app/ui/kit/chip.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'
import { ProposedPicks } from './proposed-picks.tsx'
import type { Seat } from '#app/live/types.ts'

type Here = {
  text: RollingText
  focus: ParagraphId | null
  names: NamesHere
  me: Seat
  draft: Pick<DraftHeader, 'phase'>
  /** Set in a working copy, where nobody decides. */
  copy: unknown
  onDecide: (decision: Decision) => void
}

const base = { kind: 'base' } as const

/** The brackets of the paragraph in focus as a tree, with what the chair can do about each. */
export function BracketPanel(here: Here) {
  const { text, focus, names, me, draft, copy } = here
  const { brackets: say } = useMessages()
  // What is in focus may stand in the address, which the server does not see.
  const [isHere, setHere] = useState(false)
  useEffect(() => setHere(true), [])
  const paragraph = text.paragraphs.find(({ id }) => id === focus)
  const isOffered = may(me, 'unbracket') && draft.phase === 'negotiation' && !copy
  const offered = useMemo(
    () => (isOffered && paragraph ? proposedAlternatives(paragraph, text.literalBrackets) : []),
    [isOffered, paragraph, text.literalBrackets],
  )
  if (!isHere || !isOffered || !paragraph) return null
  if (!paragraph.proposed) return <InParagraph {...here} {...{ paragraph, offered }} />
  if (offered.length === 0) return null
  return (
    <details className="bracket-tree" open>
      <summary>{say.open(names.paragraph(paragraph.id))}</summary>
      <ProposedPicks {...{ offered, names }} onDecide={here.onDecide} />
    </details>
  )
}

function InParagraph({
  paragraph,
  offered,
  ...here
}: Here & { paragraph: RollingParagraph; offered: readonly ProposedAlternatives[] }) {
  const { text, names } = here
  const { id } = paragraph
  const { brackets: say } = useMessages()
  const tree = useMemo(() => bracketsOf(text, base), [text])
  const inFocus = tree.brackets.flatMap((each, at) => (each.open.paragraph === id ? [at] : []))
  const roots = inFocus.filter((at) => !inFocus.includes(tree.brackets[at]!.parent ?? -1))
  const reaching = bracketsReaching(text.paragraphs, tree)[id] ?? []
  const strays = tree.strays.filter((stray) => stray.paragraph === id)
  const runs = runsOf(paragraph, base)
  const last = joinRuns(runs).length - 1
  const ends = [charAt(runs, 0), charAt(runs, last)] as const
  const closed = isClosed(paragraph.status)
  const label = names.paragraph(id)
  const brackets = inFocus.length + reaching.length
  const shown = brackets + offered.length
  if (shown + strays.length === 0 && (closed || !ends[0] || !ends[1])) return null
  return (
    <details className="bracket-tree" open={shown > 0}>
      <summary>{brackets > 0 || offered.length === 0 ? say.title(label, brackets) : say.open(label)}</summary>
      <Branch {...here} tree={tree} at={reaching} closed={closed} isReaching />
      <Branch {...here} tree={tree} at={roots} closed={closed} />
      <Strays strays={strays} />
      <ProposedPicks {...{ offered, names }} onDecide={here.onDecide} />
      {!closed && <Whole {...here} paragraph={id} ends={ends} />}
    </details>
  )
}

function Strays({ strays }: { strays: BracketTree['strays'] }) {
  const { brackets: say } = useMessages()
  if (strays.length === 0) return null
  return (
    <ul>
      {strays.map(({ char, offset }) => (
        <li key={offset}>
          <Badge tone="warn">{say.stray(char)}</Badge>
        </li>
      ))}
    </ul>
  )
}

function Whole({
  paragraph,
  ends: [from, to],
  onDecide,
}: Here & { paragraph: ParagraphId; ends: readonly [CharId | null, CharId | null] }) {
  const { brackets: say } = useMessages()
  if (!from || !to) return null
  return (
    <Button
      size="small"
      tone="ghost"
      onClick={() => onDecide({ kind: 'bracket-passage', paragraph, from, to, attribution: [] })}
    >
      {say.whole}
    </Button>
  )
}

type BranchProps = Here & {
  tree: BracketTree
  at: readonly number[]
  closed: boolean
  /** They open in an earlier paragraph: what stands in them there is told there. */
  isReaching?: boolean
}

function Branch({ at, ...props }: BranchProps) {
  if (at.length === 0) return null
  return (
    <ul>
      {at.map((index) => (
        <Leaf key={index} {...props} at={index} />
      ))}
    </ul>
  )
}

function Leaf({ at, ...props }: Omit<BranchProps, 'at'> & { at: number }) {
  const { tree, text, names, closed, isReaching } = props
  const { brackets: say } = useMessages()
  const bracket = tree.brackets[at]!
  const { attribution, close, open, literal, placeholder, children } = bracket
  const group = bracket.group === null ? [] : tree.alternatives[bracket.group]!
  const char = charOf(text, bracket)
  return (
    <li>
      {group[0] === at && <Badge tone="bracket">{say.alternatives(group.length)}</Badge>}
      <q>
        {attribution.length > 0 && <b>{attribution.join(', ')}: </b>}
        {wordsIn(text, bracket)}
      </q>
      {literal && <Badge>{say.isLiteral}</Badge>}
      {placeholder && <Badge tone="bracket">{say.placeholder}</Badge>}
      {isReaching && <span className="quiet">{say.from(names.paragraph(open.paragraph))}</span>}
      {close.paragraph !== (isReaching ? props.focus : open.paragraph) && (
        <span className="quiet">{say.elsewhere(names.paragraph(close.paragraph))}</span>
      )}
      {char && !closed && <Acts {...props} {...{ bracket, group, char }} isFirst={group[0] === at} />}
      {!isReaching && (
        <Branch
          {...props}
          at={children.filter((child) => tree.brackets[child]!.open.paragraph === open.paragraph)}
        />
      )}
    </li>
  )
}

type ActsProps = Omit<BranchProps, 'at'> & {
  bracket: Bracket
  group: readonly number[]
  char: CharId
  isFirst: boolean
}

/** What the chair can do about one bracket. */
function Acts({ text, tree, onDecide, bracket: { choices, literal }, group, char, isFirst }: ActsProps) {
  const { brackets: say } = useMessages()
  return (
    <span className="row">
      {choices.map((words, choice) => (
        <Button
          key={choice}
          size="small"
          onClick={() => onDecide({ kind: 'pick-alternative', open: char, choice })}
        >
          {say.choose(words)}
        </Button>
      ))}
      {group.length > 1 && choices.length === 0 && (
        <Button size="small" onClick={() => onDecide({ kind: 'pick-alternative', open: char })}>
          {say.pick}
        </Button>
      )}
      {isFirst && hasEqual(text, tree, group) && (
        <Button size="small" onClick={() => onDecide({ kind: 'merge-alternatives', open: char })}>
          {say.merge}
        </Button>
      )}
      <Button size="small" tone="ghost" onClick={() => onDecide({ kind: 'unbracket', open: char })}>
        {say.unbracket}
      </Button>
      <Button
        size="small"
        tone="ghost"
        onClick={() => onDecide({ kind: 'mark-literal', open: char, literal: literal === null })}
      >
        {literal === null ? say.literal : say.negotiated}
      </Button>
    </span>
  )
}

function charOf({ paragraphs }: RollingText, { open }: Bracket): CharId | null {
  const paragraph = paragraphs.find(({ id }) => id === open.paragraph)
  return paragraph ? charAt(runsOf(paragraph, base), open.offset) : null
}

function wordsIn({ paragraphs }: RollingText, { open, close, attributionLength }: Bracket): string {
  const paragraph = paragraphs.find(({ id }) => id === open.paragraph)
  const words = paragraph ? joinRuns(runsOf(paragraph, base)) : ''
  const to = close.paragraph === open.paragraph ? close.offset : words.length
  return words.slice(open.offset + 1 + attributionLength, to)
}

const hasEqual = (text: RollingText, { brackets }: BracketTree, group: readonly number[]): boolean => {
  const words = group.map((at) => wordsIn(text, brackets[at]!).trim())
  return new Set(words).size < words.length
}
