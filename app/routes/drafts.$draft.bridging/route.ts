import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { Actor } from '#app/domain/basics/actor.ts'
import { granted, statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readJson } from '#app/http/json.ts'
import {
  answerBridging,
  closeBridging,
  keepBridging,
  readBridging,
  sendBridging,
} from '#app/usecases/table/bridging.ts'
import type { Ports } from '#app/usecases/ports.ts'
import { bridgingSchema, type PostedBridging } from './schema.ts'

/** The bridging texts that whoever asks may read, as JSON. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const texts = granted(await readBridging(context.ports, actor, params.draft ?? ''))
  return Response.json({ texts })
}

/** One thing done with a bridging text as JSON comes in, `{ ok }` or `{ refusal }` goes out. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const given = await readJson(request, bridgingSchema)
  const done = await carryOut(context.ports, actor, params.draft ?? '', given)
  if (done.ok) return Response.json({ ok: true, id: done.value })
  return Response.json({ ok: false, refusal: done.refusal }, { status: statusOf(done.refusal) })
}

function carryOut(ports: Ports, actor: Actor, draft: string, given: PostedBridging) {
  switch (given.kind) {
    case 'keep':
      return keepBridging(ports, actor, draft, given)
    case 'send':
      return sendBridging(ports, actor, draft, given)
    case 'answer':
      return answerBridging(ports, actor, draft, given)
    case 'close':
      return closeBridging(ports, actor, draft, given.id)
  }
}
