import { memo } from 'react'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { Action } from '#app/ui/context/action.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { delegationColour } from '#app/display/colour.ts'
import { cx } from '#app/ui/kit/cx.ts'
import { Menu } from '#app/ui/kit/overlay/menu.tsx'
import { ProposedWords } from '#app/ui/sheet/proposed-words.tsx'
import { ActionButton, ActionItems, keyOf } from '#app/ui/context/action-items.tsx'
import { cardActions } from '../actions/proposal.ts'
import { CardComment, CardDiscussion, CardSpeech } from './card-discussion.tsx'
import { RelocatedNote } from './relocated-note.tsx'
import { SilenceNote } from './silence-note.tsx'
import { Fallback, FallbackButton } from './working-copy.tsx'

type CardProps = {
  proposal: Proposal
  on: boolean
  /** One among many: as short as it can be. */
  inLine: boolean
}

/**
 * One proposal: who, what, when, who supports it, and what the reader may do with it. In line, only who and what, and
 * what must not be overlooked; its link keeps the keyboard when the whole card comes.
 */
export const ProposalCard = memo(function ProposalCard({ proposal, on, inLine }: CardProps) {
  const { m, names, today, onFocusParagraph } = useTable()
  const { delegation, at, paragraph } = proposal
  const go = (event: React.MouseEvent) => {
    onFocusParagraph(paragraph)
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
            <ProposedWords proposal={proposal} />
          ) : (
            <>
              {names.paragraph(paragraph)} ·{' '}
              <time dateTime={m.when.machine(at)}>{m.when.since(at, today)}</time>
            </>
          )}
        </a>
        {!inLine && <CardComment proposal={proposal} />}
      </header>
      {!inLine && <ProposedWords proposal={proposal} />}
      {!inLine && <Relations proposal={proposal} />}
      <RelocatedNote proposal={proposal} />
      {!inLine && <CardDiscussion proposal={proposal} on={on} />}
      <SilenceNote subjects={proposal.ids} />
      {proposal.unconfirmed && <p className="card-note">° {m.behalf.unconfirmed}</p>}
      {!inLine && <Fallback proposal={proposal} />}
      {!inLine && (
        <div className="card-foot">
          <CardActions proposal={proposal} on={on} />
          <CardSpeech proposal={proposal} />
        </div>
      )}
    </section>
  )
})

/** Whose words it amends, and who supports it. */
function Relations({ proposal: { within, delegation, supporters } }: { proposal: Proposal }) {
  const { m, names } = useTable()
  return (
    <>
      {within && within.split(':')[0] !== delegation && (
        <p className="card-note">{m.margin.inWordsOf(names.proposer(within))}</p>
      )}
      {supporters.length > 0 && (
        <p className="card-note">{m.margin.supportedBy(supporters.map(names.delegation))}</p>
      )}
    </>
  )
}

/** Ways to do one thing that share a button. */
const choices = { bracket: 'proposal.bracket-', table: 'proposal.table-' } as const

function CardActions({ proposal, on }: { proposal: Proposal; on: boolean }) {
  const table = useTable()
  const { deciding, workingCopy } = table.m
  const actions = cardActions(table, proposal)
  if (actions.length === 0) return null
  const menus = [
    { ways: actions.filter(({ id }) => id.startsWith(choices.bracket)), said: deciding.bracket },
    { ways: actions.filter(({ id }) => id.startsWith(choices.table)), said: workingCopy.table },
  ]
  return (
    <div className="actions">
      {actions.map((action) => {
        const menu = menus.find(({ ways }) => ways.includes(action))
        if (menu)
          return menu.ways[0] === action && <Choice key={keyOf(action)} said={menu.said} ways={menu.ways} />
        if (action.id === 'proposal.support') return <Support key={keyOf(action)} action={action} />
        return (
          <ActionButton
            key={keyOf(action)}
            action={action}
            tone={action.id === 'proposal.accept' && on ? 'primary' : action.tone}
          />
        )
      })}
      {table.isCopy && <FallbackButton proposal={proposal} />}
    </div>
  )
}

const Choice = ({ said, ways }: { said: string; ways: readonly Action[] }) => (
  <Menu
    align="start"
    trigger={
      <Button size="small" tone={ways[0]?.tone}>
        {said}…
      </Button>
    }
  >
    <ActionItems actions={ways} />
  </Menu>
)

/** Says whether it is pressed, so that its name may change with it. */
function Support({ action }: { action: Action }) {
  const { perform } = useTable()
  const supports = action.effect?.kind === 'support' && !action.effect.supports
  return (
    <Button size="small" aria-pressed={supports} onClick={() => perform(action)}>
      {action.short}
    </Button>
  )
}
