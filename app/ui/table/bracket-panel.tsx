import { useEffect, useMemo, useState } from 'react'
import type { Bracket, BracketTree } from '#app/domain/bracket.ts'
import { charAt } from '#app/domain/character.ts'
import type { Decision } from '#app/domain/decision.ts'
import { isClosed, type ParagraphId } from '#app/domain/paragraph.ts'
import type { CharId, RollingText } from '#app/domain/rolling.ts'
import type { DraftHeader } from '#app/domain/draft.ts'
import { may } from '#app/domain/policy.ts'
import { bracketsOf, joinRuns, runsOf } from '#app/domain/view.ts'
import { Badge } from '../chip.tsx'
import { Button } from '../button.tsx'
import { useMessages } from '../words.tsx'
import type { NamesHere } from './names.ts'
import type { Seat } from './seat.ts'

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
  const { text, focus, names, me, draft, copy, onDecide } = here
  const { brackets: say } = useMessages()
  // What is in focus may stand in the address, which the server does not see.
  const [isHere, setHere] = useState(false)
  useEffect(() => setHere(true), [])
  const tree = useMemo(() => bracketsOf(text, base), [text])
  const paragraph = text.paragraphs.find(({ id }) => id === focus)
  const isOffered = may(me, 'unbracket') && draft.phase === 'negotiation' && !copy
  if (!isHere || !isOffered || !paragraph || paragraph.proposed) return null
  const inFocus = tree.brackets.flatMap((each, at) => (each.open.paragraph === focus ? [at] : []))
  const roots = inFocus.filter((at) => !inFocus.includes(tree.brackets[at]!.parent ?? -1))
  const strays = tree.strays.filter((stray) => stray.paragraph === focus)
  const runs = runsOf(paragraph, base)
  const last = joinRuns(runs).length - 1
  const ends = [charAt(runs, 0), charAt(runs, last)]
  const closed = isClosed(paragraph.status)
  if (roots.length + strays.length === 0 && (closed || !ends[0] || !ends[1])) return null
  return (
    <details className="bracket-tree" open={roots.length > 0}>
      <summary>{say.title(names.paragraph(paragraph.id), inFocus.length)}</summary>
      <Branch {...here} tree={tree} at={roots} closed={closed} />
      {strays.length > 0 && (
        <ul>
          {strays.map(({ char, offset }) => (
            <li key={offset}>
              <Badge tone="warn">{say.stray(char)}</Badge>
            </li>
          ))}
        </ul>
      )}
      {!closed && ends[0] && ends[1] && (
        <Button
          size="small"
          tone="ghost"
          onClick={() =>
            onDecide({
              kind: 'bracket-passage',
              paragraph: paragraph.id,
              from: ends[0]!,
              to: ends[1]!,
              attribution: [],
            })
          }
        >
          {say.whole}
        </Button>
      )}
    </details>
  )
}

type BranchProps = Here & { tree: BracketTree; at: readonly number[]; closed: boolean }

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
  const { tree, text, names, closed, onDecide } = props
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
      {close.paragraph !== open.paragraph && (
        <span className="quiet">{say.elsewhere(names.paragraph(close.paragraph))}</span>
      )}
      {char && !closed && (
        <span className="row">
          {group.length > 1 && (
            <Button size="small" onClick={() => onDecide({ kind: 'pick-alternative', open: char })}>
              {say.pick}
            </Button>
          )}
          {group[0] === at && hasEqual(text, tree, group) && (
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
      )}
      <Branch
        {...props}
        at={children.filter((child) => tree.brackets[child]!.open.paragraph === open.paragraph)}
      />
    </li>
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
