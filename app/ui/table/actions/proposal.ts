import { CHAIR, layerOf } from '#app/domain/basics/actor.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { may } from '#app/domain/policy.ts'
import { proposalsOf, type Proposal, type ProposalKind } from '#app/domain/text/proposal.ts'
import type { Action, Effect } from '#app/ui/context/action.ts'
import type { Settled, TableContext } from '#app/ui/context/table-context.tsx'
import { nameOnProposal, paragraphInFocus } from '#app/ui/context/make-action.ts'

/** Of the proposals on the paragraph in focus. */
export function proposalActions(here: TableContext): Action[] {
  const paragraph = paragraphInFocus(here)
  return paragraph ? proposalsOf(paragraph).flatMap((proposal) => cardActions(here, proposal)) : []
}

/** What one who sits here can do with a proposal, as its card has it. */
export function cardActions(here: Settled, proposal: Proposal): Action[] {
  const { me, isTransmitted } = here
  if (isTransmitted) return []
  if (may(me, 'accept')) return decided(here, proposal)
  if (!may(me, 'type-words') || !here.isConnected) return []
  return proposal.delegation === layerOf(me) ? ofOnesOwn(here, proposal) : ofOthers(here, proposal)
}

type Part = { id: string; short: string; effect: Effect; tone?: 'primary' }

const on =
  (here: Settled, proposal: Proposal, group: 'decide' | 'propose') =>
  ({ id, ...part }: Part): Action => ({
    id: `proposal.${id}`,
    about: keyOfProposal(proposal),
    said: nameOnProposal(here, proposal, part.short),
    group,
    places: ['card', 'palette'],
    ...part,
  })

export const keyOfProposal = ({ ids, paragraph }: Proposal) => `${paragraph} ${ids.join(' ')}`

const whole: readonly ProposalKind[] = ['merge', 'split', 'removal', 'move']

function decided(here: Settled, proposal: Proposal): Action[] {
  const { deciding: say } = here.m
  const { ids: proposals, delegation, kind } = proposal
  const one = on(here, proposal, 'decide')
  const decide = (decision: Decision): Effect => ({ kind: 'decide', decision })
  const bracket = (attributed: boolean) => decide({ kind: 'bracket-proposal', proposals, attributed })
  const brackets =
    delegation === CHAIR
      ? [one({ id: 'bracket', short: say.bracket, effect: bracket(false) })]
      : [
          one({
            id: 'bracket-named',
            short: say.bracketAttributed(here.names.delegation(delegation)),
            effect: bracket(true),
          }),
          one({ id: 'bracket-unnamed', short: say.bracketUnattributed, effect: bracket(false) }),
        ]
  return [
    one({ id: 'accept', short: say.accept, effect: decide({ kind: 'accept', proposals }) }),
    ...(whole.includes(kind) ? [] : brackets),
    one({
      id: 'decline',
      short: say.decline,
      effect: { kind: 'ask', asking: { kind: 'decline', proposal } },
    }),
  ]
}

function ofOnesOwn(here: Settled, proposal: Proposal): Action[] {
  const { m, me, isCopy } = here
  const one = on(here, proposal, 'propose')
  const { unconfirmed } = proposal
  return [
    ...(unconfirmed && may(me, 'confirm')
      ? [
          one({
            id: 'confirm',
            short: m.behalf.confirm,
            tone: 'primary',
            effect: { kind: 'state', statement: { kind: 'confirm', proposals: unconfirmed } },
          }),
        ]
      : []),
    ...(isCopy ? inPrivate(here, proposal) : []),
    one({
      id: 'withdraw',
      short: m.margin.withdraw,
      effect: { kind: 'withdraw', proposals: proposal.ids },
    }),
  ]
}

/** The fallback wording that was written for a proposal in private; '' where there is none. */
export const fallbackOf = ({ floor }: Settled, { ids }: Proposal): string =>
  ids.map((id) => floor.fallbacks[id]).find(Boolean) ?? ''

function inPrivate(here: Settled, proposal: Proposal): Action[] {
  const { workingCopy: say } = here.m
  const one = on(here, proposal, 'propose')
  const table = (wording: 'first' | 'fallback'): Effect => ({
    kind: 'table',
    proposals: proposal.ids,
    wording,
  })
  if (!fallbackOf(here, proposal))
    return [one({ id: 'table', short: say.table, tone: 'primary', effect: table('first') })]
  return [
    one({ id: 'table-first', short: say.tableThis, effect: table('first') }),
    one({ id: 'table-fallback', short: say.tableFallback, effect: table('fallback') }),
  ]
}

function ofOthers(here: Settled, proposal: Proposal): Action[] {
  const { m, me, isCopy } = here
  if (isCopy) return []
  const supports = me.delegation !== null && proposal.supporters.includes(me.delegation)
  return [
    on(
      here,
      proposal,
      'propose',
    )({
      id: 'support',
      short: supports ? m.margin.withdrawSupport : m.margin.support,
      effect: { kind: 'support', proposals: proposal.ids, supports: !supports },
    }),
  ]
}
