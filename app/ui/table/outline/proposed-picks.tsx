import type { Decision } from '#app/domain/decisions/decision.ts'
import type { ProposedAlternatives } from '#app/domain/consolidation/proposed-alternatives.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'

/** The alternatives that delegations' own words leave open, each with what the chair can do: accept with one of them. */
export function ProposedPicks({
  offered,
  names,
  onDecide,
}: {
  offered: readonly ProposedAlternatives[]
  names: NamesHere
  onDecide: (decision: Decision) => void
}) {
  const { brackets: say } = useMessages()
  return offered.map(({ delegation, proposals, readings }) => (
    <section key={`${proposals[0]} ${readings[0]?.open}`} className="proposed-picks">
      <p>
        <Chip code={delegation} name={names.delegation(delegation)} />{' '}
        <span className="quiet">{say.proposed}</span>
      </p>
      <ul>
        {readings.map((reading) => (
          <li key={`${reading.open} ${reading.choice}`}>
            <q>{reading.picked.trim() || say.nothing}</q>
            <Button
              size="small"
              aria-label={say.acceptWithWords(reading.picked.trim() || say.nothing)}
              onClick={() => onDecide({ kind: 'accept-alternative', proposals, ...reading })}
            >
              {say.acceptWith}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  ))
}
