import { useMemo, useRef } from 'react'
import type { ParagraphId } from '#app/domain/paragraph.ts'
import type { Proposal } from '#app/domain/proposal.ts'
import { EmptyState } from '../banner.tsx'
import { useMessages } from '../words.tsx'
import type { NamesHere } from './names.ts'
import { ProposalCard, type CardActs } from './proposal-card.tsx'
import type { Seat } from './seat.ts'
import { useStacked } from './use-stacked.ts'

export type MarginProps = {
  proposals: readonly Proposal[]
  focus: ParagraphId | null
  names: NamesHere
  me: Seat
  frozen: boolean
  /** ISO date */ today: string
  acts: CardActs
}

const keyOf = ({ ids, paragraph }: Proposal) => `${paragraph} ${ids.join(' ')}`

/** The proposals beside the text, each as near to its paragraph as the others let it. */
export function Margin(props: MarginProps) {
  const m = useMessages()
  const column = useRef<HTMLDivElement>(null)
  const tops = useStacked(column, props.focus, props.proposals)
  return (
    <aside className="margin" aria-label={m.margin.title}>
      {props.proposals.length === 0 ? (
        <NoProposals role={props.me.role} frozen={props.frozen} />
      ) : (
        <div ref={column} className="margin-column" data-placed={tops !== null || undefined}>
          {props.proposals.map((proposal, at) => (
            <div
              key={keyOf(proposal)}
              className="beside"
              data-beside={proposal.paragraph}
              style={tops ? { transform: `translateY(${tops[at] ?? 0}px)` } : undefined}
            >
              <Card {...props} proposal={proposal} />
            </div>
          ))}
        </div>
      )}
    </aside>
  )
}

/** The same cards one under another, for the sheet from below. */
export function ProposalList(props: MarginProps) {
  const ordered = useMemo(
    () =>
      [...props.proposals].sort(
        (a, b) => Number(b.paragraph === props.focus) - Number(a.paragraph === props.focus),
      ),
    [props.proposals, props.focus],
  )
  if (ordered.length === 0) return <NoProposals role={props.me.role} frozen={props.frozen} />
  return (
    <div className="card-list">
      {ordered.map((proposal) => (
        <Card key={keyOf(proposal)} {...props} proposal={proposal} />
      ))}
    </div>
  )
}

const Card = ({ proposal, focus, names, me, frozen, today, acts }: MarginProps & { proposal: Proposal }) => (
  <ProposalCard
    proposal={proposal}
    names={names}
    me={me}
    frozen={frozen}
    today={today}
    on={focus === proposal.paragraph}
    {...acts}
  />
)

function NoProposals({ role, frozen }: { role: Seat['role']; frozen: boolean }) {
  const { margin } = useMessages()
  return (
    <EmptyState small title={margin.empty}>
      {frozen ? margin.emptyFrozen : role === 'delegate' ? margin.emptyDelegate : margin.emptyOthers}
    </EmptyState>
  )
}
