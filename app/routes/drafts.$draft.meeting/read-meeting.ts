import type { AppLoadContext } from '@remix-run/node'
import type { Language } from '#app/domain/basics/draft.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { searchOf } from '#app/http/query.ts'
import { meetingZone } from '#app/messages/zone.ts'
import { readAttendance } from '#app/usecases/table/attendance.ts'
import { zoneOfDraft } from '#app/usecases/draft/meeting-zone.ts'
import { askedIn, type MeetingForm } from './asked.ts'

/** The zone of a draft's meetings, and who attended the one that the address asks for. */
export async function readMeeting(context: AppLoadContext, request: Request, draft: string) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language } = context
  const found = granted(await zoneOfDraft(ports, actor, draft))
  const zone = meetingZone(found.ofDraft, found.ofOrgan)
  const search = searchOf(request, ['reading', 'day'])
  let form: MeetingForm = { reading: '', day: '' }
  const list = granted(
    await readAttendance(ports, actor, draft, (readings, span) => {
      const read = askedIn(search, zone, { readings, last: span?.until ?? ports.clock.now() })
      form = read.form
      return read.asked
    }),
  )
  const names = new Map((await ports.delegations.all()).map(({ code, name }) => [code, name]))
  const nameOf = (code: string, asked: Language = language) => names.get(code)?.[asked] ?? code
  return { ...found, zone, list, form, nameOf }
}
