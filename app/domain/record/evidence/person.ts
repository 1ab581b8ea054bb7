import type { DelegationCode, Role, UserId } from '../../basics/actor.ts'
import type { Sha256 } from './sha256.ts'

/** Who did something, as everybody reads it. `user` and `name` are empty once they are erased. */
export type By = { user: UserId; name: string; role: Role | 'system'; delegation: DelegationCode | null }

/** What an entry chains in place of a person: nobody can tell from it who that was. */
export type VeiledPerson = { reference: string; commitment: string }

/** Who that was. Stands beside the record, and can be deleted there. */
export type KnownPerson = { reference: string; user: UserId; name: string; salt: string }

/** Who did something, as an entry chains it. The product itself is nobody. */
export type VeiledBy = Pick<By, 'role' | 'delegation'> & Partial<VeiledPerson>

type Detail = Readonly<Record<string, unknown>>
/** Something in a detail that names a person: words that somebody proposed, or somebody who is mentioned. */
type Personal = Readonly<Record<string, unknown>> & { user: unknown }

/** An entry with its persons taken out, and what stands beside. `by` and `detail` are as everybody reads them. */
export type Veil = { chained: { by: VeiledBy; detail: Detail }; persons?: readonly KnownPerson[] }

const SYSTEM: By = { user: 'system', name: 'Corchete', role: 'system', delegation: null }

/**
 * What binds a reference to a person. The salt is as random as the reference: without it nobody finds the person by
 * trying all there are.
 */
export const commitmentOf = ({ salt, user, name }: Omit<KnownPerson, 'reference'>, sha256: Sha256): string =>
  sha256(JSON.stringify([salt, user, name]))

/**
 * Takes the persons out of what happened, each under a reference of this entry alone.
 *
 * @param id gives a new id that cannot be guessed
 */
export function veil<E extends { by: By; detail: object }>(
  entry: E,
  { id, sha256 }: { id(): string; sha256: Sha256 },
): E & Veil {
  const { role, delegation } = entry.by
  const persons: KnownPerson[] = []
  const veiled = (user: UserId, name: string): VeiledPerson => {
    let known = persons.find((each) => each.user === user && each.name === name)
    if (!known) persons.push((known = { reference: id(), user, name, salt: id() }))
    return { reference: known.reference, commitment: commitmentOf(known, sha256) }
  }
  const by =
    role === 'system' ? { role, delegation } : { role, delegation, ...veiled(entry.by.user, entry.by.name) }
  const chained = { by, detail: veilDetail(entry.detail as Detail, veiled) }
  return { ...entry, chained, ...(persons.length > 0 && { persons: persons.sort(byReference) }) }
}

/** Their order tells nothing. */
const byReference = (one: KnownPerson, other: KnownPerson): number =>
  one.reference < other.reference ? -1 : 1

/** The details that hold persons: lists of these names. */
const LISTS = ['words', 'superseded', 'mentions']

const isPersonal = (item: unknown): item is Personal =>
  typeof item === 'object' && item !== null && 'user' in item && Boolean(item.user)

/** The detail with each item that names a person changed; the same detail where none does. */
function changePersons(detail: Detail, change: (item: Personal) => object): Detail {
  const changed = LISTS.flatMap((key) => {
    const list = detail[key]
    return Array.isArray(list) && list.some(isPersonal)
      ? [[key, list.map((item: unknown) => (isPersonal(item) ? change(item) : item))]]
      : []
  })
  return changed.length === 0 ? detail : { ...detail, ...(Object.fromEntries(changed) as Detail) }
}

/** Who is mentioned is called by name in the text too: `@Ana`. */
const isMention = ({ kind }: Personal): boolean => kind === 'person'

function veilDetail(detail: Detail, veiled: (user: UserId, name: string) => VeiledPerson): Detail {
  const called: { from: string; to: string }[] = []
  const changed = changePersons(detail, (item) => {
    const { name, user, ...rest } = item
    if (!isMention(item)) return { ...item, user: veiled(String(user), '') }
    const person = veiled(String(user), String(name))
    if (name) called.push({ from: `@${String(name)}`, to: `@${person.reference}` })
    return { ...rest, user: person }
  })
  return calling(changed, called)
}

/** What is read of an entry: its persons put back where they are known, nobody where they are not. */
export function unveil(
  { by, detail }: { by: VeiledBy; detail: Detail },
  persons: readonly KnownPerson[],
): { by: By; detail: Detail } {
  const { role, delegation, reference } = by
  const known = new Map(persons.map((person) => [person.reference, person]))
  const doer = reference === undefined ? undefined : known.get(reference)
  return {
    by: role === 'system' ? SYSTEM : { user: doer?.user ?? '', name: doer?.name ?? '', role, delegation },
    detail: unveilDetail(detail, (asked) => known.get(asked)),
  }
}

function unveilDetail(detail: Detail, find: (reference: string) => KnownPerson | undefined): Detail {
  const called: { from: string; to: string }[] = []
  const changed = changePersons(detail, (item) => {
    const { reference } = item.user as VeiledPerson
    const { user = '', name = '' } = find(reference) ?? {}
    if (!isMention(item)) return { ...item, user }
    called.push({ from: `@${reference}`, to: `@${name || '…'}` })
    return { ...item, user, name }
  })
  return calling(changed, called)
}

/** The detail with others called in its text, the longest first: one name may begin another. */
function calling(detail: Detail, called: { from: string; to: string }[]): Detail {
  const { text } = detail
  if (typeof text !== 'string' || called.length === 0) return detail
  const longest = called.sort((a, b) => b.from.length - a.from.length)
  return { ...detail, text: longest.reduce((all, { from, to }) => all.replaceAll(from, () => to), text) }
}

/** Whether everybody who is known is who the entry was chained with; true where nobody is known any more. */
export function arePersonsTheirs(
  { by, detail }: { by: object; detail: Detail },
  persons: readonly KnownPerson[],
  sha256: Sha256,
): boolean {
  const committed = new Map<unknown, unknown>()
  const note = (veiled: Partial<VeiledPerson>) => committed.set(veiled.reference, veiled.commitment)
  note(by)
  changePersons(detail, (item) => {
    note(item.user as VeiledPerson)
    return item
  })
  return persons.every((person) => committed.get(person.reference) === commitmentOf(person, sha256))
}
