import type { DelegationCode } from '../basics/actor.ts'
import type { Dissociation, Floor, GroupPosition, Position, Subject } from './floor.ts'
import type { Group, GroupCode } from './group.ts'
import { stances, type Stance } from '../basics/stance.ts'

/** Why a delegation stands where it stands. */
export type Source =
  | { kind: 'own' }
  /** Its group has said so, and it has said nothing else. */
  | { kind: 'group'; group: GroupCode }
  /** Its group has said something that it does not share, and it has said nothing itself. */
  | { kind: 'dissociated'; group: GroupCode }

/** Where one delegation stands. */
export type Standing = {
  delegation: DelegationCode
  /** Null for one that has only dissociated itself. */
  stance: Stance | null
  /** Empty when there is none. */
  note: string
  source: Source
  /** ms since epoch */
  at: number
}

export type StatedPositions = Pick<Floor, 'positions' | 'groupPositions' | 'dissociations' | 'groups'>

/** The entries of one proposal and who made it, or a paragraph (which nobody made). */
export type SubjectOfPositions = { subjects: readonly Subject[]; author: DelegationCode | null }

/**
 * Where every delegation stands that has said something or for which its group has. A delegation's own word counts
 * before its group's, whichever came first; of two of its own on parts of one proposal, and of two groups', the
 * later. A proposal's author stands for it by having made it, so a group's word does not count for the author.
 */
export function positionsOf({ subjects, author }: SubjectOfPositions, said: StatedPositions): Standing[] {
  const about = new Set(subjects)
  const standings = new Map<DelegationCode, Standing>()
  const put = (standing: Standing) => {
    if (standing.delegation !== author) standings.set(standing.delegation, standing)
  }
  for (const { group, position } of groupWords(about, said)) {
    for (const delegation of group.members) {
      const isOut = said.dissociations.some(
        (one) => isFrom(one, delegation, group.code) && about.has(one.subject),
      )
      if (isOut && standings.get(delegation)?.source.kind === 'group') continue
      put(isOut ? dissociated(delegation, position) : held(delegation, position))
    }
  }
  for (const { delegation, stance, note, at } of latestFirst(said.positions, about).reverse())
    put({ delegation, stance, note, source: { kind: 'own' }, at })
  return [...standings.values()].sort((a, b) => (a.delegation < b.delegation ? -1 : 1))
}

/** The latest word of each group that there is, the oldest first. */
function groupWords(about: ReadonlySet<Subject>, { groups, groupPositions }: StatedPositions) {
  const spoken = latestFirst(groupPositions, about)
  return spoken
    .filter((position, at) => spoken.findIndex(({ group }) => group === position.group) === at)
    .flatMap((position) => {
      const group = groups.find(({ code }) => code === position.group)
      return group ? [{ group, position }] : []
    })
    .reverse()
}

const latestFirst = <P extends Position | GroupPosition>(
  all: readonly P[],
  about: ReadonlySet<Subject>,
): P[] => all.filter(({ subject }) => about.has(subject)).sort((a, b) => b.at - a.at)

const isFrom = (one: Dissociation, delegation: DelegationCode, group: GroupCode) =>
  one.delegation === delegation && one.group === group

const held = (delegation: DelegationCode, { stance, note, group, at }: GroupPosition): Standing => ({
  delegation,
  stance,
  note,
  source: { kind: 'group', group },
  at,
})

const dissociated = (delegation: DelegationCode, { group, at }: GroupPosition): Standing => ({
  delegation,
  stance: null,
  note: '',
  source: { kind: 'dissociated', group },
  at,
})

export type StanceCount = { stance: Stance; standings: readonly Standing[] }

/** By stance, in the order in which stances are listed; those that nobody takes are left out. */
export const countStances = (standings: readonly Standing[]): StanceCount[] =>
  stances.flatMap((stance) => {
    const held = standings.filter((standing) => standing.stance === stance)
    return held.length > 0 ? [{ stance, standings: held }] : []
  })

/** The groups that a delegation speaks for. */
export const spokenFor = (groups: readonly Group[], delegation: DelegationCode | null): Group[] =>
  groups.filter(({ speaker }) => speaker === delegation)

/** The groups whose word on this counts, or would count, for a delegation. */
export function groupsSpeakingFor(
  { subjects }: SubjectOfPositions,
  delegation: DelegationCode | null,
  said: StatedPositions,
): Group[] {
  return said.groups.filter(
    ({ code, members }) =>
      delegation !== null &&
      members.includes(delegation) &&
      said.groupPositions.some(({ group, subject }) => group === code && subjects.includes(subject)),
  )
}
