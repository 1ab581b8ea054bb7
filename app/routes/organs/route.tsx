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
import { OrganPanel } from '#app/ui/meeting/organ-panel.tsx'
import { Page } from '#app/ui/shell/page.tsx'
import { namesHere } from '#app/ui/shared/names.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readOrgans, setOrganZone } from '#app/usecases/draft/organs.ts'
import { permit } from '#app/usecases/permit.ts'

const name = z.string().max(100).default('')
const zoneForm = z.object({ organ: name, before: name, zone: name })

export const handle = titled((m) => m.organs.title)

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { ports, language } = context
  const read = granted(await readOrgans(ports, actorOf(requireUser(context, request))))
  const now = ports.clock.now()
  return {
    organs: read.map(({ organ: { code, name, zone }, changes }) => {
      const offset = offsetIn(zone)(now)
      return { code, name: name[language], now: { ...localOf(now, offset), zone, offset }, changes }
    }),
    // As this server knows them: a browser may list others.
    all: zones(...read.map(({ organ }) => organ.zone)),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { messages: m } = context
  const actor = actorOf(requireUser(context, request))
  granted(permit(actor, 'change-organ'))
  const { organ: code, zone, before } = await readFields(request, zoneForm)
  if (!isZone(zone)) return data({ code, said: m.organs.unknown }, 422)
  const set = await setOrganZone(context.ports, actor, { code, before, zone })
  if (set.ok) return { code, said: null }
  return data({ code, said: m.refusal(set.refusal, namesHere(m, [], {})) }, statusOf(set.refusal))
}

export default function Organs() {
  const { organs, all } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  const { organs: say } = useMessages()
  return (
    <Page title={say.title} lead={say.lead}>
      <div className="stack">
        {organs.map((organ) => (
          <OrganPanel
            key={organ.code}
            organ={organ}
            all={all}
            done={done?.code === organ.code ? { said: done.said } : null}
          />
        ))}
      </div>
    </Page>
  )
}
