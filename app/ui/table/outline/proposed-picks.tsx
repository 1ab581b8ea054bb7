import type { ProposedAlternatives } from '#app/domain/consolidation/proposed-alternatives.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { Table } from '#app/ui/context/table-context.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'

/** The alternatives that delegations' own words leave open, each with what the chair can do: accept with one of them. */
export function ProposedPicks({
  offered,
  actions,
  names,
  m,
  perform,
}: Pick<Table, 'm' | 'names' | 'perform'> & {
  offered: readonly ProposedAlternatives[]
  actions: readonly Action[]
}) {
  const { brackets: say } = m
  return offered.map(({ delegation, proposals, variants }) => (
    <section key={`${proposals[0]} ${variants[0]?.open}`} className="proposed-picks">
      <p>
        <Chip code={delegation} name={names.delegation(delegation)} />{' '}
        <span className="quiet">{say.proposed}</span>
      </p>
      <ul>
        {variants.map(({ picked, open, choice }) => {
          const words = picked.trim() || say.nothing
          const action = actions.find(({ about }) => about === `${proposals[0]} ${open} ${choice}`)
          return (
            <li key={`${open} ${choice}`}>
              <q>{words}</q>
              {action && (
                <Button size="small" aria-label={say.acceptWithWords(words)} onClick={() => perform(action)}>
                  {action.short}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  ))
}
