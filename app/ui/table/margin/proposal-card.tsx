import { memo } from 'react'
import { CHAIR } from '#app/domain/basics/actor.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { may } from '#app/domain/policy.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { delegationColour } from '#app/ui/kit/colour.ts'
import { cx } from '#app/ui/kit/cx.ts'
import { SilenceNote } from '#app/ui/meeting/silence-note.tsx'
import { Menu, MenuItem } from '#app/ui/kit/overlay/menu.tsx'
import { usePlaceOf } from '#app/ui/sheet/around.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { CarriedNote } from './relocated-note.tsx'
import { Fallback, PrivateActs } from './fallback.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'
import type { CopyActs } from '#app/ui/context/table-props.ts'
import { CardComment, CardSpeech, CardVoices } from '#app/ui/discussion/card-discussion.tsx'
import type { Seat } from '#app/live/types.ts'

export type CardActs = {
  onDecide: (decision: Decision) => void
  onDecline: (proposal: Proposal) => void
  onConfirm: (proposals: readonly ProposalId[]) => void
  /** Set in a working copy. */
  copy: CopyActs | null
  /** Null until the words are connected. */
  onWithdraw: ((proposal: Proposal) => void) | null
  onSupport: ((proposal: Proposal, supports: boolean) => void) | null
  onGo: (proposal: Proposal) => void
}

type CardProps = CardActs & {
  proposal: Proposal
  names: NamesHere
  me: Seat
  on: boolean
  /** One among many: as short as it can be. */
  inLine: boolean
  frozen: boolean
  today: string
}

/**
 * One proposal: who, what, when, who supports it, and what the reader may do with it. In line, only who and what, and
 * what must not be overlooked; its link keeps the keyboard when the whole card comes.
 */
export const ProposalCard = memo(function ProposalCard(props: CardProps) {
  const { proposal, names, on, inLine, today, onGo } = props
  const m = useMessages()
  const { delegation, at, paragraph } = proposal
  const go = (event: React.MouseEvent) => {
    onGo(proposal)
    if (!inLine) return
    event.preventDefault() // the browser would take the keyboard to the paragraph, away from what can be done here
    document.getElementById(paragraph)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <section
      className={cx('card', on && 'on', inLine && 'in-line')}
      data-colour={delegationColour(delegation)}
      aria-label={`${names.delegation(delegation)}, ${names.paragraph(paragraph)}`}
    >
      <header>
        <Chip code={delegation} name={names.delegation(delegation)} />
        <a href={`#${paragraph}`} onClick={go}>
          {inLine ? (
            <Wanted proposal={proposal} />
          ) : (
            <>
              {names.paragraph(paragraph)} ·{' '}
              <time dateTime={m.when.machine(at)}>{m.when.since(at, today)}</time>
            </>
          )}
        </a>
        {!inLine && <CardComment proposal={proposal} />}
      </header>
      {!inLine && <Wanted proposal={proposal} />}
      {!inLine && <Said {...props} />}
      <CarriedNote proposal={proposal} />
      {!inLine && <CardVoices proposal={proposal} on={on} />}
      <SilenceNote subjects={proposal.ids} />
      {proposal.unconfirmed && <p className="card-note">° {m.behalf.unconfirmed}</p>}
      {!inLine && props.copy && <Fallback proposal={proposal} copy={props.copy} />}
      {!inLine && (
        <div className="card-foot">
          <Acts {...props} />
          <CardSpeech proposal={proposal} />
        </div>
      )}
    </section>
  )
})

/** Whose words it amends, and who supports it. */
function Said({ proposal: { within, delegation, supporters }, names }: CardProps) {
  const { margin } = useMessages()
  return (
    <>
      {within && within.split(':')[0] !== delegation && (
        <p className="card-note">{margin.inWordsOf(names.proposer(within))}</p>
      )}
      {supporters.length > 0 && (
        <p className="card-note">{margin.supportedBy(supporters.map(names.delegation))}</p>
      )}
    </>
  )
}

/** What is wanted, in the marks of the text. */
export function Wanted({ proposal }: { proposal: Proposal }) {
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

function Acts(props: CardProps) {
  const { me, proposal, frozen } = props
  if (frozen) return null
  if (me.role === 'chair') return <ChairActs {...props} />
  if (!may(me, 'type-words')) return null
  return proposal.delegation === me.delegation ? <OwnActs {...props} /> : <OthersActs {...props} />
}

function ChairActs({ proposal, names, on, onDecide, onDecline }: CardProps) {
  const { deciding } = useMessages()
  const proposals = proposal.ids
  const name = names.delegation(proposal.delegation)
  const mayBracket = !['merge', 'split', 'removal', 'move'].includes(proposal.kind)
  const bracket = (attributed: boolean) => onDecide({ kind: 'bracket-proposal', proposals, attributed })
  return (
    <div className="acts">
      <Button
        size="small"
        tone={on ? 'primary' : 'plain'}
        onClick={() => onDecide({ kind: 'accept', proposals })}
      >
        {deciding.accept}
      </Button>
      {mayBracket &&
        (proposal.delegation === CHAIR ? (
          <Button size="small" onClick={() => bracket(false)}>
            {deciding.bracket}
          </Button>
        ) : (
          <Menu align="start" trigger={<Button size="small">{deciding.bracket}…</Button>}>
            <MenuItem onSelect={() => bracket(true)}>{deciding.bracketAttributed(name)}</MenuItem>
            <MenuItem onSelect={() => bracket(false)}>{deciding.bracketUnattributed}</MenuItem>
          </Menu>
        ))}
      <Button size="small" onClick={() => onDecline(proposal)}>
        {deciding.decline}
      </Button>
    </div>
  )
}

function OwnActs({ proposal, me, onWithdraw, onConfirm, copy }: CardProps) {
  const { margin, behalf } = useMessages()
  if (!onWithdraw) return null
  return (
    <div className="acts">
      {proposal.unconfirmed && me.role === 'delegate' && (
        <Button size="small" tone="primary" onClick={() => onConfirm(proposal.unconfirmed ?? [])}>
          {behalf.confirm}
        </Button>
      )}
      {copy && <PrivateActs {...{ proposal, copy }} />}
      <Button size="small" onClick={() => onWithdraw(proposal)}>
        {margin.withdraw}
      </Button>
    </div>
  )
}

function OthersActs({ proposal, me, onSupport }: CardProps) {
  const { margin } = useMessages()
  if (!onSupport) return null
  const supports = me.delegation !== null && proposal.supporters.includes(me.delegation)
  return (
    <div className="acts">
      <Button size="small" aria-pressed={supports} onClick={() => onSupport(proposal, !supports)}>
        {supports ? margin.withdrawSupport : margin.support}
      </Button>
    </div>
  )
}
