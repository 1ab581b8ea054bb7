import { useEffect, useMemo, useState } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { BridgingText } from '#app/domain/floor/bridging.ts'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { consolidate, markOf, proposedChoices } from '#app/domain/consolidation/consolidation.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import { changesSince } from '#app/domain/text/paragraph-changes.ts'
import { positionsOf } from '#app/domain/floor/positions.ts'
import type { RollingParagraph, View } from '#app/domain/basics/rolling.ts'
import { baseText } from '#app/domain/text/preview.ts'
import { Banner, EmptyState } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { nest, shownParagraphs } from '../sheet/leaves.ts'
import { Pieces } from '../sheet/sheet.tsx'
import type { NamesHere } from '../shared/names.ts'
import { useMessages } from '../kit/messages-context.tsx'
import { BridgingPanel, type BridgingActions } from './bridging-panel.tsx'
import { Cards } from './cards.tsx'
import { Provenance, ResultText } from './result.tsx'
import { choicesFrom, tickedFrom, ticking, type Ticked } from './ticks.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

export type WorkspaceProps = {
  paragraph: RollingParagraph
  floor: Floor
  names: NamesHere
  /** As the text writes a delegation in a bracket. */
  nameInBracket: (delegation: DelegationCode) => string
  bridging: BridgingText | null
  /** The one that the delegations have, where another is at work. */
  sentBefore: BridgingText | null
  onDecide: (decision: Decision) => Promise<DecisionAnswer>
  bridgingActs: (paragraph: RollingParagraph) => BridgingActions
}

/** One paragraph as the chair works on it: the base, all proposals, what they would come to, word by word. */
export function Workspace(props: WorkspaceProps) {
  const { paragraph, floor, names, nameInBracket, bridging } = props
  const m = useMessages()
  const say = m.consolidation
  const collisions = useMemo(() => collisionsOf(paragraph), [paragraph])
  const [ticked, setTicked] = useTicked(paragraph, floor)
  const { applied, isOwn, decide } = useOwnDecisions(props.onDecide)
  const choices = useMemo(() => choicesFrom(ticked, collisions), [ticked, collisions])
  const worked = useMemo(
    () => consolidate(paragraph, choices, nameInBracket, collisions),
    [paragraph, choices, nameInBracket, collisions],
  )
  const proposers = [...new Set(collisions.proposals.map(({ delegation }) => delegation))].filter(
    (code) => code !== 'CHAIR',
  )
  return (
    <div className="consolidation">
      {!isOwn && <Changes key={applied} paragraph={paragraph} names={names} />}
      {isClosed(paragraph.status) && <Banner>{say.closed(names.paragraph(paragraph.id))}</Banner>}
      <BasePanel paragraph={paragraph} />
      <section className="panel" aria-labelledby="cards-title">
        <h2 id="cards-title">{say.proposals}</h2>
        {collisions.proposals.length === 0 ? (
          <EmptyState small title={say.none}>
            {say.noneText}
          </EmptyState>
        ) : (
          <Cards
            {...{ paragraph, collisions, ticked, floor, names }}
            onTick={(card, tick) => setTicked(ticking(ticked, collisions, card, tick))}
            onKeepBase={(contest, keeps) => {
              const keepsBase = new Set(ticked.keepsBase)
              if (keeps) keepsBase.add(contest)
              else keepsBase.delete(contest)
              setTicked({ ...ticked, keepsBase })
            }}
          />
        )}
      </section>
      <div className="consolidation-right">
        <section className="panel" aria-labelledby="result-title">
          <h2 id="result-title">
            {say.result} <span className="aside">{say.private}</span>
          </h2>
          {worked.ok ? (
            <>
              <ResultText consolidated={worked.value} />
              <h3 className="legend">{say.provenance}</h3>
              <Provenance {...{ paragraph, choices, names }} consolidated={worked.value} />
            </>
          ) : (
            <Banner tone="warn">{m.refusal(worked.refusal, names)}</Banner>
          )}
          <Apply {...props} onDecide={decide} isReady={worked.ok && choices.length > 0} choices={choices} />
        </section>
        {paragraph.proposed === null && (
          <BridgingPanel
            key={bridging?.id ?? 'new'}
            current={bridging}
            before={props.sentBefore}
            base={baseText(paragraph)}
            computed={worked.ok ? worked.value.after : ''}
            {...{ proposers, names }}
            acts={props.bridgingActs(paragraph)}
          />
        )}
      </div>
    </div>
  )
}

