import { CHAIR, type Actor } from '#app/domain/actor.ts'
import type { Messages } from '#app/messages/en.ts'
import type { ShownMoment } from '#app/ui/time/moment.ts'
import type { Ports } from '#app/usecases/ports.ts'
import type { Asked, PastMoment } from '#app/usecases/read-moment.ts'
import { sayDetail } from '../drafts.$draft.record._index/detail.ts'

/** What an address asks for; the latest moment when it asks for none. */
export function askedIn(search: URLSearchParams, latest: number): Asked {
  const given = (name: string): number | null => {
    const text = search.get(name)
    return text && /^\d{1,15}$/.test(text) ? Number(text) : null
  }
  const [update, at] = [given('update'), given('at')]
  if (update !== null) return { update }
  return at !== null ? { at } : { update: latest }
}

/** A moment in the words of the page. */
export async function showMoment(
  ports: Pick<Ports, 'delegations'>,
  { moment, text, labels, change, decision, deeds, seated, acted }: PastMoment,
  m: Messages,
): Promise<ShownMoment> {
  const names = new Map((await ports.delegations.all()).map(({ code, name }) => [code, name.en]))
  const nameOf = (code: string) => (code === CHAIR ? m.words.chair : (names.get(code) ?? code))
  const who = ({ delegation, role }: { delegation: string | null; role: Actor['role'] | 'system' }) =>
    delegation === null ? m.roles[role] : nameOf(delegation)
  return {
    ...moment,
    text,
    labels,
    change,
    decision,
    deeds: deeds.map(({ number, at, what, by, entry }) => ({
      number,
      at,
      what,
      who: who(by),
      delegation: by.delegation,
      detail: entry ? sayDetail(entry, labels, nameOf, m) : '',
    })),
    seated: seated && {
      delegations: seated.delegations.map(({ delegation, names }) => ({
        code: delegation,
        name: nameOf(delegation),
        names,
      })),
      offices: seated.offices.map(({ role, names }) => ({ who: m.roles[role], names })),
      reading: seated.reading,
    },
    acted: acted.map((voice) => ({ who: who(voice), delegation: voice.delegation, names: voice.names })),
  }
}
