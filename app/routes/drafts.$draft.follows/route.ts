import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { statusOf } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readJson } from '#app/http/json.ts'
import { follow } from '#app/usecases/table/follow.ts'

const followSchema = z.strictObject({ paragraph: z.string().min(1).max(100), follows: z.boolean() })

/** Follows a paragraph from the table, or does so no more: JSON comes in, `{ ok }` or `{ refusal }` goes out. */
export async function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = actorOf(requireUser(context, request))
  const given = await readJson(request, followSchema)
  const followed = await follow(context.ports, actor, { draft: params.draft ?? '', ...given })
  if (followed.ok) return Response.json({ ok: true })
  return Response.json({ ok: false, refusal: followed.refusal }, { status: statusOf(followed.refusal) })
}
