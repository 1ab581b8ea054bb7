import type { DelegationCode, Role, UserId } from '../basics/actor.ts'
import type { DraftId } from '../basics/draft.ts'

/** That a person was connected to the table of a draft, from one moment to another (ms since epoch). */
export type Stay = {
  /** Unique for ever; a stay that goes on is kept again under it. */
  id: string
  draft: DraftId
  user: UserId
  /** Name of the person then. */
  name: string
  role: Role
  /** For which they sat; null for whoever sits for none. */
  delegation: DelegationCode | null
  from: number
  /** The end, or while it goes on the last moment at which it was known to. */
  until: number
}

/** ms for which somebody may be gone and still have been there: attendance is known to the minute. */
export const GAP = 60_000

/** Stays of one person for one delegation or office belong together. */
export const attendeeOf = ({
  draft,
  user,
  role,
  delegation,
}: Pick<Stay, 'draft' | 'user' | 'role' | 'delegation'>): string =>
  [draft, user, role, delegation ?? ''].join(' ')

/** The stays with those made one that overlap or lie within a minute of each other, by their beginning. */
export function coalesce(stays: readonly Stay[]): Stay[] {
  const last = new Map<string, Stay>()
  const all: Stay[] = []
  for (const stay of [...stays].sort((a, b) => a.from - b.from)) {
    const before = last.get(attendeeOf(stay))
    if (before && stay.from - before.until <= GAP) {
      before.until = Math.max(before.until, stay.until)
      before.name = stay.name
    } else {
      const copy = { ...stay }
      last.set(attendeeOf(stay), copy)
      all.push(copy)
    }
  }
  return all
}

/** Who sat at the table at a moment. */
export type Seated = {
  /** By their codes, with their people. */
  delegations: { delegation: DelegationCode; names: string[] }[]
  /** The chair and the secretariat. */
  offices: { role: Role; names: string[] }[]
  /** How many others followed, for no delegation. */
  reading: number
}

const offices: readonly Role[] = ['chair', 'secretariat']

/** Who was there at a moment (ms since epoch), to the minute; a person counts once, however many pages were open. */
export function seatedAt(stays: readonly Stay[], moment: number): Seated {
  const here = stays.filter(({ from, until }) => from <= moment && moment <= until + GAP)
  const delegations = new Map<DelegationCode, Set<string>>()
  const podium = new Map<Role, Set<string>>()
  const readers = new Set<UserId>()
  const add = <K>(to: Map<K, Set<string>>, key: K, name: string) =>
    to.set(key, (to.get(key) ?? new Set()).add(name))
  for (const { user, name, role, delegation } of here) {
    if (delegation !== null) add(delegations, delegation, name)
    else if (offices.includes(role)) add(podium, role, name)
    else readers.add(user)
  }
  return {
    delegations: [...delegations]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([delegation, names]) => ({ delegation, names: [...names].sort() })),
    offices: offices.flatMap((role) =>
      podium.has(role) ? [{ role, names: [...podium.get(role)!].sort() }] : [],
    ),
    reading: readers.size,
  }
}

/** What of their stays lies between two moments; nothing of those that lie outside. */
export const within = (stays: readonly Stay[], from: number, until: number): Stay[] =>
  stays
    .filter((stay) => stay.until >= from && stay.from < until)
    .map((stay) => ({ ...stay, from: Math.max(stay.from, from), until: Math.min(stay.until, until) }))

/** One person who sat for one delegation or office, with all stays in order. */
export type Attended = Pick<Stay, 'user' | 'name' | 'role' | 'delegation'> & {
  stays: { from: number; until: number }[]
  /** ms in all */
  ms: number
}

/** A list of who attended: delegations by their codes, then the others by their role, each by name. */
export function attendedIn(stays: readonly Stay[]): Attended[] {
  const attended = new Map<string, Attended>()
  for (const stay of coalesce(stays)) {
    const { user, name, role, delegation, from, until } = stay
    const known = attended.get(attendeeOf(stay)) ?? { user, name, role, delegation, stays: [], ms: 0 }
    attended.set(attendeeOf(stay), {
      ...known,
      name,
      stays: [...known.stays, { from, until }],
      ms: known.ms + until - from,
    })
  }
  const place = ({ delegation, role, name }: Attended) => [delegation ?? `~${role}`, name].join('\n')
  return [...attended.values()].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}
