import type { Collisions, Contest } from '#app/domain/consolidation/collisions.ts'
import { shownAs } from '#app/domain/consolidation/collisions.ts'
import { isWhole } from '#app/domain/consolidation/consolidation.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import { passageOf } from '#app/domain/consolidation/alternatives.ts'
import { positionsOf } from '#app/domain/floor/positions.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { RollingParagraph } from '#app/domain/basics/rolling.ts'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/cx.ts'
import { Checkbox } from '../kit/field.tsx'
import type { NamesHere } from '../shared/names.ts'
import { usePlaceOf } from '../sheet/around.tsx'
import { ProposedWords } from '../sheet/proposed-words.tsx'
import { Standings } from '../discussion/positions/standings.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { keyOf, keyOfContest, tickOf, type Tick, type Ticked } from './ticks.ts'

export type CardsProps = {
  paragraph: RollingParagraph
  collisions: Collisions
  ticked: Ticked
  floor: Floor
  names: NamesHere
  onTick: (card: number, tick: Tick) => void
  onKeepBase: (contest: string, keeps: boolean) => void
}

/** All proposals side by side, those that compete together, each with what the chair wants of it. */
export function Cards(props: CardsProps) {
  const { collisions } = props
  const contestOf = new Map(
    collisions.contests.flatMap((contest) => contest.proposals.map((at) => [at, contest])),
  )
  return (
    <div className="consolidation-cards">
      {collisions.proposals.map((proposal, at) => {
        const contest = contestOf.get(at)
        if (!contest) return <Card key={keyOf(proposal)} {...props} card={at} />
        if (contest.proposals[0] !== at) return null
        return <ContestCards key={keyOf(proposal)} {...props} contest={contest} />
      })}
    </div>
  )
}

function ContestCards({ contest, ...props }: CardsProps & { contest: Contest }) {
  const { collisions, ticked, paragraph, names, onKeepBase } = props
  const { consolidation: say } = useMessages()
  const cards = contest.proposals.map((at) => collisions.proposals[at]!)
  const key = keyOfContest(collisions, contest)
  const isBracketed = cards.some((proposal) => tickOf(ticked, proposal) === 'bracket')
  const title = contest.isSameWish
    ? say.sameWish
    : say.contest(collisions.kindsIn(contest).map((kind) => say.kinds[kind]))
  return (
    <section className="contest" data-same={contest.isSameWish || undefined} aria-label={title}>
      <h3>{title}</h3>
      {contest.proposals.map((at) => (
        <Card key={keyOf(collisions.proposals[at]!)} {...props} card={at} />
      ))}
      {shownAs(cards) === 'alternatives' && !contest.isSameWish && (
        <Readings {...{ paragraph, cards, names }} />
      )}
      {isBracketed && contest.ground === null && (
        <Checkbox
          label={say.keepsBase}
          checked={ticked.keepsBase.has(key)}
          onChange={(event) => onKeepBase(key, event.currentTarget.checked)}
        />
      )}
    </section>
  )
}

/** A long collision is read as whole passages, one under another. */
function Readings({
  paragraph,
  cards,
  names,
}: {
  paragraph: RollingParagraph
  cards: readonly Proposal[]
  names: NamesHere
}) {
  const { consolidation: say } = useMessages()
  const proposals = new Set(cards.flatMap(({ ids }) => ids))
  const passage = passageOf(paragraph, { proposals, within: new Set(), keepsBase: true })
  if (!passage.ok) return null
  return (
    <dl className="variants">
      {passage.value.alternatives.map(({ delegations, text }) => (
        <div key={delegations.join()}>
          <dt>{say.alternative(delegations.map(names.delegation))}</dt>
          <dd>{text.trim()}</dd>
        </div>
      ))}
    </dl>
  )
}

const options: readonly Tick[] = ['take', 'bracket', 'decline', 'leave']

function Card({ card, paragraph, collisions, ticked, floor, names, onTick }: CardsProps & { card: number }) {
  const m = useMessages()
  const say = m.consolidation
  const proposal = collisions.proposals[card]!
  const { delegation, ids, struck, inserted, supporters } = proposal
  const chosen = tickOf(ticked, proposal)
  const place = usePlaceOf()(proposal)
  const standings = positionsOf({ subjects: ids, author: delegation }, floor)
  const isOnBase = !isWhole(proposal) && !collisions.parents.has(card) && paragraph.proposed === null
  const rationale = floor.rationales.find(({ subject }) => ids.includes(subject))
  const name = names.delegation(delegation)
  const said = say.choose(name, place ? m.moves.to(place) : inserted || struck)
  return (
    <div className="consolidation-card" data-tick={chosen}>
      <div className="consolidation-who">
        <Chip code={delegation} name={name} />
        <Against {...{ card, collisions, names }} />
      </div>
      <div className="consolidation-what">
        <ProposedWords proposal={proposal} />
        {rationale && <p className="card-note">{rationale.text}</p>}
        {supporters.length > 0 && (
          <p className="card-note">{m.margin.supportedBy(supporters.map(names.delegation))}</p>
        )}
        <Standings standings={standings} names={names} whole={false} />
        <fieldset className="ticks">
          <legend className="unseen">{said}</legend>
          {options
            .filter((tick) => tick !== 'bracket' || isOnBase)
            .map((tick) => (
              <label key={tick} className={cx('tick', tick)}>
                <input
                  type="radio"
                  name={`tick ${keyOf(proposal)}`}
                  value={tick}
                  checked={chosen === tick}
                  onChange={() => onTick(card, tick)}
                />
                <span>{say.ticks[tick]}</span>
              </label>
            ))}
        </fieldset>
      </div>
    </div>
  )
}

function Against({ card, collisions, names }: { card: number; collisions: Collisions; names: NamesHere }) {
  const { consolidation: say } = useMessages()
  const { parents, proposals } = collisions
  const rivals = collisions.against(card).map(names.delegation)
  const parent = parents.get(card)
  return (
    <>
      {rivals.length > 0 && <span className="collides">{say.collides(rivals)}</span>}
      {parent !== undefined && (
        <span className="quiet">{say.amends(names.delegation(proposals[parent]!.delegation))}</span>
      )}
      {rivals.length === 0 && parent === undefined && <span className="quiet">{say.free}</span>}
    </>
  )
}
