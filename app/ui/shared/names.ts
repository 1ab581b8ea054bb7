import { CHAIR, type DelegationCode } from '#app/domain/basics/actor.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { isInPrivate, publicCode } from '#app/domain/floor/working-copy.ts'
import type { Messages } from '#app/messages/en.ts'
import type { Labels } from '#app/display/labels.ts'
import type { DelegationName } from '#app/live/types.ts'

/** Names of delegations and numbers of paragraphs, as sentences need them. */
export type NamesHere = {
  delegation(code: DelegationCode): string
  iso2(code: DelegationCode): string | undefined
  paragraph(id: string): string
  /** The delegation that made a proposal. */
  proposer(proposal: ProposalId): string
}

export function namesHere(m: Messages, delegations: readonly DelegationName[], labels: Labels): NamesHere {
  const known = new Map(delegations.map((each) => [each.code, each]))
  const delegation = (code: DelegationCode): string => {
    if (isInPrivate(code)) return m.workingCopy.name(delegation(publicCode(code)))
    return code === CHAIR ? m.words.chair : (known.get(code)?.name ?? code)
  }
  return {
    delegation,
    iso2: (code) => known.get(publicCode(code))?.iso2,
    paragraph: (id) => labels[id] || m.table.draftNumberless,
    proposer: (proposal) => delegation(proposal.slice(0, proposal.indexOf(':'))),
  }
}
