import { useMemo, useRef, type CSSProperties } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { cx } from '#app/ui/kit/cx.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { useTable } from '#app/ui/context/table-context.tsx'
import { keyOfProposal } from '../actions/proposal.ts'
import { ProposalCard } from './proposal-card.tsx'
import { useStacked } from '#app/ui/sheet/use-stacked.ts'
import { ParagraphDiscussion } from './card-discussion.tsx'

export type MarginProps = {
  proposals: readonly Proposal[]
  focus: ParagraphId | null
  /** Paragraphs with a place of their own among the proposals. */
  paragraphs?: readonly ParagraphId[]
  /** Of all paragraphs in the text. */
  order?: ReadonlyMap<ParagraphId, number>
}

type Placed = { key: string; paragraph: ParagraphId; proposal: Proposal | null }

/** Paragraphs and proposals in the order of the text, each paragraph before what is proposed on it. */
function placedIn({ proposals, paragraphs = [], order }: MarginProps): Placed[] {
  const own = paragraphs.map((paragraph) => ({ key: paragraph, paragraph, proposal: null }))
  const cards = proposals.map((proposal) => ({
    key: keyOfProposal(proposal),
    paragraph: proposal.paragraph,
    proposal,
  }))
  const at = ({ paragraph }: Placed) => order?.get(paragraph) ?? 0
  return own.length === 0 ? cards : [...own, ...cards].sort((a, b) => at(a) - at(b))
}

/**
 * Of more cards than these only those of the paragraph in focus stand there whole, so that the others find room
 * beside their paragraphs; and none glides to a new place, for each would be a layer for the browser to put together.
 */
const MANY = 60

const placeAt = (top: number, isMany: boolean): CSSProperties =>
  isMany ? { top } : { transform: `translateY(${top}px)` }

/** The proposals beside the text, each as near to its paragraph as the others let it. */
export function Margin(props: MarginProps) {
  const column = useRef<HTMLDivElement>(null)
  const { proposals, paragraphs, order } = props
  // eslint-disable-next-line react-hooks/exhaustive-deps -- of the props these are what is placed
  const placed = useMemo(() => placedIn(props), [proposals, paragraphs, order])
  const tops = useStacked(column, props.focus, placed)
  const isMany = placed.length > MANY
  return (
    <>
      {placed.length > 0 && (
        <div
          ref={column}
          className={cx('margin-column', isMany && 'many')}
          data-placed={tops !== null || undefined}
        >
          {placed.map(({ key, paragraph, proposal }, at) => (
            <div
              key={key}
              className="beside"
              data-beside={paragraph}
              style={tops ? placeAt(tops[at] ?? 0, isMany) : undefined}
            >
              {proposal ? (
                <Card {...props} proposal={proposal} inLine={isMany && paragraph !== props.focus} />
              ) : (
                <ParagraphDiscussion paragraph={paragraph} on={paragraph === props.focus} />
              )}
            </div>
          ))}
        </div>
      )}
      {proposals.length === 0 && <NoProposals />}
    </>
  )
}

/** The same cards one under another, for the sheet from below. */
export function ProposalList(props: MarginProps) {
  const { focus, proposals } = props
  const isHere = ({ paragraph }: Placed) => Number(paragraph === focus)
  const ordered = placedIn(props).sort((a, b) => isHere(b) - isHere(a))
  return (
    <>
      <div className="card-list">
        {ordered.map(({ key, paragraph, proposal }) =>
          proposal ? (
            <Card key={key} {...props} proposal={proposal} />
          ) : (
            <ParagraphDiscussion key={key} paragraph={paragraph} on={paragraph === focus} />
          ),
        )}
      </div>
      {proposals.length === 0 && <NoProposals />}
    </>
  )
}

const Card = ({
  proposal,
  focus,
  inLine = false,
}: MarginProps & { proposal: Proposal; inLine?: boolean }) => (
  <ProposalCard {...{ proposal, inLine }} on={focus === proposal.paragraph} />
)

function NoProposals() {
  const { m, me, isTransmitted } = useTable()
  const { margin: say } = m
  return (
    <EmptyState small title={say.empty}>
      {isTransmitted ? say.emptyFrozen : me.role === 'delegate' ? say.emptyDelegate : say.emptyOthers}
    </EmptyState>
  )
}
