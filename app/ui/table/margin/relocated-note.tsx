import { wordsOf } from '#app/domain/text/proposal-effects.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { Badge } from '#app/ui/kit/chip.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { useSharedTable } from '#app/ui/context/table-context.tsx'

/** On a card: what a decision on other words did to this proposal, until its author has looked after it. */
export function RelocatedNote({ proposal }: { proposal: Proposal }) {
  const { proposalEffects: say } = useMessages()
  const found = useSharedTable()?.floor.effects.find(({ ids }) => ids.some((id) => proposal.ids.includes(id)))
  if (!found || found.state === 'kept' || found.words !== wordsOf(proposal)) return null
  return (
    <div className="relocated-note">
      <Badge tone="bracket">{say.badges[found.state]}</Badge>
      <p>
        {say.reasons[found.reason]} {found.reads !== null && say.reads(found.reads)} {say.todo}
      </p>
    </div>
  )
}
