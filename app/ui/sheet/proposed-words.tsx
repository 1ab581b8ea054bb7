import type { Proposal } from '#app/domain/text/proposal.ts'
import { delegationColour } from '#app/display/colour.ts'
import { useMessages } from '../kit/messages-context.tsx'
import { usePlaceOf } from './around.tsx'

/** What is wanted, in the marks of the text. */
export function ProposedWords({ proposal }: { proposal: Proposal }) {
  const { margin } = useMessages()
  const { kind, struck, inserted, delegation } = proposal
  const colour = delegationColour(delegation)
  const said = {
    paragraph: margin.newParagraph,
    removal: margin.removal,
    merge: margin.join,
    split: margin.split,
  }
  return (
    <div className="card-words">
      {kind in said && <p className="card-kind">{said[kind as keyof typeof said]}</p>}
      {kind === 'move' && <Place proposal={proposal} />}
      {(struck || inserted) && (
        <p className="clipped">
          {struck && (
            <del className="deletion" data-colour={colour}>
              {struck.trim() || struck}
            </del>
          )}
          {struck && inserted && (
            <>
              {' '}
              <span aria-hidden="true">→</span>
              <span className="unseen">{margin.arrow}</span>{' '}
            </>
          )}
          {inserted && (
            <ins className="insertion" data-colour={colour}>
              {inserted.trim() || inserted}
            </ins>
          )}
        </p>
      )}
    </div>
  )
}

/** Where a paragraph is to stand: apart, since it follows the whole text and the other cards do not. */
function Place({ proposal }: { proposal: Proposal }) {
  const { moves } = useMessages()
  const place = usePlaceOf()(proposal)
  return (
    <>
      <p className="card-kind">{place && moves.to(place)}</p>
      {proposal.to?.lost && <p className="card-note">{moves.lost}</p>}
    </>
  )
}
