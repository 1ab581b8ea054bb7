import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { localOf } from '#app/domain/meeting/deadline.ts'
import { granted, statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { readFields } from '#app/http/form.ts'
import { requireUser } from '#app/http/guards.ts'
import { isZone, offsetIn, zones } from '#app/messages/zone.ts'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { AttendanceList } from '#app/ui/meeting/attendance-list.tsx'
import { ZoneForm } from '#app/ui/meeting/zone-form.tsx'
import { namesHere } from '#app/ui/shared/names.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { makeStatement } from '#app/usecases/table/make-statement.ts'
import { permit } from '#app/usecases/permit.ts'
import { readMeeting } from './read-meeting.ts'

/** Without a zone the draft has the one of its organ. */
const zoneForm = z.object({ zone: z.string().max(100).nullable().default(null) })

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(m.meetingPage.title, found.draft.title),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { messages: m } = context
  const read = await readMeeting(context, request, params.draft ?? '')
  const { header, ofOrgan, ofDraft, zone, list, form, nameOf } = read
  const now = context.ports.clock.now()
  const local = (at: number) => localOf(at, offsetIn(zone)(at))
  return {
    draft: header,
    zone: {
      ofOrgan,
      ofDraft,
      now: { ...local(now), zone, offset: offsetIn(zone)(now) },
      // As this server knows them: a browser may list others.
      all: zones(ofOrgan),
    },
    attendance: {
      form,
      readings: list.readings.map(({ number, meeting, date }) => ({ number, meeting, date })),
      hasBegun: list.span !== null,
      attended: list.attended.map(({ user, name, role, delegation, stays, ms }) => ({
        ...{ user, name, role, delegation, ms },
        sitsFor: delegation === null ? m.roles[role] : nameOf(delegation),
        stays: stays.map(({ from, until }) => ({ from: local(from), until: local(until) })),
      })),
    },
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { messages: m } = context
  const actor = actorOf(requireUser(context, request))
  granted(permit(actor, 'set-zone'))
  const { zone } = await readFields(request, zoneForm)
  if (zone !== null && !isZone(zone)) return data({ said: m.meetingPage.zone.unknown }, 422)
  const set = await makeStatement(context.ports, actor, params.draft ?? '', { kind: 'set-zone', zone })
  if (!set.ok) return data({ said: m.refusal(set.refusal, namesHere(m, [], {})) }, statusOf(set.refusal))
  return { said: null }
}

export default function MeetingPage() {
  const { draft, zone, attendance } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>() ?? null
  const { meetingPage: say } = useMessages()
  return (
    <DraftPage draft={draft} title={say.title} lead={say.lead}>
      <div className="stack">
        <AttendanceList draft={draft.id} {...attendance} />
        <ZoneForm {...zone} isTransmitted={draft.phase === 'transmitted'} done={done} />
      </div>
    </DraftPage>
  )
}
