import { useEffect, useMemo, useState } from 'react'
import { bracketsReaching } from '#app/domain/brackets/bracket-reach.ts'
import type { BracketTree } from '#app/domain/brackets/bracket.ts'
import {
  proposedAlternatives,
  type ProposedAlternatives,
} from '#app/domain/consolidation/proposed-alternatives.ts'
import type { RollingParagraph } from '#app/domain/basics/rolling.ts'
import { bracketsOf } from '#app/domain/text/view.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { BracketContext, Table } from '#app/ui/context/table-context.tsx'
import { Badge } from '#app/ui/kit/chip.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ActionButtons } from '#app/ui/context/action-items.tsx'
import { bracketActions, keyOfBracket, wordsIn } from '../actions/brackets.ts'
import { mayNow, paragraphInFocus } from '#app/ui/context/make-action.ts'
import { ProposedPicks } from './proposed-picks.tsx'

type PanelProps = { here: BracketContext; perform: Table['perform'] }
type Shown = PanelProps & { actions: readonly Action[] }

const base = { kind: 'base' } as const

/** The brackets of the paragraph in focus as a tree, with what the chair can do about each. */
export function BracketPanel({ here, perform }: PanelProps) {
  const { text, names, m } = here
  // What is in focus may stand in the address, which the server does not see.
  const [isSeen, setSeen] = useState(false)
  useEffect(() => setSeen(true), [])
  const paragraph = paragraphInFocus(here)
  const isOffered = isSeen && mayNow(here, 'unbracket')
  const offered = useMemo(
    () => (isOffered && paragraph ? proposedAlternatives(paragraph, text.literalBrackets) : []),
    [isOffered, paragraph, text.literalBrackets],
  )
  const actions = useMemo(
    () => (isOffered ? bracketActions(here).filter(({ places }) => places.includes('bracket')) : []),
    [isOffered, here],
  )
  if (!isOffered || !paragraph) return null
  if (!paragraph.proposed) return <InParagraph {...{ here, perform, actions, paragraph, offered }} />
  if (offered.length === 0) return null
  return (
    <details className="bracket-tree" open>
      <summary>{m.brackets.open(names.paragraph(paragraph.id))}</summary>
      <ProposedPicks {...{ offered, actions, perform }} names={names} m={m} />
    </details>
  )
}

function InParagraph({
  paragraph,
  offered,
  ...shown
}: Shown & { paragraph: RollingParagraph; offered: readonly ProposedAlternatives[] }) {
  const { text, names, m } = shown.here
  const { id } = paragraph
  const { brackets: say } = m
  const tree = useMemo(() => bracketsOf(text, base), [text])
  const inFocus = tree.brackets.flatMap((each, at) => (each.open.paragraph === id ? [at] : []))
  const roots = inFocus.filter((at) => !inFocus.includes(tree.brackets[at]!.parent ?? -1))
  const reaching = bracketsReaching(text.paragraphs, tree)[id] ?? []
  const strays = tree.strays.filter((stray) => stray.paragraph === id)
  const whole = shown.actions.filter((action) => action.id === 'bracket.whole')
  const label = names.paragraph(id)
  const brackets = inFocus.length + reaching.length
  const count = brackets + offered.length
  if (count + strays.length + whole.length === 0) return null
  return (
    <details className="bracket-tree" open={count > 0}>
      <summary>{brackets > 0 || offered.length === 0 ? say.title(label, brackets) : say.open(label)}</summary>
      <Branch {...shown} tree={tree} at={reaching} isReaching />
      <Branch {...shown} tree={tree} at={roots} />
      <Strays strays={strays} />
      <ProposedPicks {...{ offered, names, m }} actions={shown.actions} perform={shown.perform} />
      <ActionButtons actions={whole} perform={shown.perform} />
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

type BranchProps = Shown & {
  tree: BracketTree
  at: readonly number[]
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
  const { tree, here, perform, actions, isReaching } = props
  const { text, names, focus, m } = here
  const { brackets: say } = m
  const bracket = tree.brackets[at]!
  const { attribution, close, open, literal, placeholder, children } = bracket
  const group = bracket.group === null ? [] : tree.alternatives[bracket.group]!
  const own = actions.filter(({ about }) => about === keyOfBracket(bracket))
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
      {close.paragraph !== (isReaching ? focus : open.paragraph) && (
        <span className="quiet">{say.elsewhere(names.paragraph(close.paragraph))}</span>
      )}
      {own.length > 0 && (
        <span className="row">
          <ActionButtons actions={own} perform={perform} />
        </span>
      )}
      {!isReaching && (
        <Branch
          {...props}
          at={children.filter((child) => tree.brackets[child]!.open.paragraph === open.paragraph)}
        />
      )}
    </li>
  )
}