function Apply({
  paragraph,
  choices,
  isReady,
  onDecide,
}: WorkspaceProps & { choices: ReturnType<typeof choicesFrom>; isReady: boolean }) {
  const { consolidation: say } = useMessages()
  const [busy, setBusy] = useState(false)
  const apply = () => {
    setBusy(true)
    const decision = {
      kind: 'consolidate',
      paragraph: paragraph.id,
      seen: markOf(paragraph),
      choices,
    } as const
    void onDecide(decision).then(() => setBusy(false))
  }
  return (
    <div className="consolidation-foot">
      <span className="quiet">{say.promise}</span>
      <Button tone="primary" busy={busy} disabled={!isReady || isClosed(paragraph.status)} onClick={apply}>
        {say.apply}
      </Button>
    </div>
  )
}

/** ms after which one's own decision has surely come back over the line. */
const BACK = 700

/** What the chair decides here itself is no news to it. */
function useOwnDecisions(onDecide: WorkspaceProps['onDecide']) {
  const [applied, setApplied] = useState(0)
  const [isOwn, setOwn] = useState(false)
  const decide = async (decision: Decision) => {
    setOwn(true)
    const answer = await onDecide(decision)
    if (!answer.ok) setOwn(false)
    else
      setTimeout(() => {
        setApplied((times) => times + 1)
        setOwn(false)
      }, BACK)
    return answer
  }
  return { applied, isOwn, decide }
}

/** Begins with the first consolidation; what comes later is left open until the chair ticks it. */
function useTicked(paragraph: RollingParagraph, floor: Floor): [Ticked, (ticked: Ticked) => void] {
  const first = () =>
    tickedFrom(
      collisionsOf(paragraph),
      proposedChoices(paragraph, ({ ids, delegation }) =>
        positionsOf({ subjects: ids, author: delegation }, floor).some(
          ({ stance }) => stance === 'opposes' || stance === 'reserves',
        ),
      ),
    )
  return useState<Ticked>(first)
}

function BasePanel({ paragraph }: { paragraph: RollingParagraph }) {
  const { consolidation: say } = useMessages()
  const [kind, setKind] = useState<'base' | 'rolling'>('base')
  const view: View = { kind }
  const [shown] = shownParagraphs({ paragraphs: [paragraph], literalBrackets: [] }, view)
  return (
    <section className="panel base-panel" aria-labelledby="base-title">
      <div className="panel-head">
        <h2 id="base-title">{say.base}</h2>
        <div className="segments" role="group" aria-label={say.showing}>
          {(['base', 'rolling'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={kind === each}
              data-state={kind === each ? 'on' : 'off'}
              onClick={() => setKind(each)}
            >
              {say.views[each]}
            </button>
          ))}
        </div>
      </div>
      {shown ? (
        <div className="rolling plain">
          <p className="paragraph" data-kind={paragraph.kind}>
            <Pieces pieces={nest(shown.leaves)} />
          </p>
        </div>
      ) : (
        <p className="quiet">{say.noBase}</p>
      )}
    </section>
  )
}

/** Says what has become another while the chair was at work. Nothing that was ticked is lost. */
function Changes({ paragraph, names }: { paragraph: RollingParagraph; names: NamesHere }) {
  const { consolidation: say } = useMessages()
  const [seen, setSeen] = useState(paragraph)
  const isOther = paragraph.id !== seen.id
  useEffect(() => {
    if (isOther) setSeen(paragraph)
  }, [isOther, paragraph])
  const changes = isOther ? [] : changesSince(seen, paragraph)
  if (changes.length === 0) return null
  const said = changes.map((change) =>
    'delegation' in change
      ? say.changes[change.kind](names.delegation(change.delegation))
      : say.changes[change.kind],
  )
  return (
    <Banner
      action={
        <Button size="small" onClick={() => setSeen(paragraph)}>
          {say.seen}
        </Button>
      }
    >
      {say.changed} {[...new Set(said)].join('; ')}.
    </Banner>
  )
}
