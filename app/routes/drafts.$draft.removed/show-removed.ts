import { CHAIR, type DelegationCode } from '#app/domain/basics/actor.ts'
import type { Seated } from '#app/domain/meeting/attendance.ts'
import type { Removal } from '#app/domain/papers/removal.ts'
import type { GoneFrom } from '#app/domain/papers/removed.ts'
import type { Messages } from '#app/messages/en.ts'
import type { ShownGone, ShownRemoval } from '#app/ui/time/removals.tsx'
import type { Ports } from '#app/usecases/ports.ts'
import type { RemovedPart } from '#app/usecases/record/read-removed.ts'

/** What went, in the words of the page. */
export async function showRemoved(
  ports: Pick<Ports, 'delegations'>,
  { removals, missing }: Pick<RemovedPart, 'removals' | 'missing'>,
  m: Messages,
): Promise<{ removals: ShownRemoval[]; missing: ShownGone[] }> {
  const names = new Map((await ports.delegations.all()).map(({ code, name }) => [code, name[m.language]]))
  const nameOf = (code: DelegationCode) => (code === CHAIR ? m.words.chair : (names.get(code) ?? code))
  return {
    removals: removals.map((removal) => ({
      ...removal,
      by: takersOf(removal).map(nameOf),
      decisions: removal.decisions.map(({ number, what, by, reason }) => ({
        ...{ number, what, reason, name: by.name, delegation: by.delegation },
        who: by.delegation === null ? m.roles[by.role] : nameOf(by.delegation),
      })),
      seated: removal.seated && seatedOf(removal.seated, nameOf, m),
      gone: removal.gone.map((each) => shown(each, nameOf)),
    })),
    missing: missing.map((each) => shown(each, nameOf)),
  }
}

const shown = (gone: GoneFrom, nameOf: (code: DelegationCode) => string): ShownGone => ({
  ...gone,
  words: gone.words.map(({ text, of, struckBy, around }) => ({
    ...{ text, around, struckBy: struckBy.map(nameOf) },
    of: of === null ? null : { code: of, name: nameOf(of) },
  })),
})

/** Whose proposals went: nobody else can take them out but by a decision. */
export function takersOf({ isByThemselves, gone }: Removal): DelegationCode[] {
  if (!isByThemselves) return []
  const all = gone.flatMap(({ proposedBy, isGone, words }) => [
    ...(isGone ? [proposedBy] : []),
    ...words.map(({ of }) => of),
  ])
  return [...new Set(all)].filter((code) => code !== null).sort()
}

const seatedOf = (
  { delegations, offices, reading }: Seated,
  nameOf: (code: DelegationCode) => string,
  m: Messages,
): string[] => [
  ...delegations.map(({ delegation }) => nameOf(delegation)),
  ...offices.map(({ role }) => m.roles[role]),
  ...(reading > 0 ? [m.time.readingToo(reading)] : []),
]
