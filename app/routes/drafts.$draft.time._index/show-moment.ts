import { z } from 'zod'
import { CHAIR, type Actor } from '#app/domain/basics/actor.ts'
import { LAST_MOMENT } from '#app/domain/basics/whole-number.ts'
import { queryField, readQuery } from '#app/http/query.ts'
import type { Messages } from '#app/messages/en.ts'
import type { ShownMoment } from '#app/ui/time/moment.ts'
import type { Ports } from '#app/usecases/ports.ts'
import type { Asked, PastMoment } from '#app/usecases/record/read-moment.ts'
import { sayDetail } from '../drafts.$draft.record._index/detail.ts'

const moment = z.object({
  update: queryField.whole({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  at: queryField.whole({ min: 0, max: LAST_MOMENT }),
})

/** What an address asks for; the latest moment when it asks for none. */
export function askedIn(request: Request, latest: number): Asked {
  const { update, at } = readQuery(request, moment)
  if (update !== undefined) return { update }
  return at !== undefined ? { at } : { update: latest }
}

/** A moment in the words of the page. */
export async function showMoment(
  ports: Pick<Ports, 'delegations'>,
  { moment, text, labels, change, decision, deeds, seated, acted }: PastMoment,
  m: Messages,
): Promise<ShownMoment> {
  const names = new Map((await ports.delegations.all()).map(({ code, name }) => [code, name[m.language]]))
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
