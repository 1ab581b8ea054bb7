import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { localOf } from '#app/domain/deadline.ts'
import { granted, statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { isZone, meetingZone, offsetIn, zones } from '#app/messages/zone.ts'
import { DraftPage } from '#app/ui/draft-page.tsx'
import { ZoneForm } from '#app/ui/meeting/zone-form.tsx'
import { namesHere } from '#app/ui/table/names.ts'
import { useMessages } from '#app/ui/words.tsx'
import { intervene } from '#app/usecases/intervene.ts'
import { zoneOfDraft } from '#app/usecases/meeting-zone.ts'

const m = messagesIn('en')

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: m.product.title(found ? `${m.meetingPage.title}, ${found.draft.title}` : m.meetingPage.title) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports } = context
  const { header, ofOrgan, ofDraft } = granted(await zoneOfDraft(ports, actor, params.draft ?? ''))
  const zone = meetingZone(ofDraft, ofOrgan)
  const now = ports.clock.now()
  const offset = offsetIn(zone)(now)
  return {
    draft: header,
    zone: {
      ofOrgan,
      ofDraft,
      now: { ...localOf(now, offset), zone, offset },
      // As this server knows them: a browser may list others.
      all: zones(ofOrgan),
    },
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const asked = (await request.formData()).get('zone')
  const zone = typeof asked === 'string' && asked !== '' ? asked : null
  if (zone !== null && !isZone(zone)) return data({ zone, said: m.meetingPage.zone.unknown }, 422)
  const set = await intervene(context.ports, actor, params.draft ?? '', { kind: 'set-zone', zone })
  if (!set.ok)
    return data({ zone, said: m.refusal(set.refusal, namesHere(m, [], {})) }, statusOf(set.refusal))
  return { zone, said: null }
}

export default function MeetingPage() {
  const { draft, zone } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>() ?? null
  const { meetingPage: say } = useMessages()
  return (
    <DraftPage draft={draft} title={say.title} lead={say.lead}>
      <div className="stack">
        <ZoneForm {...zone} isFrozen={draft.phase === 'transmitted'} done={done} />
      </div>
    </DraftPage>
  )
}
